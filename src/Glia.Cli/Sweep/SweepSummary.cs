namespace Glia.Cli;

/// <summary>A sweep's results, put in order.</summary>
internal sealed class SweepSummary
{
    public SweepSummary(SweepPlan plan, IReadOnlyDictionary<int, TrialResult> results)
    {
        (Plan, Results) = (plan, results);
        State = new SweepState(plan, results);
        Configurations = [.. Enumerable.Range(0, plan.Configurations).Select(c => Summary(c, results)).Where(c => c.Results.Count > 0)
            .OrderByDescending(c => plan.Rungs.Count > 1 ? c.Epochs : 0) // who dropped out early cannot be compared with who did not
            .ThenByDescending(c => double.IsNaN(c.Accuracy) ? double.NegativeInfinity : c.Accuracy)
            .ThenBy(c => double.IsNaN(c.Loss) ? double.PositiveInfinity : c.Loss).ThenBy(c => c.Configuration)];
    }

    public SweepPlan Plan { get; }

    public IReadOnlyDictionary<int, TrialResult> Results { get; }

    public SweepState State { get; }

    /// <summary>The combinations of which there are results, the best first.</summary>
    public IReadOnlyList<ConfigurationSummary> Configurations { get; }

    /// <summary>The best so far of those that were trained to the end; null where there is none.</summary>
    public ConfigurationSummary? Best => Configurations.FirstOrDefault(c => c.IsDone && !double.IsNaN(c.Accuracy));

    /// <summary>How accuracy depends on each setting that varies.</summary>
    public IReadOnlyList<SettingEffect> Effects => [.. Plan.Spec.Varied.Select(s => new SettingEffect(this, s))];

    /// <summary>Epochs after which accuracies are plotted: where combinations drop out, those that all have done; else null for all of each.</summary>
    public int? PlottedEpochs => Plan.Rungs.Count > 1 ? Plan.Rungs[0].Epochs : null;

    /// <summary>The accuracy that is plotted for a result.</summary>
    public double Plotted(TrialResult result) => PlottedEpochs is { } epochs ? result.AccuracyAfter(epochs) : result.Accuracy;

    private ConfigurationSummary Summary(int configuration, IReadOnlyDictionary<int, TrialResult> results)
    {
        Trial[] trials = [.. Plan.TrialsOf(configuration)];
        return new ConfigurationSummary(configuration, trials, [.. trials.Where(t => results.ContainsKey(t.Number)).Select(t => results[t.Number])]);
    }
}
