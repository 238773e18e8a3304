using Glia.Studio.Http;

namespace Glia.Studio.Runs;

/// <summary>The weights and biases of one layer.</summary>
/// <param name="Weights">One row per neuron: its weights.</param>
/// <param name="Biases">One per neuron; empty where the layer has none.</param>
internal sealed record WeightsView(float[][] Weights, float[] Biases)
{
    private const int Most = 20_000;

    /// <summary>Of a layer narrow enough to be shown number by number.</summary>
    public static WeightsView Of(Network network, int layer)
    {
        if (layer < 0 || layer >= network.Layers.Count || network.Layers[layer] is not Dense) throw StudioException.Missing("There is no such layer, or it has no weights.");
        WeightMatrix weights = network.Weights(layer);
        if (weights.In * weights.Out > Most) throw StudioException.Bad("layer", $"This layer has {weights.In * weights.Out:N0} weights, more than are shown number by number. Look at its neurons one by one.");
        var rows = new float[weights.Out][];
        for (int unit = 0; unit < rows.Length; unit++) rows[unit] = [.. Enumerable.Range(0, weights.In).Select(i => weights[unit, i])];
        return new(rows, network.Biases(layer).ToArray());
    }
}
