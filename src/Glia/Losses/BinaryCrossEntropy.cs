using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Binary cross-entropy, each output a yes or no of its own: <c>L = −1/n Σ (tᵢ ln aᵢ + (1 − tᵢ) ln(1 − aᵢ))</c> over n outputs. After sigmoid the two are one:
/// <c>L = 1/n Σ (max(z, 0) − z t + ln(1 + e^−|z|))</c> and <c>∂L/∂zᵢ = (aᵢ − tᵢ)/n</c>, finite for any z. Without sigmoid, outputs are kept within 1e-7 … 1 − 1e-7.
/// </summary>
public sealed record BinaryCrossEntropy : Loss
{
    private const double Smallest = 1e-7;

    /// <inheritdoc/>
    public override string Name => "binary-cross-entropy";

    internal override bool FusesWith(Activation output) => output == Activation.Sigmoid;

    internal override void Check(Activation output, int outputs)
    {
        if (!output.IsProbability)
            throw new ArgumentException($"Binary cross-entropy needs probabilities, but the last layer's activation is {output}. Use sigmoid on the last layer, or another loss.");
    }

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Formula(fused, z, a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Formula(fused, z, a, t, scale, gradient);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Formula<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient)
        where T : struct, IReal<T>
    {
        T one = T.Of(1), factor = T.Of(1.0 / a.Length), loss = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            if (fused)
            {
                loss += T.Max(z[i], T.Of(0)) - (z[i] * t[i]) + T.Log(one + T.Exp(-T.Abs(z[i])));
                gradient[i] = (a[i] - t[i]) * factor * scale;
                continue;
            }

            T p = T.Min(T.Max(a[i], T.Of(Smallest)), T.Of(1 - Smallest));
            loss = loss - ((t[i] * T.Log(p)) + ((one - t[i]) * T.Log(one - p)));
            T slope = (p - t[i]) / (p * (one - p));
            gradient[i] = T.WhereLess(T.Abs(a[i] - p), T.Of(1e-12), slope, T.Of(0)) * factor * scale;
        }

        return loss * factor;
    }
}
