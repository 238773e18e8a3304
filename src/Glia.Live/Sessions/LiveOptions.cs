namespace Glia.Live;

/// <summary>How a session behaves.</summary>
public sealed record LiveOptions
{
    /// <summary>
    /// Whether it does as Wekinator does where that surprises people: examples are recorded with the outputs' present values, which running overwrites, instead of those that somebody set;
    /// whole numbers and doubles count as 0; integer outputs are cut off, not rounded.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>The clock by which examples are dated.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Holds back what was learnt until it is set; null where nothing does. A replay lets models answer from the same moment on as before.</summary>
    internal ManualResetEventSlim? Hold { get; init; }
}
