namespace Glia;

/// <summary>What a dense layer's weights are like, and what its neurons do over a data set.</summary>
public sealed record LayerStatistics
{
    /// <summary>The slope below which a neuron counts as saturated: 1/25 of the steepest slope of a sigmoid, 1/100 of that of tanh.</summary>
    public const float SaturationSlope = 0.01f;

    /// <summary>The output below which neurons without a threshold of their own count as not active: 1/100 of the range of a sigmoid.</summary>
    public const float MinimumActivity = 0.01f;

    /// <summary>The part of the samples that counts as nearly all.</summary>
    public const double NearlyAll = 0.95;

    /// <summary>The layer, by its place among the network's layers.</summary>
    public required int Index { get; init; }

    /// <summary>Its activation.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Its weights.</summary>
    public required ValueSpread Weights { get; init; }

    /// <summary>Its biases; null where it has none.</summary>
    public required ValueSpread? Biases { get; init; }

    /// <summary>The outputs of all its neurons over all samples; null without data.</summary>
    public ValueSpread? Outputs { get; init; }

    /// <summary>Part of the outputs that are exactly 0; NaN without data.</summary>
    public double ZeroPart { get; init; } = double.NaN;

    /// <summary>Its neurons; empty without data.</summary>
    public IReadOnlyList<NeuronStatistics> Neurons { get; init; } = [];

    /// <summary>Neurons that are active on no sample.</summary>
    public int DeadCount => Neurons.Count(n => n.IsDead);

    /// <summary>Neurons that are saturated on nearly all samples, and not dead.</summary>
    public int SaturatedCount => Neurons.Count(n => n.IsSaturated);

    /// <summary>Looks at every dense layer's weights and, where there are <paramref name="data"/>, at what its neurons do on each sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples; null for the weights alone.</param>
    /// <param name="top">How many of the most exciting samples to keep for each neuron.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One for each dense layer, from first to last.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<LayerStatistics> Of(Network network, Dataset? data = null, int top = 8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        LayerStatistics[] layers = [.. network.Layout.Where(at => network.Layers[at.Index] is Dense).Select(at => OfWeights(network, at))];
        if (data is null) return layers;
        network.CheckFeatures(data);
        if (data.Count == 0) throw new ArgumentException("There are no samples to look at.", nameof(data));
        return new ActivityCount(network, data, top).Run(layers, cancellationToken);
    }

    private static LayerStatistics OfWeights(Network network, LayerLayout at)
    {
        WeightMatrix w = network.Weights(at.Index);
        var weights = new float[at.In * at.Out];
        for (int o = 0; o < at.Out; o++)
            for (int i = 0; i < at.In; i++) weights[(o * at.In) + i] = w[o, i];
        ReadOnlySpan<float> b = network.Biases(at.Index);
        return new() { Index = at.Index, Activation = ((Dense)network.Layers[at.Index]).Activation, Weights = ValueSpread.Of(weights), Biases = b.IsEmpty ? null : ValueSpread.Of(b) };
    }
}
