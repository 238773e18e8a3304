namespace Glia.Live;

/// <summary>One output at one moment.</summary>
public sealed record OutputSnapshot
{
    /// <summary>What it is.</summary>
    public required OutputSpec Spec { get; init; }

    /// <summary>What examples are recorded with.</summary>
    public required float Label { get; init; }

    /// <summary>What it says: a value, or the number of a class from 1.</summary>
    public required float Value { get; init; }

    /// <summary>Of its classes, shape <c>(classes)</c>, adding up to 1; empty where it has none or nothing has been learnt, and all 0 where it has not run since.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>Whether examples are recorded for it.</summary>
    public required bool IsRecorded { get; init; }

    /// <summary>Whether it is computed while the session runs.</summary>
    public required bool IsRun { get; init; }

    /// <summary>Number of examples that it has.</summary>
    public required int ExampleCount { get; init; }

    /// <summary>Number of examples that its model was learnt from; 0 where nothing has been learnt.</summary>
    public required int LearnedFrom { get; init; }
}
