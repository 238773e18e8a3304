namespace Glia;

/// <summary>Up from 1/<paramref name="StartDivisor"/> of the rate to the whole in the first part, then down to nearly nothing, both along half a cosine wave (Smith 2018).</summary>
/// <param name="Warmup">Part of the training in which the rate rises, 0 … 1.</param>
/// <param name="StartDivisor">The first rate is the rate divided by this, greater than 0.</param>
/// <param name="FinalDivisor">The last rate is the first divided by this, greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record OneCycle(double Warmup = 0.3, double StartDivisor = 25, double FinalDivisor = 10_000) : Schedule
{
    /// <summary>Part of the training in which the rate rises, 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Warmup
    {
        get;
        init => field = Part(value, nameof(Warmup));
    } = Part(Warmup, nameof(Warmup));

    /// <summary>The first rate is the rate divided by this, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double StartDivisor
    {
        get;
        init => field = Positive(value, nameof(StartDivisor));
    } = Positive(StartDivisor, nameof(StartDivisor));

    /// <summary>The last rate is the first divided by this, greater than 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double FinalDivisor
    {
        get;
        init => field = Positive(value, nameof(FinalDivisor));
    } = Positive(FinalDivisor, nameof(FinalDivisor));

    /// <inheritdoc/>
    public override string Name => "one-cycle";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        double p = position.Progress, start = 1 / StartDivisor, end = start / FinalDivisor;
        return p < Warmup || Warmup == 1
            ? start + ((1 - start) * (1 - Cosine(p / Warmup)))
            : end + ((1 - end) * Cosine((p - Warmup) / (1 - Warmup)));
    }
}
