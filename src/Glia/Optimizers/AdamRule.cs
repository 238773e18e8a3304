using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>One step of <see cref="Adam"/>, and of <see cref="AdamW"/>, which keeps only a part of each weight besides.</summary>
internal readonly record struct AdamRule(float Size, float Root, float Beta1, float Beta2, float Epsilon, float Keep) : IUpdateRule
{
    public static int Slots => 2;

    /// <summary>The steps of Adam; each weight (no bias) loses the part <paramref name="decay"/> · η of itself.</summary>
    public static UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots, float beta1, float beta2, float epsilon, float decay)
    {
        double log1 = StableMath.Log(beta1), log2 = StableMath.Log(beta2); // −∞ for 0, whose powers then are 0
        return UpdateStep.Create(width, weights, slots, RuleOf);

        AdamRule RuleOf(float rate, long step, bool isWeight)
        {
            double size = rate / (1 - StableMath.Exp(step * log1)), root = 1 / Math.Sqrt(1 - StableMath.Exp(step * log2));
            return new AdamRule((float)size, (float)root, beta1, beta2, epsilon, isWeight ? 1 - (rate * decay) : 1);
        }
    }

    /// <summary>Refuses moments that fade not at all, or faster than at once.</summary>
    public static void Check(float beta1, float beta2, float epsilon)
    {
        if (beta1 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta1), beta1, "β₁ must be at least 0 and less than 1.");
        if (beta2 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta2), beta2, "β₂ must be at least 0 and less than 1.");
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon must be greater than 0.");
    }

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
