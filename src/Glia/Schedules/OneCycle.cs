namespace Glia;

/// <summary>Up from 1/<paramref name="StartDivisor"/> of the rate to the whole in the first part, then down to nearly nothing, both along half a cosine wave (Smith 2018).</summary>
/// <param name="WarmUp">Part of the training in which the rate rises, 0 … 1.</param>
/// <param name="StartDivisor">The first rate is the rate divided by this.</param>
/// <param name="FinalDivisor">The last rate is the first divided by this.</param>
public sealed record OneCycle(double WarmUp = 0.3, double StartDivisor = 25, double FinalDivisor = 10_000) : Schedule
{
    /// <inheritdoc/>
    public override string Name => "one-cycle";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        double p = position.Progress, start = 1 / StartDivisor, end = start / FinalDivisor;
        return p < WarmUp
            ? start + ((1 - start) * (1 - Cosine(p / WarmUp)))
            : end + ((1 - end) * Cosine((p - WarmUp) / (1 - WarmUp)));
    }
}
