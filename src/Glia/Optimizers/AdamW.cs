namespace Glia;

/// <summary>Adam with weight decay apart from the gradient: <c>w ← w − η λ w</c> beside Adam's step (Loshchilov and Hutter 2019). Biases do not decay.</summary>
public sealed record AdamW : Adam
{
    /// <summary>AdamW.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="weightDecay">λ, at least 0.</param>
    /// <param name="beta1">β₁, 0 … 1.</param>
    /// <param name="beta2">β₂, 0 … 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    public AdamW(float learningRate = 0.001f, float weightDecay = 0.01f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate, beta1, beta2, epsilon) =>
        WeightDecay = weightDecay >= 0 ? weightDecay : throw new ArgumentOutOfRangeException(nameof(weightDecay), weightDecay, "Weight decay must be at least 0.");

    /// <summary>λ.</summary>
    public float WeightDecay { get; }

    /// <inheritdoc/>
    public override string Name => "adamw";

    private protected override float DecayPerStep(float rate) => rate * WeightDecay;
}
