namespace Glia;

/// <summary>The range of each raw input, within which inspections look for inputs: 0 … 255 for pictures, smallest to largest value for other data. Immutable.</summary>
public sealed class InputBounds
{
    private readonly float[] _low, _high;

    private InputBounds(float[] low, float[] high) => (_low, _high) = (low, high);

    /// <summary>Smallest value of each input, shape <c>(in)</c>.</summary>
    public ReadOnlySpan<float> Low => _low;

    /// <summary>Largest value of each input, shape <c>(in)</c>; the smallest itself where an input never changes.</summary>
    public ReadOnlySpan<float> High => _high;

    /// <summary>Number of inputs.</summary>
    public int Count => _low.Length;

    /// <summary>The same range for every input.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static InputBounds Uniform(int inputs, float low, float high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (!(low < high) || !float.IsFinite(low) || !float.IsFinite(high)) throw new ArgumentException($"Inputs need a range from a smaller to a larger number, but this goes from {low} to {high}.", nameof(high));
        return new(Filled(inputs, low), Filled(inputs, high));
    }

    /// <summary>0 … 255 where features are bytes; else smallest to largest value in the data, over all inputs of a picture or of each for itself.</summary>
    /// <exception cref="ArgumentException">The data are empty or hold a value that is not finite.</exception>
    public static InputBounds Of(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.IsBytes) return Uniform(data.FeatureCount, 0, 255);
        if (data.Count == 0) throw new ArgumentException("The data set is empty: there is no smallest and largest value.", nameof(data));
        float[] low = data.Features(0), high = data.Features(0), row = new float[data.FeatureCount];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyFeatures(i, row);
            for (int f = 0; f < row.Length; f++)
            {
                if (!float.IsFinite(row[f])) throw new ArgumentException($"Feature {f} of sample {i} is {row[f]}: inputs of infinite range cannot be searched.", nameof(data));
                (low[f], high[f]) = (MathF.Min(low[f], row[f]), MathF.Max(high[f], row[f]));
            }
        }

        return data.Shape.IsImage && low.Min() < high.Max() ? Uniform(row.Length, low.Min(), high.Max()) : new(low, high);
    }

    /// <summary>Where there are no data to go by: 0 … 255 for a network that takes pictures, else the raw values that the network's scaler brings to 0 … 1.</summary>
    public static InputBounds For(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.InputShape.IsImage) return Uniform(network.Inputs, 0, 255);
        float[] low = new float[network.Inputs], high = Filled(network.Inputs, 1);
        if (network.Scaler is { } scaler)
        {
            scaler.Invert(low, low);
            scaler.Invert(high, high);
        }

        for (int i = 0; i < low.Length; i++)
            if (low[i] > high[i]) (low[i], high[i]) = (high[i], low[i]);
        return new(low, high);
    }

    /// <summary><paramref name="bounds"/>, or those of <see cref="For"/> where there are none; they must have as many inputs as the network.</summary>
    internal static InputBounds Checked(InputBounds? bounds, Network network)
    {
        bounds ??= For(network);
        if (bounds.Count != network.Inputs) throw new ArgumentException($"The network takes {network.Inputs} inputs, but the bounds are for {bounds.Count}.", nameof(bounds));
        return bounds;
    }

    /// <summary>Raw inputs from parts of their ranges: 0 is the smallest value, 1 the largest.</summary>
    internal void FromParts(ReadOnlySpan<float> parts, Span<float> raw)
    {
        for (int i = 0; i < raw.Length; i++) raw[i] = parts[i] == 1 ? _high[i] : MathF.FusedMultiplyAdd(_high[i] - _low[i], parts[i], _low[i]);
    }

    /// <summary>How far each raw input is on its way from the smallest to the largest value; 0 where these are the same.</summary>
    internal void ToParts(ReadOnlySpan<float> raw, Span<float> parts)
    {
        for (int i = 0; i < raw.Length; i++) parts[i] = _high[i] > _low[i] ? (raw[i] - _low[i]) / (_high[i] - _low[i]) : 0;
    }

    /// <summary>Slopes along the raw inputs become slopes along the parts of their ranges.</summary>
    internal void ToSlopesOfParts(Span<float> slopes)
    {
        for (int i = 0; i < slopes.Length; i++) slopes[i] *= _high[i] - _low[i];
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
