namespace Glia.Pages;

/// <summary>What a network says to some inputs.</summary>
/// <param name="Label">The class; −1 for none.</param>
/// <param name="Name">The name of the class; a question mark for none, and the value itself for a network that tells no classes apart.</param>
/// <param name="Belief">How sure it is, 0 … 1; NaN for a network that tells no classes apart.</param>
public sealed record NetworkAnswer(int Label, string Name, float Belief)
{
    /// <summary>Asks <paramref name="network"/> about raw inputs, shape <c>(in)</c>.</summary>
    public static NetworkAnswer Of(Network network, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        float[] outputs = network.Predict(inputs);
        if (network.ClassNames.Count == 0) return new(-1, string.Join(", ", outputs.Select(o => Num.Of(o, 3))), float.NaN);
        TargetEncoding encoding = network.Encoding ?? TargetEncoding.For(network.ClassNames.Count, outputs.Length);
        var beliefs = new float[network.ClassNames.Count];
        encoding.Probabilities(outputs, beliefs);
        int label = encoding.Decode(outputs);
        return (uint)label < (uint)beliefs.Length ? new(label, network.ClassNames[label], beliefs[label]) : new(-1, "?", 0);
    }

    /// <summary>"7, 98 % sure".</summary>
    public override string ToString() => float.IsNaN(Belief) ? Name : $"{Name}, {Num.Percent(Belief, 0)} sure";
}
