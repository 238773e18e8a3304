namespace Glia.Cli;

/// <summary>How far a sweep has come: which combinations have reached which rung, and which trials are due. It follows from the plan and the results alone.</summary>
internal sealed class SweepState
{
    private readonly List<IReadOnlyList<int>> _entrants = [];

    public SweepState(SweepPlan plan, IReadOnlyDictionary<int, TrialResult> results)
    {
        IReadOnlyList<int> entrants = [.. Enumerable.Range(0, plan.Configurations)];
        foreach (Rung rung in plan.Rungs)
        {
            _entrants.Add(entrants);
            Rung = rung;
            Trial[] due = [.. entrants.SelectMany(plan.TrialsOf).Where(t => !(results.TryGetValue(t.Number, out TrialResult? r) && r.HasReached(plan.Epochs(t, rung))))];
            Due = due;
            if (due.Length > 0) return;
            if (rung.Number + 1 < plan.Rungs.Count) entrants = Best(plan, results, entrants, rung, plan.Rungs[rung.Number + 1].Configurations);
            if (entrants.Count == 0) break; // all of them broke off
        }

        IsComplete = true;
    }

    /// <summary>The rung under way.</summary>
    public Rung Rung { get; } = null!;

    /// <summary>The trials that have not reached it yet.</summary>
    public IReadOnlyList<Trial> Due { get; } = [];

    /// <summary>Whether no trial is left to run.</summary>
    public bool IsComplete { get; }

    /// <summary>The combinations that take part in a rung; null where that is not decided yet.</summary>
    public IReadOnlyList<int>? Entrants(int rung) => rung < _entrants.Count ? _entrants[rung] : null;

    /// <summary>Those that go on: by the mean of their validation accuracies at the rung, then by the loss, then by number.</summary>
    private static int[] Best(SweepPlan plan, IReadOnlyDictionary<int, TrialResult> results, IReadOnlyList<int> entrants, Rung rung, int count)
    {
        double Mean(int configuration, Func<TrialResult, int, double> value) =>
            plan.TrialsOf(configuration).Average(t => value(results[t.Number], plan.Epochs(t, rung)));
        return [.. entrants
            .Select(c => (Configuration: c, Accuracy: Mean(c, (r, e) => r.AccuracyAfter(e)), Loss: Mean(c, (r, e) => r.LossAfter(e))))
            .Where(c => !double.IsNaN(c.Accuracy))
            .OrderByDescending(c => c.Accuracy).ThenBy(c => double.IsNaN(c.Loss) ? double.PositiveInfinity : c.Loss).ThenBy(c => c.Configuration)
            .Take(count).Select(c => c.Configuration).Order()];
    }
}
