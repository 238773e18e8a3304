namespace Glia.Live;

/// <summary>Learns values with a network: sigmoid hidden layers, one linear output, inputs and value brought to −1 … 1 by their ranges in the examples. A value that never changes is given back, whatever comes.</summary>
public sealed record NetworkRegression : NetworkLearner
{
    private const double Enough = 1e-5; // mean of ½ error² where the value is −1 … 1: a quarter of a per cent of the range

    /// <inheritdoc/>
    public override string Name => "network";

    /// <inheritdoc/>
    public override bool LearnsValues => true;

    /// <inheritdoc/>
    public override bool LearnsClasses => false;

    /// <inheritdoc/>
    public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TaskCheck.Values(this, task);
        ColumnRange[] inputs = ColumnRange.OfAll(task.Inputs, task.InputCount);
        ColumnRange target = ColumnRange.Of(task.Targets);
        Scaler scaler = ColumnRange.ScalerOf(inputs);
        Network network;
        if (target.IsConstant)
        {
            network = Fresh(task.Seed);
            network.Scaler = scaler;
            int last = network.Layers.Count - 1;
            for (int i = 0; i < network.Weights(last).In; i++) network.Weights(last)[0, i] = 0;
        }
        else
        {
            var data = Dataset.ForRegression(task.Inputs, task.InputCount, Array.ConvertAll(task.Targets, target.Normalise), 1, scaler);
            network = Descent.Train(data, new HalfSquaredError(), Enough, Fresh, task.Seed, progress, cancellationToken);
        }

        Remember.InputNames(network, task.InputNames);
        return new NetworkModel(network, inputs, target);

        Network Fresh(ulong seed) => Create(task.InputCount, 1, Activation.Identity, seed);
    }
}
