namespace Glia;

/// <summary>Squared error as the first textbooks write it, a sum and without the ½: <c>L = Σ (tᵢ − aᵢ)²</c>, <c>∂L/∂aᵢ = 2 (aᵢ − tᵢ)</c>.</summary>
public sealed record SquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "squared-error";

    private protected override double Factor(int outputs) => 1;

    private protected override T Term<T>(T d) => d * d;

    private protected override T Slope<T>(T d) => d + d;
}
