namespace Glia;

/// <summary>Multiplies the rate by <paramref name="Decay"/> every <paramref name="EveryEpochs"/> epochs: <c>decay^⌊epoch / every⌋</c>.</summary>
/// <param name="EveryEpochs">Epochs between two drops, at least 1.</param>
/// <param name="Decay">Factor at each drop, greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record StepDecay(int EveryEpochs = 5, double Decay = 0.5) : Schedule
{
    /// <summary>Epochs between two drops, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int EveryEpochs
    {
        get;
        init => field = Epochs(value, nameof(EveryEpochs));
    } = Epochs(EveryEpochs, nameof(EveryEpochs));

    /// <summary>Factor at each drop, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Decay
    {
        get;
        init => field = Positive(value, nameof(Decay));
    } = Positive(Decay, nameof(Decay));

    /// <inheritdoc/>
    public override string Name => "step";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        double factor = 1;
        for (int drop = position.Epoch / EveryEpochs; drop > 0; drop--) factor *= Decay;
        return factor;
    }
}
