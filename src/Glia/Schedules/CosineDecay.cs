namespace Glia;

/// <summary>Half a cosine wave from the full rate to <paramref name="Final"/> of it, step by step (Loshchilov and Hutter 2017, without restarts).</summary>
/// <param name="Final">Fraction of the rate that is left at the end, 0 … 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed record CosineDecay(double Final = 0) : Schedule
{
    /// <summary>Fraction of the rate that is left at the end, 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Final
    {
        get;
        init => field = Part(value, nameof(Final));
    } = Part(Final, nameof(Final));

    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position) => Final + ((1 - Final) * Cosine(position.Progress));
}
