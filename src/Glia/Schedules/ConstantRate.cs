namespace Glia;

/// <summary>The same rate throughout.</summary>
public sealed record ConstantRate : Schedule
{
    /// <inheritdoc/>
    public override string Name => "constant";

    /// <inheritdoc/>
    public override double Factor(SchedulePosition position) => 1;
}
