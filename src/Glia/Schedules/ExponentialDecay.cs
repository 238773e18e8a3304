namespace Glia;

/// <summary>Multiplies the rate by <paramref name="PerEpoch"/> after each epoch: <c>perEpoch^epoch</c>.</summary>
/// <param name="PerEpoch">Factor after each epoch.</param>
public sealed record ExponentialDecay(double PerEpoch = 0.9) : Schedule
{
    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        double factor = 1;
        for (int epoch = 0; epoch < position.Epoch; epoch++) factor *= PerEpoch;
        return factor;
    }
}
