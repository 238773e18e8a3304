namespace Glia.Pages;

/// <summary>How much of a prediction or a training step is explained, and how exactly.</summary>
public sealed record ExplainOptions
{
    /// <summary>Of sums with more terms than <see cref="FewTerms"/>, how many are shown one by one: the largest. Likewise of neurons and gradients. At least 1.</summary>
    public int Top { get; init; } = 5;

    /// <summary>Decimals of the numbers within formulas, 3 … 6; those below 0.001 and the like are written as 5.2e-5.</summary>
    public int Decimals
    {
        get;
        init => field = value is >= 3 and <= 6 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Numbers are shown with 3 to 6 decimals.");
    }

    = 4;

    /// <summary>Terms of a sum that are all shown.</summary>
    internal const int FewTerms = 8;

    /// <summary>Neurons of a layer that are all shown.</summary>
    internal const int FewNeurons = 10;

    /// <summary>Weights and biases of a layer whose gradients are all shown.</summary>
    internal const int FewGradients = 40;
}
