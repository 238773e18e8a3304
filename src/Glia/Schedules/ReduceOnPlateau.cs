namespace Glia;

/// <summary>
/// Multiplies the rate by <paramref name="Decay"/> when the loss (of the validation data, where there are any) has not improved for
/// <paramref name="Patience"/> epochs. What it has seen so far is part of the training state.
/// </summary>
/// <param name="Patience">Epochs without improvement to wait for, at least 1.</param>
/// <param name="Decay">Factor at each drop, greater than 0.</param>
/// <param name="MinimumRelativeImprovement">Relative improvement that counts, 0 … 1: a loss below <c>best · (1 − minimum)</c>.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record ReduceOnPlateau(int Patience = 2, double Decay = 0.5, double MinimumRelativeImprovement = 1e-4) : Schedule
{
    /// <summary>Epochs without improvement to wait for, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Patience
    {
        get;
        init => field = Epochs(value, nameof(Patience));
    } = Epochs(Patience, nameof(Patience));

    /// <summary>Factor at each drop, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Decay
    {
        get;
        init => field = Positive(value, nameof(Decay));
    } = Positive(Decay, nameof(Decay));

    /// <summary>Relative improvement that counts, 0 … 1: a loss below <c>best · (1 − minimum)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double MinimumRelativeImprovement
    {
        get;
        init => field = Part(value, nameof(MinimumRelativeImprovement));
    } = Part(MinimumRelativeImprovement, nameof(MinimumRelativeImprovement));

    /// <inheritdoc/>
    public override string Name => "plateau";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position) => 1;

    /// <summary>Takes in the loss of one more epoch.</summary>
    internal PlateauState Observe(PlateauState state, double loss)
    {
        if (loss < state.Best * (1 - MinimumRelativeImprovement)) return state with { Best = loss, Waited = 0 };
        return state.Waited + 1 >= Patience
            ? state with { Waited = 0, Factor = state.Factor * Decay }
            : state with { Waited = state.Waited + 1 };
    }
}

/// <summary>What <see cref="ReduceOnPlateau"/> has seen so far.</summary>
internal readonly record struct PlateauState(double Best, int Waited, double Factor)
{
    public static PlateauState Start => new(double.MaxValue, 0, 1);
}
