using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Adam: <c>m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε)</c> with <c>m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)</c> at step t (Kingma and Ba 2015).
/// </summary>
public record Adam : Optimizer
{
    /// <summary>Adam with the settings of its authors.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁, 0 … 1.</param>
    /// <param name="beta2">β₂, 0 … 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate)
    {
        Beta1 = beta1 is >= 0 and < 1 ? beta1 : throw new ArgumentOutOfRangeException(nameof(beta1), beta1, "β₁ must be at least 0 and less than 1.");
        Beta2 = beta2 is >= 0 and < 1 ? beta2 : throw new ArgumentOutOfRangeException(nameof(beta2), beta2, "β₂ must be at least 0 and less than 1.");
        Epsilon = epsilon > 0 ? epsilon : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon must be greater than 0.");
    }

    /// <summary>β₁.</summary>
    public float Beta1 { get; }

    /// <summary>β₂.</summary>
    public float Beta2 { get; }

    /// <summary>ε.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "adam";

    internal override int Slots => 2;

    /// <summary>Part of each weight that a step takes away besides, as AdamW does.</summary>
    private protected virtual float DecayPerStep(float rate) => 0;

    internal sealed override UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots)
    {
        double log1 = StableMath.Log(Beta1), log2 = StableMath.Log(Beta2); // −∞ for 0, whose powers then are 0
        return UpdateStep.Create(width, weights, slots, RuleOf);

        Rule RuleOf(float rate, long step, bool isWeight)
        {
            double size = rate / (1 - StableMath.Exp(step * log1)), root = 1 / Math.Sqrt(1 - StableMath.Exp(step * log2));
            return new Rule((float)size, (float)root, Beta1, Beta2, Epsilon, isWeight ? 1 - DecayPerStep(rate) : 1);
        }
    }

    private readonly record struct Rule(float Size, float Root, float Beta1, float Beta2, float Epsilon, float Keep) : IUpdateRule
    {
        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T weight, T gradient, ref T mean, ref T square)
            where T : struct, IReal<T>
        {
            mean = T.MultiplyAdd(mean, T.Of(Beta1), gradient * T.Of(1 - Beta1));
            square = T.MultiplyAdd(square, T.Of(Beta2), gradient * gradient * T.Of(1 - Beta2));
            T denominator = T.MultiplyAdd(T.Sqrt(square), T.Of(Root), T.Of(Epsilon));
            return (weight * T.Of(Keep)) - (T.Of(Size) * mean / denominator);
        }
    }
}
