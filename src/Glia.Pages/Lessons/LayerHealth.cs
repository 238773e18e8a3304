namespace Glia.Pages;

/// <summary>How the first layer of a network stands on its activation: where sums are large, sigmoids are flat.</summary>
internal static class LayerHealth
{
    private const int Most = 50; // samples: the means hardly change with more

    /// <summary>Over some samples, the mean size of the first layer's sums, the mean slope of its activation there, and the part of all slopes that is below 0.01.</summary>
    public static (double MeanSum, double MeanSlope, double Saturated) Of(Network network, Dataset data)
    {
        Activation activation = ((Dense)network.Layers[0]).Activation;
        float[] sums = [.. Enumerable.Range(0, Math.Min(Most, data.Count)).SelectMany(i => Sums(network, data.Features(i)))];
        float[] slopes = [.. sums.Select(activation.Derivative)];
        return (sums.Average(z => Math.Abs((double)z)), slopes.Average(s => (double)s), slopes.Average(s => s < LayerStatistics.SaturationSlope ? 1.0 : 0.0));
    }

    private static IEnumerable<float> Sums(Network network, float[] features)
    {
        network.Scaler?.Apply(features, features);
        for (int unit = 0; unit < network.Weights(0).Out; unit++) yield return new Neuron(network.Weights(0).Row(unit), network.Biases(0)[unit]).Sum(features);
    }
}
