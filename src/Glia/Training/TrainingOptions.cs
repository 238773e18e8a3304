namespace Glia;

/// <summary>How a training runs. Immutable.</summary>
public sealed record TrainingOptions
{
    /// <summary>Times through the data, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Samples per step: 1 is online training, 0 the whole data set at once (full batch).</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Seed of the order of the samples and of dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether every epoch takes the samples in a new order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Threads to use; 0 for one per core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>How samples are changed each time they are trained on; null for not at all. What is measured, validation included, is never changed.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Data to measure after each epoch but never to train on.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>When to stop early; needs <see cref="Validation"/>.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Told how training goes, at most some twenty times a second.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Where to save the training while it runs, so that <see cref="Trainer.Resume"/> can go on with it: when a checkpoint is due, when the training is cancelled and
    /// at its end. Null for nowhere. The checkpoint before is kept as <see cref="Checkpoint.Previous"/>.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps between two checkpoints; 0 for one after each epoch.</summary>
    public int CheckpointEverySteps { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(CheckpointEverySteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (EarlyStopping is { Patience: < 1 } or { MinimumImprovement: double.NaN })
            throw new ArgumentException("Early stopping waits for at least 1 epoch, and the improvement it asks for is a number.");
        if (EarlyStopping is not null && Validation is null)
            throw new ArgumentException("Early stopping looks at validation data: give some (Validation), or leave it out.");
    }
}

/// <summary>Stops when the validation loss has not improved for <paramref name="Patience"/> epochs, and goes back to the best weights (Prechelt 1998).</summary>
/// <param name="Patience">Epochs without improvement to wait for, at least 1.</param>
/// <param name="MinimumImprovement">Absolute improvement of the loss that counts.</param>
public sealed record EarlyStopping(int Patience = 3, double MinimumImprovement = 0);

/// <summary>How a training stands within an epoch.</summary>
/// <param name="Epoch">The epoch being run, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Samples">Samples done in this epoch.</param>
/// <param name="SamplesPerEpoch">Samples of a whole epoch.</param>
/// <param name="Loss">Mean loss over this epoch's samples so far.</param>
/// <param name="Accuracy">Part of this epoch's samples that were right when they were trained on, 0 … 1; NaN for regression.</param>
/// <param name="LearningRate">Scheduled learning rate of the last step.</param>
/// <param name="SamplesPerSecond">Speed since the epoch began, or was gone on with.</param>
/// <param name="Elapsed">Time since then.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Samples, int SamplesPerEpoch, double Loss, double Accuracy, double LearningRate, double SamplesPerSecond, TimeSpan Elapsed);

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Loss">Mean loss over its samples, each measured just before it was trained on.</param>
/// <param name="Accuracy">Part of the samples that were right then, 0 … 1; NaN for regression.</param>
/// <param name="ValidationLoss">Mean loss over the validation data; NaN where there are none.</param>
/// <param name="ValidationAccuracy">Part of the validation data that is right, 0 … 1; NaN where there are none, and for regression.</param>
/// <param name="LearningRate">Scheduled learning rate of the last step.</param>
/// <param name="Duration">Time that the epoch took, without validation.</param>
/// <param name="SamplesPerSecond">Samples trained on per second.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate, TimeSpan Duration, double SamplesPerSecond)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string text = $"epoch {Epoch}/{Epochs}  loss {Loss:F4}";
        if (!double.IsNaN(Accuracy)) text += $"  accuracy {Accuracy:P2}";
        if (!double.IsNaN(ValidationLoss)) text += $"  validation loss {ValidationLoss:F4}";
        if (!double.IsNaN(ValidationAccuracy)) text += $"  validation accuracy {ValidationAccuracy:P2}";
        return $"{text}  {Duration.TotalSeconds:F1} s";
    }
}

/// <summary>What a whole training came to.</summary>
/// <param name="Epochs">The reports of the epochs of this run.</param>
/// <param name="StoppedEarly">Whether early stopping ended it.</param>
public sealed record TrainingResult(IReadOnlyList<EpochReport> Epochs, bool StoppedEarly);
