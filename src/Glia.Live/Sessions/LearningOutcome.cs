namespace Glia.Live;

/// <summary>How learning ended.</summary>
public enum LearningEnd
{
    /// <summary>All outputs that have examples were learnt.</summary>
    Done,

    /// <summary>It was cancelled; the old models stay.</summary>
    Cancelled,

    /// <summary>One output at least could not be learnt; the others were.</summary>
    Failed,
}

/// <summary>What came of learning.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Text">For people: what was learnt, or why not.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Epochs">Passes through the examples, of all outputs together.</param>
/// <param name="Loss">The last loss that was told; NaN where there was none.</param>
public sealed record LearningOutcome(LearningEnd End, string Text, TimeSpan Duration, int Epochs, float Loss);
