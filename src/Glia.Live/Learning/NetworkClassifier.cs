namespace Glia.Live;

/// <summary>
/// Learns classes with a network: sigmoid hidden layers, a softmax output for each class that has examples, cross-entropy. Classes without examples never win; where all examples are of one class, it is always that.
/// Wekinator has none.
/// </summary>
public sealed record NetworkClassifier : NetworkLearner
{
    private const double Enough = 0.01; // mean of −ln p of the right class: p is 0.99

    private protected override int FewestNodes => 8; // two inputs can have classes of any outline, and no Wekinator says otherwise

    /// <inheritdoc/>
    public override string Name => "classifier";

    /// <inheritdoc/>
    public override bool LearnsValues => false;

    /// <inheritdoc/>
    public override bool LearnsClasses => true;

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TaskCheck.Classes(this, task);
        int[] present = [.. task.Targets.Select(target => (int)target).Distinct().Order()];
        if (present.Length == 1) return new SingleClassModel(task.InputCount, task.ClassCount, present[0]);
        ColumnRange[] inputs = ColumnRange.OfAll(task.Inputs, task.InputCount);
        int[] labels = Array.ConvertAll(task.Targets, target => Array.BinarySearch(present, (int)target));
        var data = Dataset.FromFloats(task.Inputs, labels, FeatureShape.Row(task.InputCount), [.. present.Select(SettingText.Of)], ColumnRange.ScalerOf(inputs));
        Network network = Descent.Train(data, new CrossEntropy(), Enough, seed => Create(task.InputCount, present.Length, Activation.Softmax, seed), task.Seed, progress, cancellationToken);
        Remember.InputNames(network, task.InputNames);
        return new ClassifierModel(network, present, task.ClassCount);
    }
}
