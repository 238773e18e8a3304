namespace Glia;

/// <summary>A change of the inputs, and what the network answers then.</summary>
/// <param name="Original">The raw inputs as they were, shape <c>(in)</c>.</param>
/// <param name="Inputs">The raw inputs changed, shape <c>(in)</c>.</param>
/// <param name="Label">The class that was to be reached.</param>
/// <param name="Answer">The network's answer to <paramref name="Inputs"/>; −1 for none.</param>
/// <param name="Probability">How sure it is of <paramref name="Label"/> there, 0 … 1.</param>
/// <param name="IsFound">Whether the answer is the class, and the network as sure of it as was asked.</param>
public sealed record CounterfactualResult(IReadOnlyList<float> Original, IReadOnlyList<float> Inputs, int Label, int Answer, float Probability, bool IsFound)
{
    /// <summary>The change of each input, shape <c>(in)</c>.</summary>
    public float[] Change => [.. Inputs.Zip(Original, (after, before) => after - before)];

    /// <summary>How much was added, over all inputs: ink, in grey levels.</summary>
    public double Added => Change.Sum(c => Math.Max(0.0, c));

    /// <summary>How much was taken away, over all inputs; not negative.</summary>
    public double Removed => Change.Sum(c => Math.Max(0.0, -c));

    /// <summary>Number of inputs that changed.</summary>
    public int ChangedCount => Change.Count(c => c != 0);

    /// <summary>The sum of all changes without sign, <c>Σ |Δ|</c>.</summary>
    public double L1 => Added + Removed;

    /// <summary>The length of the change, <c>√Σ Δ²</c>.</summary>
    public double L2 => Math.Sqrt(Change.Sum(c => (double)c * c));
}
