namespace Glia;

/// <summary>Half the squared error, whose slope is the plain difference: <c>L = ½ Σ (tᵢ − aᵢ)²</c>, <c>∂L/∂aᵢ = aᵢ − tᵢ</c> (Nielsen 2015, ch. 2). The rule ΔW = α·E·O(1 − O)·O_prevᵀ descends on this.</summary>
public sealed record HalfSquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "half-squared-error";

    private protected override double Factor(int outputs) => 1;

    private protected override T Term<T>(T d) => T.Of(0.5) * d * d;

    private protected override T Slope<T>(T d) => d;
}
