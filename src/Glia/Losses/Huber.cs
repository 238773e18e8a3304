namespace Glia;

/// <summary>Huber loss, a square near 0 and a line beyond δ: <c>L = 1/n Σ (½ d² where |d| ≤ δ, else δ (|d| − ½ δ))</c> with d = aᵢ − tᵢ (Huber 1964).</summary>
/// <param name="Delta">δ, where the line begins; greater than 0.</param>
public sealed record Huber(double Delta = 1) : ElementwiseLoss
{
    /// <inheritdoc/>
    public override string Name => "huber";

    private protected override double Factor(int outputs) => 1.0 / outputs;

    private protected override T Term<T>(T d) => T.WhereLess(T.Of(Delta), T.Abs(d), T.Of(Delta) * (T.Abs(d) - T.Of(0.5 * Delta)), T.Of(0.5) * d * d);

    private protected override T Slope<T>(T d) => T.Min(T.Max(d, T.Of(-Delta)), T.Of(Delta));
}
