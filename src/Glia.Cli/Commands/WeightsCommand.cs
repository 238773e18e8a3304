using System.CommandLine;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia weights</c>: the weights and the bias of any neuron as a table (row B7).</summary>
internal sealed class WeightsCommand : ToolCommand
{
    private const int PerRow = 10;

    private readonly Argument<string?> _model = new("MODEL") { Description = "A model file; none with --shape.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> _layer = Opt.Int("--layer", "N", "Layer with weights, from 1. Default: 1.", 1);
    private readonly Option<int?> _neuron = Opt.Int("--neuron", "K", "Neuron of that layer, from 1. Default: 1.", 1);
    private readonly Option<string?> _shape = Opt.Text("--shape", "SHAPE", "Instead of a model: a new network of that shape, 784-15-10, with random starting weights.");
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Seed of the random starting weights. Default: 1.");
    private readonly Option<Initializer?> _init = Opt.Choice("--init", "NAME",
        "How starting weights and biases are drawn: " + string.Join(", ", Initializer.All.Select(i => i.Name)) + ". Default: normal.", [.. Initializer.All.Select(i => i.Name)], Initializer.Find);

    public WeightsCommand()
        : base("weights", "Show the weights and the bias of any neuron, trained or still random.",
            new Example("glia weights --shape 784-15-10 --seed 1 --init normal --layer 2 --neuron 3", "The random starting weights of the third output neuron: 15 weights and a bias."),
            new Example("glia weights digits.safetensors --layer 1 --neuron 7", "What the seventh hidden neuron of a trained model has learned."))
    {
        Add(_model);
        Group("Which neuron", _layer, _neuron);
        Group("Random weights", _shape, _seed, _init);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        Network network = Open(input);
        int[] dense = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense)];
        int layer = input.GetValue(_layer) ?? 1, neuron = input.GetValue(_neuron) ?? 1;
        if (layer > dense.Length) throw ToolException.BadOption(_layer.Name, $"{layer} is not one of the network's layers, 1 to {dense.Length}.");
        WeightMatrix matrix = network.Weights(dense[layer - 1]);
        if (neuron > matrix.Out) throw ToolException.BadOption(_neuron.Name, $"{neuron} is not one of the layer's neurons, 1 to {matrix.Out}.");
        float[] weights = matrix.Row(neuron - 1);
        Span<float> biases = network.Biases(dense[layer - 1]);
        float? bias = biases.IsEmpty ? null : biases[neuron - 1];
        if (input.GetValue(GliaTool.Json)) WriteJson(console, layer, neuron, weights, bias);
        else Write(console, network, dense.Length, layer, neuron, weights, bias);
        return ExitCodes.Ok;
    }

    private Network Open(ParseResult input)
    {
        string? model = input.GetValue(_model), shape = input.GetValue(_shape);
        if (model is not null && shape is not null) throw ToolException.BadOption(_shape.Name, "give a model or a shape, not both.");
        if (model is null && shape is null) throw ToolException.BadOption("<MODEL>", "a model file is missing. Name one, or use --shape 784-15-10 for random starting weights.");
        if (shape is not null) return NetworkShape.Parse(_shape.Name, shape).Create(input.GetValue(_seed) ?? 1, input.GetValue(_init) ?? Initializer.Normal);
        if (input.GetValue(_seed) is not null) throw ToolException.BadOption(_seed.Name, "it is for random weights of --shape; a model has its own.");
        if (input.GetValue(_init) is not null) throw ToolException.BadOption(_init.Name, "it is for random weights of --shape; a model has its own.");
        return SavedModel.Load(model!);
    }

    private static void Write(ToolConsole console, Network network, int layers, int layer, int neuron, float[] weights, float? bias)
    {
        string place = layer == layers ? "outputs" : "hidden";
        console.Out.MarkupLine($"  [bold]Layer {layer} of {layers} ({place}), neuron {neuron}[/]: {Show.Count(weights.Length)} weights from {(layer == 1 ? $"the {network.Inputs} inputs" : $"the neurons of layer {layer - 1}")}");
        console.Out.WriteLine();
        int columns = console.Width >= 96 ? PerRow : 5;
        var table = new TextTable(["<from", "weights", .. Enumerable.Repeat("", columns - 1)]);
        for (int start = 0; start < weights.Length; start += columns)
            table.Add([$"{start + 1}–{Math.Min(weights.Length, start + columns)}", .. Enumerable.Range(start, columns).Select(i => i < weights.Length ? Show.Weight(weights[i]) : "")]);
        table.Write(console.Out);
        console.Out.WriteLine();
        console.Out.MarkupLine(bias is { } b ? $"  bias {Show.Weight(b)}" : "  no bias");
        double mean = weights.Average(w => (double)w), deviation = Math.Sqrt(weights.Average(w => (w - mean) * (w - mean)));
        console.Out.MarkupLine($"  mean {Show.Weight((float)mean)}, standard deviation {Show.Weight((float)deviation)[1..]}, smallest {Show.Weight(weights.Min())}, largest {Show.Weight(weights.Max())}");
    }

    private static void WriteJson(ToolConsole console, int layer, int neuron, float[] weights, float? bias) => JsonOutput.Write(console, writer =>
    {
        writer.WriteNumber("layer", layer);
        writer.WriteNumber("neuron", neuron);
        writer.Numbers("weights", weights);
        if (bias is { } b) writer.WriteNumber("bias", b);
        else writer.WriteNull("bias");
    });
}
