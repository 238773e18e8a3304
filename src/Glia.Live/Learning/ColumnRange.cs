namespace Glia.Live;

/// <summary>The smallest and largest value of a column of the examples, as its middle and half its width: <c>x′ = (x − middle) / half</c> is −1 … 1. A column that never changes becomes 0.</summary>
/// <param name="Middle">(highest + lowest) / 2.</param>
/// <param name="Half">(highest − lowest) / 2, greater than 0.</param>
/// <param name="IsConstant">Whether it never changes.</param>
internal readonly record struct ColumnRange(double Middle, double Half, bool IsConstant)
{
    private const double Narrowest = 1e-30; // whoever divides by less leaves the range of floats

    /// <summary>The range of every <paramref name="stride"/>-th value from <paramref name="first"/>.</summary>
    public static ColumnRange Of(ReadOnlySpan<float> values, int first = 0, int stride = 1)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = first; i < values.Length; i += stride)
        {
            low = Math.Min(low, values[i]);
            high = Math.Max(high, values[i]);
        }

        double half = (high - low) / 2;
        return half < Narrowest ? new(low, Math.Max(1, Math.Abs(low)), true) : new((high + low) / 2, half, false);
    }

    /// <summary>The ranges of all columns, shape <c>(columns)</c>, of rows of shape <c>(count, columns)</c>.</summary>
    public static ColumnRange[] OfAll(ReadOnlySpan<float> rows, int columns)
    {
        var ranges = new ColumnRange[columns];
        for (int i = 0; i < columns; i++) ranges[i] = Of(rows, i, columns);
        return ranges;
    }

    /// <summary>A value of the column, brought to −1 … 1.</summary>
    public float Normalise(float value) => IsConstant ? 0 : (float)((value - Middle) / Half);

    /// <summary>The scaler that brings the columns to −1 … 1; those that never change to 0, whatever comes.</summary>
    public static Scaler ScalerOf(ReadOnlySpan<ColumnRange> ranges)
    {
        float[] scale = new float[ranges.Length], shift = new float[ranges.Length];
        for (int i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].IsConstant) continue;
            scale[i] = (float)(1 / ranges[i].Half);
            shift[i] = (float)(-ranges[i].Middle / ranges[i].Half);
        }

        return Scaler.FromNumbers("each input's range to -1…1", scale, shift);
    }

    /// <summary>The same in the words of Weka's text.</summary>
    public ValueRange ToValueRange() => new((float)(Middle - Half), (float)(Middle + Half));
}
