namespace Glia.Workbench;

/// <summary>What a network says to one picture: its outputs, how much it believes in each class, and its answer.</summary>
/// <param name="Outputs">The outputs, shape <c>(out)</c>.</param>
/// <param name="Beliefs">How much it believes in each class, 0 … 1, shape <c>(classes)</c>.</param>
/// <param name="Answer">The class; −1 for none.</param>
public sealed record Opinion(float[] Outputs, float[] Beliefs, int Answer)
{
    /// <summary>Whether the network had better not answer; null where it has not been calibrated and cannot tell.</summary>
    public bool? IsUnsure { get; private init; }

    /// <summary>Whether the picture's ink is like that of the pictures it knows.</summary>
    public bool IsFamiliar { get; private init; } = true;

    /// <summary>How sure the answer is, as a grade.</summary>
    public Sureness Sureness => IsUnsure == true ? Sureness.Unsure : IsUnsure == false && Belief < Sureness.LeastFair ? Sureness.Fair : Sureness.Of(Belief);

    /// <summary>How sure the answer is, 0 … 1.</summary>
    public float Belief => Answer < 0 ? 0 : Beliefs[Answer];

    /// <summary>The class that comes next to the answer.</summary>
    public int Second => Enumerable.Range(0, Beliefs.Length).Where(c => c != Answer).MaxBy(c => Beliefs[c]);

    /// <summary>Asks <paramref name="network"/>, which tells classes apart, about <paramref name="pixels"/>.</summary>
    public static Opinion Of(Network network, ReadOnlySpan<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(network);
        var inputs = new float[pixels.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = pixels[i];
        return Of(network, inputs);
    }

    /// <summary>Asks <paramref name="network"/>, which tells classes apart, about raw <paramref name="inputs"/>, shape <c>(in)</c>.</summary>
    public static Opinion Of(Network network, float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        float[] outputs = network.Predict(inputs), beliefs = new float[network.ClassNames.Count];
        TargetEncoding encoding = network.Encoding ?? TargetEncoding.For(beliefs.Length, outputs.Length);
        encoding.Probabilities(outputs, beliefs);
        int answer = encoding.Decode(outputs);
        return new Opinion(outputs, beliefs, answer < beliefs.Length ? answer : -1)
        {
            IsUnsure = network.RejectOption is null ? null : network.IsUnsure(inputs, outputs),
            IsFamiliar = network.RejectOption?.IsFamiliar(inputs, network.InputShape) ?? true,
        };
    }

    /// <summary>The answer's name; a question mark where there is none.</summary>
    public string Name(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Answer < 0 ? "?" : network.ClassNames[Answer];
    }
}
