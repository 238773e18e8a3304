namespace Glia;

/// <summary>Mean absolute error: <c>L = 1/n Σ |aᵢ − tᵢ|</c> over n outputs, <c>∂L/∂aᵢ = ±1/n</c>, 0 where they agree (Laplace 1774).</summary>
public sealed record MeanAbsoluteError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "mae";

    private protected override double Factor(int outputs) => 1.0 / outputs;

    private protected override T Term<T>(T d) => T.Abs(d);

    private protected override T Slope<T>(T d) => T.WhereLess(d, T.Of(0), T.Of(-1), T.WhereLess(T.Of(0), d, T.Of(1), T.Of(0)));
}
