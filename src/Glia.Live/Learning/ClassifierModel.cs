namespace Glia.Live;

/// <summary>Classes of a network, which has an output for each class that has examples.</summary>
internal sealed class ClassifierModel : LearnedModel
{
    private readonly Workspace _workspace;
    private readonly int[] _present;
    private readonly float[] _outputs;

    /// <param name="network">Raw inputs in, a probability for each class that is present out.</param>
    /// <param name="present">The numbers of those classes, from 1, ascending.</param>
    /// <param name="classes">All classes.</param>
    public ClassifierModel(Network network, int[] present, int classes)
    {
        (Network, _present, Classes) = (network, present, classes);
        _workspace = network.CreateWorkspace();
        _outputs = new float[network.Outputs];
    }

    /// <inheritdoc/>
    public override int Inputs => Network.Inputs;

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override Network Network { get; }

    /// <inheritdoc/>
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        Network.Predict(inputs, _outputs, _workspace);
        int best = 0;
        for (int i = 1; i < _outputs.Length; i++)
            if (_outputs[i] > _outputs[best]) best = i;
        return _present[best];
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities)
    {
        CheckRoom(probabilities);
        Network.Predict(inputs, _outputs, _workspace);
        probabilities.Clear();
        for (int i = 0; i < _outputs.Length; i++) probabilities[_present[i] - 1] = _outputs[i];
    }
}
