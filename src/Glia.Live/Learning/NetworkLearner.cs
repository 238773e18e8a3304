namespace Glia.Live;

/// <summary>Learns values with a network: sigmoid hidden layers, one linear output, inputs and target brought to −1 … 1. The defaults are Wekinator's.</summary>
public sealed record NetworkLearner : Learner
{
    /// <inheritdoc/>
    public override string Name => "network";

    /// <inheritdoc/>
    public override bool LearnsValues => true;

    /// <inheritdoc/>
    public override bool LearnsClasses => false;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Settings => throw new NotSupportedException();

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellation = default) => throw new NotSupportedException();
}
