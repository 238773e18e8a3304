namespace Glia.Live;

/// <summary>How a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All outputs that have examples were learnt.</summary>
    Done,

    /// <summary>It was cancelled; the old models stay.</summary>
    Cancelled,

    /// <summary>One output at least could not be learnt and keeps its old model, if it has one; those that could have their new models.</summary>
    Failed,
}

/// <summary>What came of a training.</summary>
public sealed record TrainingOutcome
{
    /// <summary>How it ended.</summary>
    public required TrainingEnd End { get; init; }

    /// <summary>For people: what was learnt, or why not.</summary>
    public required string Text { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Passes through the examples, of all outputs together; 0 where no learner makes any.</summary>
    public required int Epochs { get; init; }

    /// <summary>The mean over the outputs of the last losses that were told, each on its learner's own scale; NaN where there was none.</summary>
    public required float Loss { get; init; }
}
