namespace Glia.Cli;

/// <summary>What one combination of settings came to, over its seeds.</summary>
/// <param name="Configuration">Its number, from 0.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Results">The results that there are.</param>
internal sealed record ConfigurationSummary(int Configuration, IReadOnlyList<Trial> Trials, IReadOnlyList<TrialResult> Results)
{
    public IReadOnlyList<SettingValue> Values => Trials[0].Values;

    /// <summary>Epochs that all its trials have done, so that their accuracies compare.</summary>
    public int Epochs { get; } = Results.Count == 0 ? 0 : Results.Min(r => r.Epochs.Count);

    public int Planned => Results.Count == 0 ? 0 : Results[0].Planned;

    /// <summary>Whether every seed was trained to the end.</summary>
    public bool IsDone => Results.Count == Trials.Count && Results.All(r => r.Status == TrialStatus.Done);

    /// <summary>How many broke off.</summary>
    public int Broken => Results.Count(r => r.IsBroken);

    /// <summary>Mean validation accuracy; NaN where a trial broke off: a combination that works by luck is no good one.</summary>
    public double Accuracy { get; } = Results.Count == 0 ? double.NaN : Results.Average(r => r.Accuracy);

    /// <summary>Standard deviation of the accuracy over the seeds (of a sample: n − 1); NaN for fewer than two.</summary>
    public double Deviation { get; } = Spread.Deviation([.. Results.Select(r => r.Accuracy)]);

    /// <summary>Mean validation loss.</summary>
    public double Loss { get; } = Results.Count == 0 ? double.NaN : Results.Average(r => r.Loss);

    /// <summary>Training time of all its trials.</summary>
    public double Seconds => Results.Sum(r => r.Seconds);
}
