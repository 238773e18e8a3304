namespace Glia.Live;

/// <summary>Values of a network that was learnt between the normalisations.</summary>
internal sealed class NetworkModel : LearnedModel
{
    private readonly Network _normalised;

    /// <param name="normalised">Raw inputs in, the value brought to −1 … 1 out. Its weights of inputs that never changed are made 0.</param>
    /// <param name="inputs">Ranges of the inputs, shape <c>(inputs)</c>.</param>
    /// <param name="target">Range of the value.</param>
    /// <exception cref="LearningException">The values are too large for a network of 32-bit floats.</exception>
    public NetworkModel(Network normalised, ColumnRange[] inputs, ColumnRange target)
    {
        _normalised = normalised;
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].IsConstant) ForgetInput(normalised, i);
        Ranges = new WekaRanges([.. inputs.Select(range => range.ToValueRange())], [target.ToValueRange()]);
        Network = Unfold(normalised, target);
        Predict(new float[InputCount]); // a rehearsal: the first prediction shall not wait for code to be compiled
    }

    /// <inheritdoc/>
    public override int InputCount => Network.Inputs;

    /// <inheritdoc/>
    public override int ClassCount => 0;

    /// <inheritdoc/>
    public override Network Network { get; }

    /// <inheritdoc/>
    public override string ConsoleText => _normalised.ToWekaText();

    /// <inheritdoc/>
    public override WekaRanges Ranges { get; }

    /// <inheritdoc/>
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        float output = 0;
        Network.Predict(inputs, new Span<float>(ref output));
        return output;
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities) => throw NoProbabilities();

    /// <summary>Nothing is known of what an input does that never changed: it shall do nothing.</summary>
    private static void ForgetInput(Network network, int input)
    {
        WeightMatrix weights = network.Weights(0);
        for (int unit = 0; unit < weights.Out; unit++) weights[unit, input] = 0;
    }

    /// <summary>y = f(x) · half + middle, taken into the weights and the bias of the last layer.</summary>
    private static Network Unfold(Network normalised, ColumnRange target)
    {
        Network network = normalised.Clone();
        int last = network.Layers.Count - 1;
        WeightMatrix weights = network.Weights(last);
        bool isFinite = true;
        for (int i = 0; i < weights.In; i++)
        {
            weights[0, i] = (float)(weights[0, i] * target.Half);
            isFinite &= float.IsFinite(weights[0, i]);
        }

        ref float bias = ref network.Biases(last)[0];
        bias = (float)((bias * target.Half) + target.Middle);
        if (!isFinite || !float.IsFinite(bias)) throw new LearningException("The values of the examples are too large for a network of 32-bit floats. Record smaller ones.");
        return network;
    }
}
