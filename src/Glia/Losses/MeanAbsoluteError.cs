using Glia.Kernels;

namespace Glia;

/// <summary>Mean absolute error: <c>L = 1/n Σ |aᵢ − tᵢ|</c> over n outputs, <c>∂L/∂aᵢ = ±1/n</c>, 0 where they agree (Laplace 1774).</summary>
public sealed record MeanAbsoluteError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "mae";

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Sum(default(Formula), a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Sum(default(Formula), a, t, scale, gradient);

    private readonly struct Formula : ILossTerm
    {
        public double Factor(int outputs) => 1.0 / outputs;

        public T Of<T>(T d)
            where T : struct, IReal<T> => T.Abs(d);

        public T Slope<T>(T d)
            where T : struct, IReal<T> => T.WhereLess(d, T.Of(0), T.Of(-1), T.WhereLess(T.Of(0), d, T.Of(1), T.Of(0)));
    }
}
