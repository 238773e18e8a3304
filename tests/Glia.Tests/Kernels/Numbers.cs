using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Numbers that kernels are tried on, and how they are compared.</summary>
internal static class Numbers
{
    public static readonly SimdWidth[] Widths = Enum.GetValues<SimdWidth>();

    public static float[] Normal(Xoshiro256 random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];

    /// <summary>
    /// Shape <c>(rows, columns)</c>; about that part of the values is 0, one in eight of them a negative one. Where some are, whole rows and stretches of columns are; and where not all are,
    /// there are an infinity and a NaN.
    /// </summary>
    public static float[] Sparse(Xoshiro256 random, int rows, int columns, double zeros)
    {
        float[] values = Normal(random, rows * columns);
        if (zeros < 1 && rows > 2) (values[^1], values[rows / 2 * columns]) = (float.PositiveInfinity, float.NaN);
        for (int i = 0; i < values.Length; i++)
        {
            bool isZero = zeros > 0 && (i / columns % 7 == 3 || (i % columns >= columns / 4 && i % columns < columns / 2));
            if (isZero || random.NextDouble() < zeros) values[i] = random.NextInt32(8) == 0 ? -0f : 0;
        }

        return values;
    }

    /// <summary>The same values with their rows as far apart as <paramref name="stride"/>.</summary>
    public static FloatBuffer Laid(float[] values, int columns, int stride)
    {
        var buffer = new FloatBuffer(values.Length / columns * stride);
        for (int row = 0; row < values.Length / columns; row++) values.AsSpan(row * columns, columns).CopyTo(buffer.Slice(row * stride, columns));
        return buffer;
    }

    /// <summary>The values of a matrix without its padding.</summary>
    public static float[] Taken(FloatBuffer buffer, int rows, int columns, int stride) => [.. Enumerable.Range(0, rows).SelectMany(row => buffer.Slice(row * stride, columns).ToArray())];

    public static float[] Transposed(float[] values, int columns) => [.. Enumerable.Range(0, values.Length).Select(i => values[(i % (values.Length / columns) * columns) + (i / (values.Length / columns))])];

    /// <summary>A NaN is a NaN: which of its many patterns is not a promise.</summary>
    public static uint[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new uint[values.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = float.IsNaN(values[i]) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(values[i]);
        return bits;
    }

    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string where)
    {
        uint[] wanted = Bits(expected), got = Bits(actual);
        Assert.Equal(wanted.Length, got.Length);
        int at = wanted.AsSpan().CommonPrefixLength(got);
        if (at < wanted.Length) Assert.Fail($"{where}: value {at} is {actual[at]:R}, but {expected[at]:R} is right");
    }
}
