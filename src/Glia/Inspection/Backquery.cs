namespace Glia;

/// <summary>
/// A network run backwards from an answer: which inputs would it call that? For each layer from the last to the first, the outputs become sums, <c>z = f⁻¹(a)</c>, the sums go back
/// through the weights, <c>a' = Wᵀ (z − b)</c>, and a' is rescaled into the range of the outputs below, 0.01 … 0.99 for sigmoid (Rashid 2016, <i>Make Your Own Neural Network</i>, whose
/// networks have no biases). Wᵀ is not the inverse of W: what comes out is a picture of what speaks for the answer, which the network itself need not give that answer to.
/// For networks whose activations cannot be inverted there is <see cref="ActivationMaximization"/>.
/// </summary>
public static class Backquery
{
    /// <summary>The raw inputs, shape <c>(in)</c>, that speak for class <paramref name="label"/>, spread over all of their range.</summary>
    /// <param name="network">The network.</param>
    /// <param name="label">A class, 0 … classes − 1.</param>
    /// <param name="bounds">Range of the raw inputs; that of <see cref="InputBounds.For"/> unless given.</param>
    /// <exception cref="ArgumentException">An activation has no inverse: see <see cref="WhyNot"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static float[] OfClass(Network network, int label, InputBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var targets = new float[network.Outputs];
        ClassTarget.Checked(network, label).Encode(label, targets);
        return OfTargets(network, targets, bounds);
    }

    /// <summary>The raw inputs, shape <c>(in)</c>, that speak for the outputs <paramref name="targets"/>, shape <c>(out)</c>; targets that no sum gives are brought as near as 0.01.</summary>
    /// <exception cref="ArgumentException">An activation has no inverse, or the lengths differ.</exception>
    public static float[] OfTargets(Network network, ReadOnlySpan<float> targets, InputBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        bounds = InputBounds.Checked(bounds, network);
        if (targets.Length != network.Outputs) throw new ArgumentException($"The network gives {network.Outputs} outputs, but there are {targets.Length} targets.", nameof(targets));
        if (WhyNot(network) is { } reason) throw new ArgumentException($"The network cannot be run backwards. {reason} Use ActivationMaximization.", nameof(network));
        var signals = new double[targets.Length];
        for (int i = 0; i < signals.Length; i++) signals[i] = targets[i];
        InverseActivation.Find(network.OutputLayer.Activation)!.Clamp(signals);
        for (int i = network.Layers.Count - 1; i >= 0; i--)
        {
            if (network.Layers[i] is not Dense dense) continue; // dropout lets everything through, both ways
            InverseActivation inverse = InverseActivation.Find(dense.Activation)!;
            if (i < network.Layers.Count - 1) inverse.Rescale(signals);
            signals = Back(network, i, inverse, signals);
        }

        return Stretch(signals, bounds);
    }

    /// <summary>
    /// The part of a picture from <see cref="OfClass"/> that speaks for the answer more than the rest: what lies above most of it, spread over all of the range; the rest is paper. The book's pictures lie on a
    /// middle grey, on which no handwriting is; a fifth of a handwritten digit's pixels are ink, and so are a fifth here.
    /// </summary>
    /// <param name="picture">Raw inputs, shape <c>(in)</c>.</param>
    /// <param name="part">How many of the inputs are ink, above 0 and at most 1.</param>
    /// <param name="bounds">Range of the raw inputs; 0 … 255 unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is out of range.</exception>
    public static float[] Ink(ReadOnlySpan<float> picture, double part = 0.2, InputBounds? bounds = null)
    {
        if (!(part is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(part), part, "The part that is ink must be above 0 and at most 1.");
        bounds ??= InputBounds.Uniform(picture.Length, 0, 255);
        var parts = new float[picture.Length];
        bounds.ToParts(picture, parts);
        float[] sorted = [.. parts.Order()];
        float most = sorted[^1], paper = sorted[(int)((1 - part) * (sorted.Length - 1))];
        if (paper == most) paper = sorted.LastOrDefault(v => v < most, most); // more than that part shares the largest value
        for (int i = 0; i < parts.Length; i++) parts[i] = most > paper ? Math.Max(0, (parts[i] - paper) / (most - paper)) : 0;
        bounds.FromParts(parts, parts);
        return parts;
    }

    /// <summary>Why the network cannot be run backwards, as a sentence; null where it can.</summary>
    public static string? WhyNot(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (Dense dense in network.Layers.OfType<Dense>())
            if (InverseActivation.Find(dense.Activation) is null)
                return $"A layer's activation is {dense.Activation.Name}, which has no inverse: several sums may give the same output.";
        return null;
    }

    /// <summary><c>a' = Wᵀ (f⁻¹(a) − b)</c>, from shape <c>(out)</c> to <c>(in)</c>.</summary>
    private static double[] Back(Network network, int layer, InverseActivation inverse, double[] signals)
    {
        WeightMatrix w = network.Weights(layer);
        ReadOnlySpan<float> b = network.Biases(layer);
        var below = new double[w.In];
        for (int o = 0; o < w.Out; o++)
        {
            double z = inverse.F(signals[o]) - (b.IsEmpty ? 0 : b[o]);
            for (int i = 0; i < w.In; i++) below[i] += w[o, i] * z;
        }

        return below;
    }

    /// <summary>The smallest signal becomes the smallest raw input, the largest the largest.</summary>
    private static float[] Stretch(double[] signals, InputBounds bounds)
    {
        (double low, double high) = InverseActivation.Range(signals);
        float[] parts = [.. signals.Select(s => high > low ? (float)((s - low) / (high - low)) : 0.5f)];
        bounds.FromParts(parts, parts);
        return parts;
    }
}
