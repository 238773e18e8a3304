namespace Glia;

/// <summary>What many values come to.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation, the squares divided by the number of values.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Histogram">How they are distributed between these.</param>
public sealed record ValueSpread(double Mean, double Deviation, double Min, double Max, Histogram Histogram)
{
    /// <summary>The spread of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static ValueSpread Of(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) throw new ArgumentException("There are no values to measure.", nameof(values));
        double sum = 0, squares = 0;
        foreach (float value in values) sum += value;
        double mean = sum / values.Length;
        foreach (float value in values) squares += (value - mean) * (value - mean);
        var histogram = Histogram.Of(values);
        return new(mean, Math.Sqrt(squares / values.Length), histogram.Low, histogram.High, histogram);
    }
}
