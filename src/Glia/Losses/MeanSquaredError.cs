using Glia.Kernels;

namespace Glia;

/// <summary>Mean squared error: <c>L = 1/n Σ (aᵢ − tᵢ)²</c> over n outputs, <c>∂L/∂aᵢ = 2/n (aᵢ − tᵢ)</c> (Gauss 1809).</summary>
public sealed record MeanSquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "mse";

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Sum(default(Formula), a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Sum(default(Formula), a, t, scale, gradient);

    private readonly struct Formula : ILossTerm
    {
        public double Factor(int outputs) => 1.0 / outputs;

        public T Of<T>(T d)
            where T : struct, IReal<T> => d * d;

        public T Slope<T>(T d)
            where T : struct, IReal<T> => d + d;
    }
}
