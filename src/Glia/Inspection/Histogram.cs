namespace Glia;

/// <summary>How often values fall into each of some ranges of equal width.</summary>
/// <param name="Low">Where the first range begins.</param>
/// <param name="High">Where the last one ends.</param>
/// <param name="Counts">Values in each range; a value on the border of two belongs to the upper one, <paramref name="High"/> to the last.</param>
public sealed record Histogram(double Low, double High, IReadOnlyList<long> Counts)
{
    /// <summary>Number of values.</summary>
    public long Total => Counts.Sum();

    /// <summary>The histogram of <paramref name="values"/> between their smallest and their largest.</summary>
    public static Histogram Of(ReadOnlySpan<float> values, int ranges = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranges, 1);
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values) (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        var counts = new long[ranges];
        if (values.Length > 0) Add(values, counts, low, high);
        return new(values.Length > 0 ? low : 0, values.Length > 0 ? high : 0, counts);
    }

    internal static void Add(ReadOnlySpan<float> values, long[] counts, double low, double high)
    {
        double factor = high > low ? counts.Length / (high - low) : 0;
        foreach (float value in values) counts[Math.Clamp((int)((value - low) * factor), 0, counts.Length - 1)]++;
    }
}
