using Glia.Kernels;

namespace Glia;

/// <summary>Squared error as the first textbooks write it, a sum and without the ½: <c>L = Σ (tᵢ − aᵢ)²</c>, <c>∂L/∂aᵢ = 2 (aᵢ − tᵢ)</c>.</summary>
public sealed record SquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "squared-error";

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Sum(default(Formula), a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Sum(default(Formula), a, t, scale, gradient);

    private readonly struct Formula : ILossTerm
    {
        public double Factor(int outputs) => 1;

        public T Of<T>(T d)
            where T : struct, IReal<T> => d * d;

        public T Slope<T>(T d)
            where T : struct, IReal<T> => d + d;
    }
}
