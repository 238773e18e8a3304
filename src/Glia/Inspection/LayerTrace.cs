namespace Glia;

/// <summary>One layer on the way forward, for one sample: <c>z = W·x + b, a = f(z)</c>.</summary>
public sealed record LayerTrace
{
    /// <summary>The network as it was; its weights and biases are what <see cref="Weights"/> and <see cref="Bias"/> show.</summary>
    public required Network Network { get; init; }

    /// <summary>Number of the layer, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>x, shape <c>(in)</c>: the scaled inputs, or the outputs of the layer before.</summary>
    public required IReadOnlyList<float> Inputs { get; init; }

    /// <summary>z, shape <c>(out)</c>; empty where the layer has no weights (dropout).</summary>
    public required IReadOnlyList<float> Sums { get; init; }

    /// <summary>a, shape <c>(out)</c>.</summary>
    public required IReadOnlyList<float> Outputs { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer => Network.Layers[Index];

    /// <summary>The layer where it has weights; null for dropout, which hands its inputs on unchanged where a network predicts or is looked at.</summary>
    public Dense? Dense => Layer as Dense;

    /// <summary>W, shape <c>(out, in)</c>.</summary>
    /// <exception cref="ArgumentException">The layer has no weights.</exception>
    public WeightMatrix Weights => Network.Weights(Index);

    /// <summary>Number of inputs.</summary>
    public int In => Inputs.Count;

    /// <summary>Number of units.</summary>
    public int Out => Outputs.Count;

    /// <summary>T, by which the sums are divided before softmax is applied to them: 1 but for the last layer of a calibrated network that predicts.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>b of unit <paramref name="unit"/>; 0 where the layer has none.</summary>
    public float Bias(int unit)
    {
        Span<float> biases = Network.Biases(Index);
        return biases.IsEmpty ? 0 : biases[unit];
    }

    /// <summary>One term of the sum of unit <paramref name="unit"/>: <c>W[unit, input] · x[input]</c>.</summary>
    public float Contribution(int unit, int input) => Weights[unit, input] * Inputs[input];
}
