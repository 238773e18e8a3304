namespace Glia.Tests.Inspection;

/// <summary>What weights are like and what neurons do over data.</summary>
public class LayerStatisticsTests
{
    [Fact]
    public void Dead_and_saturated_neurons_are_found()
    {
        // Four neurons on inputs 0 … 1: one that never fires, one that always does, one that is always at its ceiling, one that follows the input.
        Network relu = Network(Activation.ReLU, [-1, 1, 1, 1], [-1, 1, 0, 0]);
        Dataset data = Ramp(100);
        IReadOnlyList<NeuronStatistics> neurons = LayerStatistics.Of(relu, data)[0].Neurons;
        Assert.Equal([true, false, false, false], neurons.Select(n => n.IsDead));
        Assert.Equal(0.99, neurons[3].ActivePart, 1e-9); // all but the input that is 0
        Assert.Equal([0f, 0], [neurons[0].Min, neurons[0].Max]);

        Network sigmoid = Network(Activation.Sigmoid, [1, 1, 1, 10], [8, -8, 0, -5]);
        neurons = LayerStatistics.Of(sigmoid, data)[0].Neurons;
        Assert.Equal([false, true, false, false], neurons.Select(n => n.IsDead)); // never above 0.01
        Assert.Equal([true, false, false, false], neurons.Select(n => n.IsSaturated)); // always at 1
        Assert.InRange(neurons[3].SaturatedPart, 0.01, 0.2); // only at the ends
    }

    [Fact]
    public void Figures_are_those_of_the_outputs_one_by_one()
    {
        Dataset data = Samples.Classes(300, 7, 3, 11);
        var network = new Network(7, 5, new Dense(6, Activation.ReLU), new Dropout(0.4f), new Dense(3, Activation.Softmax));
        LayerStatistics[] layers = [.. LayerStatistics.Of(network, data, top: 4)];
        Assert.Equal([0, 2], layers.Select(l => l.Index));
        for (int unit = 0; unit < 3; unit++)
        {
            float[] outputs = [.. Enumerable.Range(0, data.Count).Select(i => network.Predict(data.Features(i))[unit])];
            NeuronStatistics neuron = layers[1].Neurons[unit];
            Assert.Equal(outputs.Average(o => (double)o), neuron.Mean, 1e-9);
            Assert.Equal(outputs.Min(), neuron.Min);
            Assert.Equal(outputs.Max(), neuron.Max);
            int[] top = [.. Enumerable.Range(0, data.Count).OrderByDescending(i => outputs[i]).Take(4)];
            Assert.Equal(top, neuron.Top.Select(t => t.Index));
            for (int c = 0; c < 3; c++) Assert.Equal(Enumerable.Range(0, data.Count).Where(i => data.Label(i) == c).Average(i => (double)outputs[i]), neuron.ClassMeans[c], 1e-9);
            Assert.Equal(neuron.ClassMeans.Max(), neuron.ClassMeans[neuron.TunedTo.First()]);
        }

        Assert.Equal(300 * 6, layers[0].Outputs!.Histogram.Total);
        Assert.Equal(1.0 / 3, layers[1].Outputs!.Mean, 1e-6); // softmax adds up to 1
        Assert.InRange(layers[0].ZeroPart, 0.05, 0.95); // of ReLUs
        Assert.Equal(0, layers[1].ZeroPart);
    }

    [Fact]
    public void Weights_are_measured_without_data()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Identity) { Bias = false });
        network.Weights(0).Set(new float[,] { { -1, 0 }, { 1, 4 } });
        LayerStatistics layer = Assert.Single(LayerStatistics.Of(network));
        Assert.Equal((1, Math.Sqrt(3.5), -1, 4), (layer.Weights.Mean, layer.Weights.Deviation, layer.Weights.Min, layer.Weights.Max));
        Assert.Equal([1L, 1, 1, 0, 1], Histogram.Of([-1, 0, 1, 4], 5).Counts);
        Assert.Null(layer.Biases);
        Assert.Null(layer.Outputs);
        Assert.Empty(layer.Neurons);
        Assert.True(double.IsNaN(layer.ZeroPart));
    }

    [Fact]
    public void Values_that_are_all_alike_are_counted_in_one_range()
    {
        Assert.Equal([3L, 0], Histogram.Of([2, 2, 2], 2).Counts);
        Assert.Equal(0, ValueSpread.Of([2, 2, 2]).Deviation);
        Assert.Throws<ArgumentException>(() => ValueSpread.Of([]));
    }

    [Fact]
    public void Regression_has_no_classes_to_be_tuned_to()
    {
        var network = new Network(4, 5, new Dense(3, Activation.Tanh), new Dense(2, Activation.Identity));
        IReadOnlyList<LayerStatistics> layers = LayerStatistics.Of(network, Samples.Values(50, 4, 2, 3));
        Assert.All(layers.SelectMany(l => l.Neurons), n => Assert.Empty(n.TunedTo));
        Assert.All(layers.SelectMany(l => l.Neurons), n => Assert.Equal(8, n.Top.Count));
    }

    [Fact]
    public void Data_that_do_not_fit_are_told()
    {
        var network = new Network(4, 5, new Dense(2, Activation.Softmax));
        Assert.Contains("4 inputs", Assert.Throws<ArgumentException>(() => LayerStatistics.Of(network, Samples.Classes(5, 3, 2, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("no samples", Assert.Throws<ArgumentException>(() => LayerStatistics.Of(network, Samples.Classes(5, 4, 2, 1).Slice(0, 0))).Message, StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => LayerStatistics.Of(network, Samples.Classes(5, 4, 2, 1), cancellationToken: stop.Token));
    }

    private static Network Network(Activation f, float[] weights, float[] biases)
    {
        var network = new Network(1, 1, new Dense(weights.Length, f));
        for (int i = 0; i < weights.Length; i++) (network.Weights(0)[i, 0], network.Biases(0)[i]) = (weights[i], biases[i]);
        return network;
    }

    private static Dataset Ramp(int count) => Dataset.FromFloats([.. Enumerable.Range(0, count).Select(i => i / (count - 1f))], [.. Enumerable.Range(0, count).Select(i => 2 * i / count)], FeatureShape.Row(1), Samples.NoYes);
}
