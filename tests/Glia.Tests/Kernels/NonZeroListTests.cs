using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>A sample's list against a plain loop, from floats and from bytes.</summary>
public class NonZeroListTests
{
    public static TheoryData<int> Lengths => [1, 15, 16, 17, 63, 64, 65, 79, 80, 128, 255, 256, 257, 784];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_floats(int length)
    {
        foreach (SimdWidth width in Numbers.Widths)
            foreach (double zeros in new[] { 0, 0.3, 0.9, 1 })
            {
                var list = NonZeroList.Create(width, length);
                float[] x = Numbers.Sparse(new Xoshiro256((ulong)length), 1, length, zeros);
                if (zeros < 1) x[^1] = float.NaN;
                FloatBuffer laid = Numbers.Laid(x, length, FloatBuffer.Stride(length));
                laid.Slice(length, FloatBuffer.Stride(length) - length).Fill(0.5f); // what a sigmoid makes of the zeros there
                list.Take(laid);
                Check(x, list, $"{width}, {zeros:P0} zeros");
                list.Forget();
                Assert.False(list.IsCurrent || list.Pays);
            }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_bytes(int length)
    {
        foreach (SimdWidth width in Numbers.Widths)
            foreach (int most in new[] { 0, 20, 128, 256 }) // of 256 bytes, so many are not zero
                foreach (float scale in new[] { 1, 1f / 255, -2 })
                {
                    var random = new Xoshiro256((ulong)(length + most));
                    byte[] raw = [.. Enumerable.Range(0, length).Select(_ => (byte)(random.NextInt32(256) < most ? 1 + random.NextInt32(255) : 0))];
                    var list = NonZeroList.Create(width, length);
                    list.Take(ref raw[0], scale);
                    Check([.. raw.Select(value => value * scale)], list, $"{width}, {most}, {scale}");
                }
    }

    [Fact]
    public void It_pays_where_less_than_half_is_on_it()
    {
        var list = NonZeroList.Create(SimdWidths.Best, 100);
        var x = new FloatBuffer(112);
        for (int i = 0; i < 49; i++) x[2 * i] = 1;
        list.Take(x);
        Assert.True(list.Pays);
        x[99] = 1;
        list.Take(x);
        Assert.False(list.Pays);
    }

    private static void Check(float[] x, NonZeroList list, string where)
    {
        int[] places = [.. Enumerable.Range(0, x.Length).Where(i => x[i] != 0)];
        Assert.True(list.IsCurrent, where);
        Assert.Equal(places, list.Places.Take(list.Count));
        Numbers.Same(places.Select(i => x[i]).ToArray(), list.Values.Slice(0, list.Count), where);
    }
}
