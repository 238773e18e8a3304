namespace Glia;

/// <summary>Multiplies the rate by <paramref name="Decay"/> every <paramref name="EveryEpochs"/> epochs: <c>decay^⌊epoch / every⌋</c>.</summary>
/// <param name="EveryEpochs">Epochs between two drops, at least 1.</param>
/// <param name="Decay">Factor at each drop.</param>
public sealed record StepDecay(int EveryEpochs = 5, double Decay = 0.5) : Schedule
{
    /// <inheritdoc/>
    public override string Name => "step";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        double factor = 1;
        for (int drop = position.Epoch / Math.Max(1, EveryEpochs); drop > 0; drop--) factor *= Decay;
        return factor;
    }
}
