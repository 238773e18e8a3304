using System.Diagnostics.CodeAnalysis;

namespace Glia;

/// <summary>What a resumed training is told anew. Everything else is in the checkpoint.</summary>
public sealed record ResumeOptions
{
    /// <summary>Threads to use; 0 for one per core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The processes that share the training from now on, as many as you like; null for this one alone.</summary>
    [Experimental(ExperimentalFeatures.Ranks)]
    public ICollective? Ranks { get; init; }

    /// <summary>How samples are changed: must say the same in words (<see cref="Augmentation.Description"/>) as before.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>The data to measure after each epoch. Must be the same as before where early stopping or the schedule looks at them.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>Told how training goes, on the thread that trains.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Where further checkpoints go; null for the file that the training was resumed from.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps between two checkpoints, 0 for one after each epoch; null for as often as before.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>Epochs in all; null for as many as before. More are possible where neither the schedule nor early stopping depends on when the end comes.</summary>
    public int? Epochs { get; init; }
}
