using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Categorical cross-entropy: <c>L = −w Σ tᵢ ln aᵢ</c>. After softmax the two are one: <c>L = w Σ tᵢ (ln Σⱼ e^zⱼ − zᵢ)</c> and <c>∂L/∂zᵢ = w (aᵢ Σ t − tᵢ)</c>,
/// finite for any z (Bridle 1990). Without softmax, outputs below 1e-7 count as 1e-7.
/// </summary>
public sealed record CrossEntropy : Loss
{
    private const double Smallest = 1e-7;

    /// <summary>Label smoothing ε, 0 ≤ ε &lt; 1: targets become <c>t (1 − ε) + ε / n</c> over n outputs (Szegedy et al. 2016).</summary>
    public float LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Label smoothing must be at least 0 and less than 1.");
    }

    /// <summary>One factor w per class, by which samples of that class count more or less; null for 1. Each is at least 0 and finite. The mean over the batch divides by the number of samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative, infinite or NaN.</exception>
    public IReadOnlyList<float>? ClassWeights
    {
        get;
        init => field = value is null ? null : Checked([.. value]);
    }

    /// <inheritdoc/>
    public override string Name => "cross-entropy";

    private static IReadOnlyList<float> Checked(float[] weights)
    {
        foreach (float weight in weights)
            if (!(weight >= 0) || !float.IsFinite(weight)) throw new ArgumentOutOfRangeException(nameof(weights), weight, "A class weight must be a number that is at least 0.");
        return Array.AsReadOnly(weights);
    }

    internal override bool FusesWith(Activation output) => output == Activation.Softmax;

    internal override void Check(Activation output, int outputs)
    {
        if (!output.IsProbability)
            throw new ArgumentException($"Cross-entropy needs probabilities, but the last layer's activation is {output}. Use softmax (or sigmoid) on the last layer, or another loss.");
        if (outputs == 1)
            throw new ArgumentException("Cross-entropy over one output has nothing to compare. Use binary cross-entropy (binary-cross-entropy), or one output per class.");
        if (ClassWeights is { } weights && weights.Count != outputs)
            throw new ArgumentException($"There are {weights.Count} class weights, but the network has {outputs} outputs.");
    }

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Formula(fused, z, a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Formula(fused, z, a, t, scale, gradient);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Formula<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient)
        where T : struct, IReal<T>
    {
        T weight = Weight(t), keep = T.Of(1 - LabelSmoothing), spread = T.Of(LabelSmoothing / a.Length);
        return fused
            ? Fused(z, a, t, weight, scale, keep, spread, gradient)
            : Plain(a, t, weight, scale, keep, spread, gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Fused<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T weight, T scale, T keep, T spread, Span<T> gradient)
        where T : struct, IReal<T>
    {
        // ln Σ e^z = z − ln a for any output; the largest loses the least.
        T largest = z[0], share = a[0], total = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            share = T.WhereLess(largest, z[i], a[i], share);
            largest = T.Max(largest, z[i]);
            total += T.MultiplyAdd(t[i], keep, spread);
        }

        T logSum = largest - T.Log(share), loss = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            T target = T.MultiplyAdd(t[i], keep, spread);
            loss = T.MultiplyAdd(target, logSum - z[i], loss);
            gradient[i] = ((a[i] * total) - target) * weight * scale;
        }

        return loss * weight;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Plain<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> t, T weight, T scale, T keep, T spread, Span<T> gradient)
        where T : struct, IReal<T>
    {
        T loss = T.Of(0);
        for (int i = 0; i < a.Length; i++)
        {
            T target = T.MultiplyAdd(t[i], keep, spread), output = T.Max(a[i], T.Of(Smallest));
            loss = loss - (target * T.Log(output));
            gradient[i] = T.WhereLess(a[i], T.Of(Smallest), T.Of(0), -target / output) * weight * scale;
        }

        return loss * weight;
    }

    /// <summary>The weight of the class with the largest target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T Weight<T>(ReadOnlySpan<T> t)
        where T : struct, IReal<T>
    {
        if (ClassWeights is null) return T.Of(1);
        if (ClassWeights.Count != t.Length) throw new ArgumentException($"There are {ClassWeights.Count} class weights, but {t.Length} targets.");
        T best = t[0], weight = T.Of(ClassWeights[0]);
        for (int i = 1; i < t.Length; i++)
        {
            weight = T.WhereLess(best, t[i], T.Of(ClassWeights[i]), weight);
            best = T.Max(best, t[i]);
        }

        return weight;
    }
}
