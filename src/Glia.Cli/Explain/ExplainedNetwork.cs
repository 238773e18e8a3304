using System.CommandLine;

namespace Glia.Cli;

/// <summary>The network to explain: a model file, or a shape with random weights or with weights of one's own.</summary>
internal sealed class ExplainedNetwork
{
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Seed of random starting weights. Default: 1.");
    private readonly Option<string[]> _weights = Opt.List("--w", "ROWS", "Weights of one layer: a row for each neuron, ';' between the rows. Once for each layer.");
    private readonly Option<string[]> _biases = Opt.List("--b", "NUMBERS", "Biases of one layer, once for each layer. Default with --w: none.");
    private readonly Option<Activation?> _activation = Opt.Choice("--activation", "NAME", "Of all layers: " + string.Join(", ", Activation.All.Select(a => a.Name)) + ". Default: sigmoid.",
        [.. Activation.All.Select(a => a.Name)], Activation.Find);

    private readonly Option<Activation?> _output = Opt.Choice("--output", "NAME", "Of the last layer, where it is another.", [.. Activation.All.Select(a => a.Name)], Activation.Find);

    public Option[] Options => [_seed, _weights, _biases, _activation, _output];

    /// <summary>Opens what MODEL names.</summary>
    /// <exception cref="ToolException">There is no such model, or the numbers do not go with the shape.</exception>
    public Network Open(ParseResult input, string model)
    {
        if (NetworkShape.IsShape(model)) return Create(input, NetworkShape.Parse("<MODEL>", model));
        foreach (Option option in Options)
            if (input.GetResult(option) is { Implicit: false }) throw ToolException.BadOption(option.Name, $"it is for a network given as a shape such as 3-3-3, but '{model}' is a model, which has its own. Leave it out.");
        return SavedModel.Load(model);
    }

    private Network Create(ParseResult input, NetworkShape shape)
    {
        string[] weights = input.GetValue(_weights) ?? [], biases = input.GetValue(_biases) ?? [];
        Activation hidden = input.GetValue(_activation) ?? Activation.Sigmoid, last = input.GetValue(_output) ?? hidden;
        int layers = shape.Widths.Count - 1;
        if (layers > 1 && input.GetValue(_output) is null && hidden == Activation.Softmax) throw ToolException.BadOption(_activation.Name, "softmax is for the last layer. Use --output softmax, and sigmoid or relu for the others.");
        if (last == Activation.Softmax && shape.Widths[^1] == 1) throw ToolException.BadOption(_output.Name, "softmax over one output is always 1. Use sigmoid, or a shape with an output for each class.");
        CheckCount(_weights, weights, layers);
        CheckCount(_biases, biases, layers);
        bool hasBiases = weights.Length == 0 || biases.Length > 0;
        if (weights.Length > 0 && input.GetValue(_seed) is not null) throw ToolException.BadOption(_seed.Name, "it is for random weights, but --w gives them. Leave one of the two out.");
        var network = new Network(shape.Widths[0], input.GetValue(_seed) ?? 1,
            [.. shape.Widths.Skip(1).Select((units, i) => new Dense(units, i == layers - 1 ? last : hidden) { Bias = hasBiases })]);
        for (int layer = 0; layer < weights.Length; layer++) network.Weights(layer).Set(Matrix(weights[layer], layer, shape.Widths[layer + 1], shape.Widths[layer]));
        for (int layer = 0; layer < biases.Length; layer++) Vector(biases[layer], layer, shape.Widths[layer + 1]).CopyTo(network.Biases(layer));
        return network;
    }

    private static void CheckCount(Option option, string[] given, int layers)
    {
        if (given.Length > 0 && given.Length != layers)
            throw ToolException.BadOption(option.Name, $"it is given {Times(given.Length)}, but the network has {layers} {(layers == 1 ? "layer" : "layers")}. Give it once for each, the first layer first.");
    }

    private float[,] Matrix(string text, int layer, int rows, int columns)
    {
        string[] parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != rows) throw ToolException.BadOption(_weights.Name, $"layer {layer + 1} needs {Rows(rows)} of {Numbers(columns)}, one row for each neuron and ';' between them, but '{text}' has {Rows(parts.Length)}.");
        var matrix = new float[rows, columns];
        for (int r = 0; r < rows; r++)
        {
            float[] row = NumberList.Parse(parts[r]) ?? throw ToolException.BadOption(_weights.Name, $"row {r + 1} of layer {layer + 1}, '{parts[r]}', is not a list of numbers such as 0.9 0.3 0.4.");
            if (row.Length != columns) throw ToolException.BadOption(_weights.Name, $"row {r + 1} of layer {layer + 1} has {Numbers(row.Length)}, but {columns} come in: one weight for each.");
            for (int c = 0; c < columns; c++) matrix[r, c] = row[c];
        }

        return matrix;
    }

    private float[] Vector(string text, int layer, int units)
    {
        float[] numbers = NumberList.Parse(text) ?? throw ToolException.BadOption(_biases.Name, $"'{text}' is not a list of numbers such as 0.1 0.2 0.3.");
        return numbers.Length == units ? numbers : throw ToolException.BadOption(_biases.Name, $"layer {layer + 1} has {units} neurons, but there are {Numbers(numbers.Length)}: one for each neuron.");
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static string Rows(int count) => count == 1 ? "1 row" : $"{count} rows";

    private static string Numbers(int count) => count == 1 ? "1 number" : $"{count} numbers";
}
