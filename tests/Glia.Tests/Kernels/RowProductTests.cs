using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>One sample's products against plain loops, bit for bit.</summary>
public class RowProductTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 3, 5 }, { 4, 16 }, { 5, 17 }, { 16, 3 }, { 63, 2 }, { 64, 128 }, { 65, 4 }, { 127, 144 }, { 256, 256 }, { 257, 130 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward(int inputs, int outputs)
    {
        foreach (double zeros in new[] { 0, 0.2, 0.5, 0.8, 1 })
        {
            var random = new Xoshiro256((ulong)(inputs + outputs), (ulong)(100 * zeros));
            int columns = FloatBuffer.Pad(outputs), stride = FloatBuffer.Stride(outputs);
            float[] x = Numbers.Sparse(random, 1, inputs, zeros), w = Numbers.Normal(random, inputs * outputs), b = Numbers.Normal(random, outputs);
            float[] expected = MatMulTests.Plain(x, w, b, 1, outputs, inputs);
            FloatBuffer values = Numbers.Laid(x, inputs, FloatBuffer.Pad(inputs)), weights = Numbers.Laid(w, outputs, stride), biases = Numbers.Laid(b, outputs, columns);
            foreach (SimdWidth width in Numbers.Widths)
            {
                var listed = NonZeroList.Create(width, inputs);
                listed.Take(values);
                FloatBuffer all = new(columns), along = new(columns);
                var product = RowProduct.Create(width);
                product.Forward(ref values[0], ref weights[0], stride, ref biases[0], ref all[0], columns, inputs);
                product.Forward(listed, ref weights[0], stride, ref biases[0], ref along[0], columns);
                Numbers.Same(expected, all.Slice(0, outputs), $"{zeros:P0} zeros, {width}");
                Numbers.Same(expected, along.Slice(0, outputs), $"{zeros:P0} zeros, {width}, listed");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Backward(int inputs, int outputs)
    {
        var random = new Xoshiro256((ulong)(inputs * outputs));
        int stride = FloatBuffer.Stride(outputs);
        float[] w = Numbers.Normal(random, inputs * outputs), dz = Numbers.Normal(random, outputs);
        float[] expected = MatMulTests.Plain(dz, Numbers.Transposed(w, outputs), new float[inputs], 1, inputs, outputs);
        FloatBuffer weights = Numbers.Laid(w, outputs, stride), slopes = Numbers.Laid(dz, outputs, stride), dx = new(FloatBuffer.Pad(inputs));
        RowProduct.Backward(ref slopes[0], ref weights[0], stride, ref dx[0], inputs, outputs);
        Numbers.Same(expected, dx.Slice(0, inputs), "dx");
        Assert.False(dx.Span[inputs..].ContainsAnyExcept(0f));
    }
}
