using Glia.Kernels;

namespace Glia;

/// <summary>Half the squared error, whose slope is the plain difference: <c>L = ½ Σ (tᵢ − aᵢ)²</c>, <c>∂L/∂aᵢ = aᵢ − tᵢ</c> (Nielsen 2015, ch. 2). The rule ΔW = α·E·O(1 − O)·O_prevᵀ descends on this.</summary>
public sealed record HalfSquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "half-squared-error";

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Sum(default(Formula), a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Sum(default(Formula), a, t, scale, gradient);

    private readonly struct Formula : ILossTerm
    {
        public double Factor(int outputs) => 1;

        public T Of<T>(T d)
            where T : struct, IReal<T> => T.Of(0.5) * d * d;

        public T Slope<T>(T d)
            where T : struct, IReal<T> => d;
    }
}
