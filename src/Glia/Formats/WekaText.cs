using System.Globalization;
using System.Text;

namespace Glia.Formats;

/// <summary>
/// Networks as Weka's MultilayerPerceptron prints them, which is what Wekinator's "Display in console" shows. A threshold is a bias, a sigmoid node computes
/// <c>1 / (1 + e^−(threshold + Σ weight · input))</c>, a linear node the sum alone.
/// </summary>
internal static class WekaText
{
    /// <summary>Most bytes of a text. A printed network is a few kilobytes; a file of many megabytes is something else.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const string Indent = "    ";

    // Where the names of a regression's inputs and outputs are kept: they are of no use to the network itself.
    private const string InputNames = "input names", OutputNames = "output names", Between = ", ";

    /// <summary>Reads a network.</summary>
    /// <exception cref="InvalidFileException">The text is no network that can be read.</exception>
    /// <exception cref="ArgumentException">The ranges do not go with the network.</exception>
    public static Network Read(string file, string text, WekaRanges ranges)
    {
        WekaLines lines = WekaLines.Parse(file, text);
        WekaGraph graph = WekaGraph.Of(lines);
        bool isRegression = !graph.Layers[^1][0].IsSigmoid;
        ranges.Check(graph.Inputs.Length, lines.Outputs.Count);
        if (ranges.Outputs is not null && !isRegression) throw new ArgumentException("The outputs are sigmoid, which tells classes apart and has no range. Leave the output ranges out.");
        Layer[] layers = [.. graph.Layers.Select(layer => new Dense(layer.Count, layer[0].IsSigmoid ? Activation.Sigmoid : Activation.Identity))];
        string[] names = [.. lines.Outputs.Select(output => output.Name)];
        bool areNamed = names.All(name => name.Length > 0);
        var summary = new SortedDictionary<string, string>(StringComparer.Ordinal) { [InputNames] = string.Join(Between, graph.Inputs) };
        if (isRegression && areNamed) summary.Add(OutputNames, string.Join(Between, names));
        bool areClasses = !isRegression && names.Length > 1;
        var network = new Network(graph.Inputs.Length, seed: 0, layers, isEmpty: true)
        {
            Scaler = ranges.InputScaler(),
            Encoding = areClasses ? new OneHot() : null,
            ClassNames = !areClasses ? [] : areNamed ? names : [.. Enumerable.Range(1, names.Length).Select(i => $"{i}")],
            TrainingSummary = summary,
        };
        for (int layer = 0; layer < layers.Length; layer++) Fill(network, layer, graph.Layers[layer], layer == 0 ? null : graph.Layers[layer - 1]);
        if (ranges.Outputs is null) return network;
        Unfold(network, graph.Layers[^1], graph.Layers.Count > 1 ? graph.Layers[^2] : null, ranges);
        if (!Numbers.AreFinite(network.Parameters.Span)) throw lines.Invalid("not-finite", "With that output range, a weight becomes too large for a 32-bit float.");
        return network;
    }

    private static void Fill(Network network, int layer, IReadOnlyList<WekaNeuron> neurons, IReadOnlyList<WekaNeuron>? below) =>
        Each(network, layer, neurons, below, (number, _) => number.Single, (number, _) => number.Single);

    /// <summary>y = lin · range + base, taken into the weights and biases of the last layer; from the printed digits, so that nothing is rounded twice.</summary>
    private static void Unfold(Network network, IReadOnlyList<WekaNeuron> neurons, IReadOnlyList<WekaNeuron>? below, WekaRanges ranges) =>
        Each(network, network.Layers.Count - 1, neurons, below,
            (weight, unit) => (float)(weight.Double * ranges.Output(unit).Range), (bias, unit) => (float)((bias.Double * ranges.Output(unit).Range) + ranges.Output(unit).Base));

    private static void Each(Network network, int layer, IReadOnlyList<WekaNeuron> neurons, IReadOnlyList<WekaNeuron>? below, Func<WekaNumber, int, float> weight, Func<WekaNumber, int, float> bias)
    {
        WeightMatrix weights = network.Weights(layer);
        Span<float> biases = network.Biases(layer);
        Dictionary<WekaLink, int> places = WekaGraph.Places(below is null ? neurons[0].Links : below.Select(neuron => new WekaLink(null, neuron.Id, default, 0)));
        for (int unit = 0; unit < neurons.Count; unit++)
        {
            biases[unit] = bias(neurons[unit].Threshold!.Value, unit);
            foreach (WekaLink link in neurons[unit].Links) weights[unit, places[WekaGraph.Key(link)]] = weight(link.Weight, unit);
        }
    }

