namespace Glia;

/// <summary>Multiplies the rate by <paramref name="PerEpoch"/> after each epoch: <c>perEpoch^epoch</c>.</summary>
/// <param name="PerEpoch">Factor after each epoch, greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record ExponentialDecay(double PerEpoch = 0.9) : Schedule
{
    /// <summary>Factor after each epoch, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double PerEpoch
    {
        get;
        init => field = Positive(value, nameof(PerEpoch));
    } = Positive(PerEpoch, nameof(PerEpoch));

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
