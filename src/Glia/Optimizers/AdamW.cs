using Glia.Kernels;

namespace Glia;

/// <summary><see cref="Adam"/> with weight decay apart from the gradient: <c>w ← w − η λ w</c> beside Adam's step (Loshchilov and Hutter 2019). Biases do not decay.</summary>
public sealed record AdamW : Optimizer
{
    /// <summary>AdamW.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0.</param>
    /// <param name="beta1">β₁, 0 ≤ β₁ &lt; 1.</param>
    /// <param name="beta2">β₂, 0 ≤ β₂ &lt; 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public AdamW(float learningRate = 0.001f, float weightDecay = 0.01f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate)
    {
        AdamRule.Check(beta1, beta2, epsilon);
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
        WeightDecay = weightDecay >= 0 ? weightDecay : throw new ArgumentOutOfRangeException(nameof(weightDecay), weightDecay, "Weight decay must be at least 0.");
    }

    /// <summary>β₁, 0 ≤ β₁ &lt; 1.</summary>
    public float Beta1 { get; }

    /// <summary>β₂, 0 ≤ β₂ &lt; 1.</summary>
    public float Beta2 { get; }

    /// <summary>ε, greater than 0.</summary>
    public float Epsilon { get; }

    /// <summary>λ, at least 0.</summary>
    public float WeightDecay { get; }

    /// <inheritdoc/>
    public override string Name => "adamw";

    internal override int Slots => AdamRule.Slots;

    internal override UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots) => AdamRule.CreateStep(width, weights, slots, Beta1, Beta2, Epsilon, WeightDecay);
}
