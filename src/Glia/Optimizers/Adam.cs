using Glia.Kernels;

namespace Glia;

/// <summary>
/// Adam: <c>m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε)</c> with <c>m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)</c> at step t (Kingma and Ba 2015).
/// </summary>
public sealed record Adam : Optimizer
{
    /// <summary>Adam with the settings of its authors.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, 0 ≤ β₁ &lt; 1.</param>
    /// <param name="beta2">β₂, 0 ≤ β₂ &lt; 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate)
    {
        AdamRule.Check(beta1, beta2, epsilon);
        (Beta1, Beta2, Epsilon) = (beta1, beta2, epsilon);
    }

    /// <summary>β₁, 0 ≤ β₁ &lt; 1.</summary>
    public float Beta1 { get; }

    /// <summary>β₂, 0 ≤ β₂ &lt; 1.</summary>
    public float Beta2 { get; }

    /// <summary>ε, greater than 0.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "adam";

    internal override int Slots => AdamRule.Slots;

    internal override UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots) => AdamRule.CreateStep(width, weights, slots, Beta1, Beta2, Epsilon, decay: 0);
}
