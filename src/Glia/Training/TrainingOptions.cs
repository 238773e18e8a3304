using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

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

    /// <summary>
    /// Threads to use; 0 for one per core. The result does not depend on it. A process keeps one pool of background threads per distinct value, here and wherever threads are given; a second caller at the same
    /// time works alone.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>How samples are changed each time they are trained on; null for not at all. What is measured, validation included, is never changed.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Data to measure after each epoch but never to train on.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>When to stop early; needs <see cref="Validation"/>.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// The processes that share the training, each of which makes the same <see cref="Trainer"/> of the same network and data; null for this one alone. Of every batch of <see cref="BatchSize"/> samples each has its
    /// part, so that the training is the same one, up to rounding, for any number of them; for the same number it has the same bits. The first alone writes checkpoints.
    /// </summary>
    [Experimental(ExperimentalFeatures.Ranks)]
    public ICollective? Ranks { get; init; }

    /// <summary>Told how training goes, at most some twenty times a second and at the end of each epoch, on the thread that trains.</summary>
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
public readonly record struct TrainingProgress
{
    /// <summary>The epoch being run, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples done in this epoch.</summary>
    public required int SamplesDone { get; init; }

    /// <summary>Samples of a whole epoch.</summary>
    public required int SamplesPerEpoch { get; init; }

    /// <summary>Mean loss over this epoch's samples so far.</summary>
    public required double Loss { get; init; }

    /// <summary>Part of this epoch's samples that were right when they were trained on, 0 … 1; NaN for regression.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Scheduled learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Speed since the epoch began, or was gone on with.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Time since the epoch began, or was gone on with.</summary>
    public required TimeSpan Elapsed { get; init; }
}

/// <summary>What one epoch came to.</summary>
public sealed record EpochReport
{
    /// <summary>Its number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over its samples, each measured just before it was trained on.</summary>
    public required double Loss { get; init; }

    /// <summary>Part of the samples that were right when they were trained on, 0 … 1; NaN for regression.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean loss over the validation data; NaN where there are none.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Part of the validation data that is right, 0 … 1; NaN where there are none, and for regression.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>Scheduled learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Time that the epoch took, without validation.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Samples trained on per second.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"epoch {Epoch}/{Epochs}  loss {Loss:F4}");
        if (!double.IsNaN(Accuracy)) text.Append(CultureInfo.InvariantCulture, $"  accuracy {Accuracy:P2}");
        if (!double.IsNaN(ValidationLoss)) text.Append(CultureInfo.InvariantCulture, $"  validation loss {ValidationLoss:F4}");
        if (!double.IsNaN(ValidationAccuracy)) text.Append(CultureInfo.InvariantCulture, $"  validation accuracy {ValidationAccuracy:P2}");
        return text.Append(CultureInfo.InvariantCulture, $"  {Duration.TotalSeconds:F1} s").ToString();
    }
}

/// <summary>What a whole training came to.</summary>
public sealed record TrainingResult
{
    /// <summary>The reports of the epochs of this run.</summary>
    public required IReadOnlyList<EpochReport> Epochs { get; init; }

    /// <summary>Whether early stopping ended it.</summary>
    public required bool StoppedEarly { get; init; }
}
