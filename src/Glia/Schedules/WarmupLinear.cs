namespace Glia;

/// <summary>Straight up from 0 to the rate in the first part of the training, then straight down to 0.</summary>
/// <param name="Warmup">Part of the training in which the rate rises, 0 … 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record WarmupLinear(double Warmup = 0.3) : Schedule
{
    /// <summary>Part of the training in which the rate rises, 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Warmup
    {
        get;
        init => field = Part(value, nameof(Warmup));
    } = Part(Warmup, nameof(Warmup));

    /// <inheritdoc/>
    public override string Name => "warmup-linear";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position)
    {
        // Half a step ahead, so that neither the first step nor the last is lost at rate 0.
        double p = (position.Step + 0.5) / Math.Max(1, position.TotalSteps);
        return Math.Max(0, p < Warmup ? p / Warmup : (1 - p) / (1 - Warmup));
    }
}
