namespace Glia.Live;

/// <summary>Classes of a network, which has an output for each class that has examples.</summary>
internal sealed class ClassifierModel : LearnedModel
{
    private readonly int[] _present; // 1,000 at most: their probabilities lie on the stack

    /// <param name="network">Raw inputs in, a probability for each class that is present out.</param>
    /// <param name="present">The numbers of those classes, from 1, ascending.</param>
    /// <param name="classes">All classes.</param>
    public ClassifierModel(Network network, int[] present, int classes)
    {
        (Network, _present, ClassCount) = (network, present, classes);
        Predict(new float[InputCount]); // a rehearsal: the first prediction shall not wait for code to be compiled
    }

    /// <inheritdoc/>
    public override int InputCount => Network.Inputs;

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override Network Network { get; }

    /// <inheritdoc/>
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        Span<float> outputs = stackalloc float[_present.Length];
        Network.Predict(inputs, outputs);
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
            if (outputs[i] > outputs[best]) best = i;
        return _present[best];
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities)
    {
        CheckRoom(probabilities);
        Span<float> outputs = stackalloc float[_present.Length];
        Network.Predict(inputs, outputs);
        probabilities.Clear();
        for (int i = 0; i < outputs.Length; i++) probabilities[_present[i] - 1] = outputs[i];
    }
}
