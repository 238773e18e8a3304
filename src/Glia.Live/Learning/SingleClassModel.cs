namespace Glia.Live;

/// <summary>All examples were of one class.</summary>
internal sealed class SingleClassModel(int inputs, int classes, int only) : LearnedModel
{
    /// <inheritdoc/>
    public override int InputCount => inputs;

    /// <inheritdoc/>
    public override int ClassCount => classes;

    /// <inheritdoc/>
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        CheckInputs(inputs);
        return only;
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities)
    {
        CheckInputs(inputs);
        CheckRoom(probabilities);
        probabilities.Clear();
        probabilities[only - 1] = 1;
    }
}
