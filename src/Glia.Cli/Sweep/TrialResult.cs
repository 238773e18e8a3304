namespace Glia.Cli;

/// <summary>What one trial came to so far: the content of its file.</summary>
internal sealed record TrialResult
{
    public required int Trial { get; init; }

    /// <summary>The recipe as options of <c>glia train</c>, by which a file is known to belong to a trial.</summary>
    public required IReadOnlyList<string> Recipe { get; init; }

    public required ulong Seed { get; init; }

    public required TrialStatus Status { get; init; }

    /// <summary>Why it diverged or failed; null where it did not.</summary>
    public string? Cause { get; init; }

    /// <summary>Which version of the tool made it.</summary>
    public string Tool { get; init; } = $"glia {GliaTool.Version}";

    /// <summary>Fingerprint of training and validation data.</summary>
    public required string Data { get; init; }

    /// <summary>Samples trained on.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples that the accuracy was measured on.</summary>
    public required int Validation { get; init; }

    /// <summary>Weights and biases.</summary>
    public int Parameters { get; init; }

    /// <summary>Epochs of the whole training.</summary>
    public required int Planned { get; init; }

    public required IReadOnlyList<TrialEpoch> Epochs { get; init; }

    /// <summary>Training time.</summary>
    public double Seconds => Epochs.Sum(e => e.Seconds);

    /// <summary>Whether nothing more comes of it.</summary>
    public bool IsOver => Status != TrialStatus.Paused;

    /// <summary>Whether it broke off.</summary>
    public bool IsBroken => Status is TrialStatus.Diverged or TrialStatus.Failed;

    /// <summary>Validation accuracy after its last epoch; NaN where it broke off.</summary>
    public double Accuracy => AccuracyAfter(Epochs.Count);

    /// <summary>Validation loss after its last epoch; NaN where it broke off.</summary>
    public double Loss => IsBroken || Epochs.Count == 0 ? double.NaN : Epochs[^1].ValidationLoss;

    /// <summary>Validation accuracy after so many epochs; NaN where it did not get as far.</summary>
    public double AccuracyAfter(int epochs) => Holds(epochs) ? Epochs[epochs - 1].ValidationAccuracy : double.NaN;

    /// <summary>Validation loss after so many epochs; NaN where it did not get as far.</summary>
    public double LossAfter(int epochs) => Holds(epochs) ? Epochs[epochs - 1].ValidationLoss : double.NaN;

    /// <summary>Whether the trial needs no more work to be at <paramref name="epochs"/>.</summary>
    public bool HasReached(int epochs) => IsOver || Epochs.Count >= epochs;

    // A trial that broke off in its last epoch is no good however it stood after the first: it would not get through.
    private bool Holds(int epochs) => epochs > 0 && Epochs.Count >= epochs && !(IsBroken && Epochs.Count == epochs);
}

/// <summary>One epoch of a trial.</summary>
internal sealed record TrialEpoch(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy, double LearningRate, double Seconds)
{
    public static TrialEpoch Of(EpochReport report) =>
        new(report.Epoch, report.Loss, report.Accuracy, report.ValidationLoss, report.ValidationAccuracy, report.LearningRate, report.Duration.TotalSeconds);
}
