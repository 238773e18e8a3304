namespace Glia.Live.Tests.Gestures;

/// <summary>The distance itself.</summary>
public sealed class WarpingDistanceTests
{
    /// <summary>
    /// a = 0, 2 and b = 0, 1, 2, one input: d = (0 1 2 / 2 1 0). g: first row 2·0 = 0, 0 + 1 = 1, 1 + 2 = 3; second row 0 + 2 = 2, min(2 + 1, 1 + 1, 0 + 2·1) = 2, min(2 + 0, 3 + 0, 1 + 2·0) = 1. 1 / (2 + 3) = 0.2.
    /// </summary>
    [Fact]
    public void It_is_what_is_worked_out_by_hand() => Assert.Equal(0.2f, new WarpingDistance(1, 5, 3).Measure([0, 2], [0, 1, 2]), 1e-7f);

    /// <summary>Against the definition, without rows that are used again and without an early end.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void It_is_the_definition(int width)
    {
        var random = new Xoshiro256(1);
        var warping = new WarpingDistance(3, width, 20);
        for (int round = 0; round < 50; round++)
        {
            float[] a = Frames(ref random, 1 + random.NextInt32(20)), b = Frames(ref random, 1 + random.NextInt32(20));
            double expected = Definition(a, b, width);
            Assert.Equal(expected, warping.Measure(a, b), 1e-4);
            if (a.Length == b.Length || width == 100) Assert.Equal(expected, warping.Measure(b, a), 1e-4); // symmetric
            Assert.True(double.IsFinite(expected)); // there is always a path
            Assert.Equal(expected, warping.Measure(a, b, enough: (float)expected * 1.01f), 1e-4);
            Assert.True(warping.Measure(a, b, enough: (float)expected * 0.99f) >= expected * 0.99);
        }
    }

    [Fact]
    public void Pieces_have_their_means()
    {
        var means = new float[4];
        Downsampling.Run([1, 10, 3, 30, 5, 50, 7, 70, 9, 90], 2, means); // two frames, three frames
        Assert.Equal([2, 20, 7, 70], means);
        Assert.Equal([7, 10, 10], [Downsampling.Length(7, 10), Downsampling.Length(40, 10), Downsampling.Length(10, 0)]);
    }

    private static double Definition(float[] a, float[] b, int width)
    {
        int n = a.Length / 3, m = b.Length / 3;
        var g = new double[n, m];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
            {
                double d = Math.Sqrt(Enumerable.Range(0, 3).Sum(k => Math.Pow(a[(i * 3) + k] - b[(j * 3) + k], 2)));
                double up = i > 0 ? g[i - 1, j] + d : double.PositiveInfinity, left = j > 0 ? g[i, j - 1] + d : double.PositiveInfinity;
                double diagonal = i > 0 && j > 0 ? g[i - 1, j - 1] + (2 * d) : double.PositiveInfinity;
                int enters = n == 1 ? 0 : i * (m - 1) / (n - 1), leaves = i == n - 1 ? m - 1 : Math.Max(enters, ((i + 1) * (m - 1) / (n - 1)) - 1);
                g[i, j] = j < enters - width || j > leaves + width ? double.PositiveInfinity : i + j == 0 ? 2 * d : Math.Min(Math.Min(up, left), diagonal);
            }

        return g[n - 1, m - 1] / (n + m);
    }

    private static float[] Frames(ref Xoshiro256 random, int count)
    {
        var frames = new float[count * 3];
        foreach (ref float value in frames.AsSpan()) value = (float)random.NextNormal();
        return frames;
    }
}
