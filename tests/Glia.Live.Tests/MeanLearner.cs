namespace Glia.Live.Tests;

/// <summary>Learns the mean of the targets, or the commonest class: enough to see when what is learnt. It waits where a test holds it.</summary>
internal sealed record MeanLearner : Learner
{
    public ManualResetEventSlim? Gate { get; init; }

    /// <summary>What it throws; null for nothing.</summary>
    public Exception? Fault { get; init; }

    public string Shade { get; init; } = "blue";

    public override string Name => "mean";

    public override bool LearnsValues => true;

    public override bool LearnsClasses => true;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["shade"] = Shade };

    public override Learner With(string setting, string value) => setting == "shade" ? this with { Shade = value } : throw new ArgumentException($"'mean' has no setting '{setting}'.");

    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        progress?.Invoke(new(0.5f, 1, 0.25f));
        Gate?.Wait(cancellationToken);
        if (Fault is not null) throw Fault;
        if (task.Targets.Contains(-99)) throw new LearningException("-99 cannot be learnt.");
        float answer = task.IsClassification ? task.Targets.GroupBy(t => t).MaxBy(g => g.Count())!.Key : task.Targets.Average();
        return new Model(task.InputCount, task.ClassCount, answer);
    }

    private sealed class Model(int inputs, int classes, float answer) : LearnedModel
    {
        public override int InputCount => inputs;

        public override int ClassCount => classes;

        public override float Predict(ReadOnlySpan<float> inputs) => answer;

        public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities)
        {
            probabilities.Clear();
            probabilities[(int)answer - 1] = 1;
        }
    }
}
