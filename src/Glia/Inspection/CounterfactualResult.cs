namespace Glia;

/// <summary>A change of the inputs, and what the network answers then.</summary>
public sealed record CounterfactualResult
{
    internal CounterfactualResult(float[] original, float[] inputs)
    {
        var change = new float[inputs.Length];
        double squares = 0;
        for (int i = 0; i < change.Length; i++)
        {
            float difference = change[i] = inputs[i] - original[i];
            Added += Math.Max(0.0, difference);
            Removed += Math.Max(0.0, -difference);
            if (difference != 0) ChangedCount++;
            squares += (double)difference * difference;
        }

        L2 = Math.Sqrt(squares);
        (Original, Inputs, Change) = (Array.AsReadOnly(original), Array.AsReadOnly(inputs), Array.AsReadOnly(change));
    }

    /// <summary>The raw inputs as they were, shape <c>(in)</c>.</summary>
    public IReadOnlyList<float> Original { get; }

    /// <summary>The raw inputs changed, shape <c>(in)</c>.</summary>
    public IReadOnlyList<float> Inputs { get; }

    /// <summary>The change of each input, shape <c>(in)</c>: <see cref="Inputs"/> − <see cref="Original"/>.</summary>
    public IReadOnlyList<float> Change { get; }

    /// <summary>The class that was to be reached.</summary>
    public required int Label { get; init; }

    /// <summary>The network's answer to <see cref="Inputs"/>; −1 for none.</summary>
    public required int Answer { get; init; }

    /// <summary>How sure the network is of <see cref="Label"/> at <see cref="Inputs"/>, 0 … 1.</summary>
    public required float Probability { get; init; }

    /// <summary>Whether the answer is the class, and the network as sure of it as was asked.</summary>
    public required bool IsFound { get; init; }

    /// <summary>How much was added, over all inputs: ink, in grey levels.</summary>
    public double Added { get; }

    /// <summary>How much was taken away, over all inputs; not negative.</summary>
    public double Removed { get; }

    /// <summary>Number of inputs that changed.</summary>
    public int ChangedCount { get; }

    /// <summary>The sum of all changes without sign, <c>Σ |Δ|</c>.</summary>
    public double L1 => Added + Removed;

    /// <summary>The length of the change, <c>√Σ Δ²</c>.</summary>
    public double L2 { get; }
}
