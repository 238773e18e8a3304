namespace Glia.Live;

/// <summary>What a session looks like at one moment, for those who show it. It does not change with the session.</summary>
public sealed record LiveSnapshot
{
    /// <summary>Another one for everything that can be seen.</summary>
    public required long Version { get; init; }

    /// <summary>Whether inputs are recorded.</summary>
    public required bool IsRecording { get; init; }

    /// <summary>Whether inputs are answered.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Whether something is being learnt.</summary>
    public required bool IsTraining { get; init; }

    /// <summary>How far training is, or where it ended.</summary>
    public required LearningProgress Progress { get; init; }

    /// <summary>How the last training ended; null where there was none.</summary>
    public required TrainingOutcome? Outcome { get; init; }

    /// <summary>The recording round, the present one or the last; 0 before the first.</summary>
    public required int Round { get; init; }

    /// <summary>Number of examples.</summary>
    public required int ExampleCount { get; init; }

    /// <summary>What can be taken back, in words; null where nothing can.</summary>
    public required string? Undoable { get; init; }

    /// <summary>Whether a deleted recording can be brought back.</summary>
    public required bool CanRestore { get; init; }

    /// <summary>Names of the inputs.</summary>
    public required IReadOnlyList<string> InputNames { get; init; }

    /// <summary>The last inputs, shape <c>(inputs)</c>; all 0 before the first came.</summary>
    public required IReadOnlyList<float> Inputs { get; init; }

    /// <summary>The outputs; empty where gestures are told apart.</summary>
    public required IReadOnlyList<OutputSnapshot> Outputs { get; init; }

    /// <summary>The gestures; empty where outputs are learnt.</summary>
    public required IReadOnlyList<GestureSnapshot> Gestures { get; init; }
}
