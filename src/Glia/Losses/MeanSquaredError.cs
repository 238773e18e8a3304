namespace Glia;

/// <summary>Mean squared error: <c>L = 1/n Σ (aᵢ − tᵢ)²</c> over n outputs, <c>∂L/∂aᵢ = 2/n (aᵢ − tᵢ)</c> (Gauss 1809).</summary>
public sealed record MeanSquaredError : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "mse";

    private protected override double Factor(int outputs) => 1.0 / outputs;

    private protected override T Term<T>(T d) => d * d;

    private protected override T Slope<T>(T d) => d + d;
}
