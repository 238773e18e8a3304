namespace Glia.Live;

/// <summary>Names the class that most of the nearest examples have (Cover and Hart, 1967), inputs brought to equal ranges. Of classes with as many votes that wins whose nearest example is nearer, then the lower one.</summary>
public sealed record NearestNeighbors : Learner
{
    private const int MostK = 1000;

    private static readonly LearnerSettings<NearestNeighbors> Named = new(
        new LearnerSetting<NearestNeighbors>("k", "a whole number from 1 to 1000", learner => SettingText.Of(learner.K), (learner, text) => SettingText.Whole(text, 1, MostK) is { } k ? learner with { K = k } : null));

    /// <summary>How many examples vote, 1 … 1,000; all where there are fewer. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int K
    {
        get;
        init => field = SettingText.Bounded(value, 1, MostK, nameof(K), "neighbours");
    }

    = 1;

    /// <inheritdoc/>
    public override string Name => "knn";

    /// <inheritdoc/>
    public override bool LearnsValues => false;

    /// <inheritdoc/>
    public override bool LearnsClasses => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => Named.Read(this);

    /// <inheritdoc/>
    public override Learner With(string setting, string value) => Named.Write(this, setting, value);

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TaskCheck.Classes(this, task);
        cancellationToken.ThrowIfCancellationRequested();
        var model = new NeighbourModel(task, Math.Min(K, task.Count));
        progress?.Invoke(new LearningProgress(1, 0, float.NaN));
        return model;
    }
}
