using Glia.Kernels;

namespace Glia;

/// <summary>Huber loss, a square near 0 and a line beyond δ: <c>L = 1/n Σ (½ d² where |d| ≤ δ, else δ (|d| − ½ δ))</c> with d = aᵢ − tᵢ (Huber 1964).</summary>
/// <param name="Delta">δ, where the line begins; greater than 0, and finite.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="Delta"/> is out of range.</exception>
public sealed record Huber(double Delta = 1) : ElementwiseLoss
{
    /// <summary>δ, where the line begins; greater than 0, and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Delta
    {
        get;
        init => field = Checked(value);
    } = Checked(Delta);

    /// <inheritdoc/>
    public override string Name => "huber";

    internal override T Sample<T>(bool fused, ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> t, T scale, Span<T> gradient) => Sum(new Formula(Delta), a, t, scale, gradient);

    internal override F32 Sample(bool fused, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a, ReadOnlySpan<F32> t, F32 scale, Span<F32> gradient) => Sum(new Formula(Delta), a, t, scale, gradient);

    private static double Checked(double delta) => delta > 0 && double.IsFinite(delta) ? delta : throw new ArgumentOutOfRangeException(nameof(delta), delta, "δ must be a number greater than 0.");

    private readonly struct Formula(double delta) : ILossTerm
    {
        public double Factor(int outputs) => 1.0 / outputs;

        public T Of<T>(T d)
            where T : struct, IReal<T> => T.WhereLess(T.Of(delta), T.Abs(d), T.Of(delta) * (T.Abs(d) - T.Of(0.5 * delta)), T.Of(0.5) * d * d);

        public T Slope<T>(T d)
            where T : struct, IReal<T> => T.Min(T.Max(d, T.Of(-delta)), T.Of(delta));
    }
}
