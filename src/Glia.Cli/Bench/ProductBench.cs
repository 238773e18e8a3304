using Glia.Kernels;

namespace Glia.Cli;

/// <summary>One shape of product, as a step runs it: on random numbers without a zero, and on real digits with their zeros marked.</summary>
internal sealed class ProductBench
{
    private readonly ProductShape _shape;
    private readonly Product _dense;
    private readonly Product? _digits;
    private readonly FloatBuffer _weights, _transposed;

    public ProductBench(ProductShape shape, Dataset digits)
    {
        _shape = shape;
        int samples = shape.Pass == ProductPass.WeightGradient ? shape.Depth : shape.Rows, inputs = shape.Pass == ProductPass.WeightGradient ? shape.Rows : shape.Depth;
        _weights = Random(shape.Columns * FloatBuffer.Stride(shape.Depth), seed: 3);
        _transposed = Random(shape.Depth * FloatBuffer.Stride(shape.Columns), seed: 2);
        _dense = Create(Random(samples * FloatBuffer.Stride(inputs), seed: 1), null, inputs);
        if (!shape.ReadsDigits) return;
        FloatBuffer pixels = Load(digits, samples);
        NonZeros marks = NonZeros.Create(SimdWidths.Best, samples, inputs);
        marks.Mark(pixels, samples);
        _digits = Create(pixels, marks, inputs);
    }

    public ProductResult Measure(BenchPlan plan, int threads, CancellationToken cancellation)
    {
        MatMul matMul = MatMul.Create(SimdWidths.Best, WorkerPool.Of(threads));
        Rate dense = Times.Of(plan, () => Run(matMul, _dense), cancellation).PerSecond(_shape.Operations);
        Rate? digits = _digits is { } product ? Times.Of(plan, () => Run(matMul, product), cancellation).PerSecond(_shape.Operations) : null;
        return new(_shape, threads, dense, digits);
    }

    private void Run(MatMul matMul, in Product product)
    {
        if (_shape.Pass == ProductPass.InputGradient)
            Transpose.Run(ref _weights[0], _shape.Columns, _shape.Depth, FloatBuffer.Stride(_shape.Depth), ref _transposed[0], FloatBuffer.Stride(_shape.Columns));
        matMul.Run(product);
    }

    private Product Create(FloatBuffer x, NonZeros? marks, int inputs)
    {
        int row = FloatBuffer.Stride(_shape.Columns), xRow = FloatBuffer.Stride(inputs);
        Operand a = _shape.Pass == ProductPass.WeightGradient ? new(x, 0, 1, xRow, marks) : new(x, 0, xRow, 1, marks);
        return new(a, new(_transposed, 0, row), new FloatBuffer(row), 0, new(new FloatBuffer(_shape.Rows * row), 0, row), _shape.Rows, FloatBuffer.Pad(_shape.Columns), _shape.Depth);
    }

    /// <summary>Floats from a fixed seed, none of them 0.</summary>
    private static FloatBuffer Random(int length, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var buffer = new FloatBuffer(length);
        foreach (ref float value in buffer.Span) value = (float)random.NextDouble(0.01, 1);
        return buffer;
    }

    private static FloatBuffer Load(Dataset digits, int count)
    {
        int row = FloatBuffer.Stride(digits.FeatureCount);
        var buffer = new FloatBuffer(count * row);
        for (int i = 0; i < count; i++)
        {
            Span<float> pixels = buffer.Slice(i * row, digits.FeatureCount);
            digits.CopyFeatures(i, pixels);
            digits.Scaler.Apply(pixels, pixels);
        }

        return buffer;
    }
}
