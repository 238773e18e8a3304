namespace Glia.Live;

/// <summary>Names the class of the nearest examples (Cover and Hart, 1967).</summary>
public sealed record NearestNeighbours : Learner
{
    /// <inheritdoc/>
    public override string Name => "knn";

    /// <inheritdoc/>
    public override bool LearnsValues => false;

    /// <inheritdoc/>
    public override bool LearnsClasses => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => throw new NotSupportedException();

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();
}
