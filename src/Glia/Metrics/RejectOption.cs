namespace Glia;

/// <summary>The values from <paramref name="Low"/> to <paramref name="High"/>, both among them.</summary>
/// <param name="Low">The least of them.</param>
/// <param name="High">The greatest of them.</param>
public readonly record struct ValueRange(float Low, float High)
{
    /// <summary>Whether <paramref name="value"/> is among them; NaN never is.</summary>
    public bool Contains(float value) => value >= Low && value <= High;
}

/// <summary>
/// When a classifier had better say that it does not know (the reject option: Chow 1970): where its belief in its answer is small, and where the sample is unlike those
/// that it knows, however sure it is. Immutable; it travels with the model. <see cref="Calibration"/> fits it.
/// </summary>
/// <param name="MinimumConfidence">The belief in an answer, 0 … 1, below which it is unsure.</param>
/// <param name="Level">Usual means of a sample's raw features: how much ink a picture has.</param>
/// <param name="Contrast">Usual mean differences of neighbouring raw features: how restless a picture is.</param>
public sealed record RejectOption(float MinimumConfidence, ValueRange Level, ValueRange Contrast)
{
    /// <summary>Whether an answer believed in with <paramref name="confidence"/>, 0 … 1, had better not be given for a sample's raw <paramref name="features"/>.</summary>
    public bool IsUnsure(float confidence, ReadOnlySpan<float> features, FeatureShape shape) => !(confidence >= MinimumConfidence) || !IsFamiliar(features, shape);

    /// <summary>Whether one sample's raw <paramref name="features"/>, shape <c>(in)</c> and arranged as <paramref name="shape"/>, are as those of known samples are.</summary>
    public bool IsFamiliar(ReadOnlySpan<float> features, FeatureShape shape) => Level.Contains(LevelOf(features)) && Contrast.Contains(ContrastOf(features, shape));

    /// <summary>Mean of the features.</summary>
    internal static float LevelOf(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (float feature in features) sum += feature;
        return (float)(sum / features.Length);
    }

    /// <summary>Mean of |a − b| over all neighbours a and b, side by side and one above the other; 0 where there are none.</summary>
    internal static float ContrastOf(ReadOnlySpan<float> features, FeatureShape shape)
    {
        int width = shape.Length == features.Length ? shape.Width : features.Length, rows = features.Length / width;
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            if ((i + 1) % width != 0) sum += Math.Abs(features[i] - features[i + 1]);
            if (i + width < features.Length) sum += Math.Abs(features[i] - features[i + width]);
        }

        int pairs = ((width - 1) * rows) + (width * (rows - 1));
        return pairs == 0 ? 0 : (float)(sum / pairs);
    }
}