    /// <summary>Writes a network: the outputs first, numbered from 0, then the hidden layers; numbers in the shortest form that reads back as the same float.</summary>
    /// <exception cref="InvalidOperationException">Weka's text has no words for the network; the message says why.</exception>
    public static string Write(Network network)
    {
        ModelCheck.Run(network);
        LayerLayout[] layers = [.. network.Layout.Where(at => network.Layers[at.Index] is Dense)];
        CheckActivations(network, layers);
        string[] inputs = Names(network, InputNames, "inputs", network.Inputs), outputs = OutputsOf(network);
        int[] firstIds = FirstIds(layers);
        var text = new StringBuilder();
        foreach (int at in Enumerable.Range(0, layers.Length - 1).Prepend(layers.Length - 1))
            for (int unit = 0; unit < layers[at].Out; unit++)
            {
                text.Append(((Dense)network.Layers[layers[at].Index]).Activation == Activation.Sigmoid ? "Sigmoid" : "Linear").Append(" Node ").Append(firstIds[at] + unit).Append('\n');
                text.Append(Indent).Append("Inputs").Append(Indent).Append("Weights\n");
                WriteNumber(text, "Threshold", network.Biases(layers[at].Index) is { IsEmpty: false } biases ? biases[unit] : 0);
                WeightMatrix weights = network.Weights(layers[at].Index);
                for (int input = 0; input < weights.In; input++) WriteNumber(text, at == 0 ? $"Attrib {inputs[input]}" : $"Node {firstIds[at - 1] + input}", weights[unit, input]);
            }

        for (int output = 0; output < outputs.Length; output++)
            text.Append("Class ").Append(outputs[output]).Append('\n').Append(Indent).Append("Input\n").Append(Indent).Append("Node ").Append(output).Append('\n');
        return text.ToString();
    }

    /// <summary>The number of each layer's first neuron: the outputs come first, from 0.</summary>
    private static int[] FirstIds(LayerLayout[] layers)
    {
        int[] firstIds = new int[layers.Length];
        int next = layers[^1].Out;
        for (int at = 0; at < layers.Length - 1; at++) (firstIds[at], next) = (next, next + layers[at].Out);
        return firstIds;
    }

    private static void CheckActivations(Network network, LayerLayout[] layers)
    {
        foreach (LayerLayout at in layers)
        {
            Activation activation = ((Dense)network.Layers[at.Index]).Activation;
            bool isOutput = at.Index == layers[^1].Index;
            if (activation == Activation.Sigmoid || (isOutput && activation == Activation.Identity)) continue;
            throw new InvalidOperationException($"Weka's text knows sigmoid layers, and linear or sigmoid outputs, but the network's {(isOutput ? "output layer" : $"hidden layer {at.Index + 1}")} is {activation.Name}. "
                + "Train one with sigmoid hidden layers, or export to C# or ONNX, which take every activation.");
        }
    }

    /// <summary>The names under which the network remembers its inputs or outputs; Wekinator's own, inputs-1 …, where it does not.</summary>
    private static string[] Names(Network network, string key, string what, int count)
    {
        string[] names = network.TrainingSummary.TryGetValue(key, out string? joined) ? joined.Split(Between) : [];
        bool areSound = names.Length == count && names.Distinct(StringComparer.Ordinal).Count() == count && !names.Any(string.IsNullOrWhiteSpace);
        return areSound ? names : [.. Enumerable.Range(1, count).Select(i => $"{what}-{i}")];
    }

    private static string[] OutputsOf(Network network)
    {
        if (network.ClassNames.Count == network.Outputs && network.Outputs > 1) return [.. network.ClassNames];
        return network.Outputs > 1 || network.TrainingSummary.ContainsKey(OutputNames) ? Names(network, OutputNames, "outputs", network.Outputs) : [""];
    }

    private static void WriteNumber(StringBuilder text, string name, float value) =>
        text.Append(Indent).Append(name).Append(Indent).Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
