using System.CommandLine;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia summary</c>: layers, shapes, weights and biases of a model or of a shape (row B5).</summary>
internal sealed class SummaryCommand : ToolCommand
{
    private readonly Argument<string> _model = new("MODEL|SHAPE") { Description = "A model file, or the widths of a network's layers: 784-15-10." };

    public SummaryCommand()
        : base("summary", "Show the layers of a model or of a shape: weights and biases, counted.",
            new Example("glia summary 784-15-10", "How many numbers such a network has to learn, layer by layer."),
            new Example("glia summary digits.safetensors", "The same for a saved model, with what is known of its training.")) => Add(_model);

    public override int Run(ParseResult input, ToolConsole console)
    {
        string name = input.GetRequiredValue(_model);
        Network network = NetworkShape.IsShape(name) ? NetworkShape.Parse("<MODEL|SHAPE>", name).Create(1) : SavedModel.Load(name);
        if (input.GetValue(GliaTool.Json)) WriteJson(console, name, network);
        else Write(console, network);
        return ExitCodes.Ok;
    }

    /// <summary>The table of layers, and what is known of the training.</summary>
    internal static void Write(ToolConsole console, Network network)
    {
        var table = new TextTable("<layer", "<shape", "<activation", "weights", "biases");
        table.Add("input", network.InputShape.IsImage ? $"{network.InputShape} = {network.Inputs}" : $"{network.Inputs}", "", "", "");
        int inputs = network.Inputs;
        foreach (Layer layer in network.Layers)
        {
            int outputs = layer.Outputs(inputs);
            string shape = layer is Dense ? $"{inputs} → {outputs}" : $"{outputs}";
            string function = layer is Dense dense ? dense.Activation.Name : layer is Dropout dropout ? $"p = {Show.Exact(dropout.Rate)}" : "";
            table.Add(layer.Kind, shape, function, Show.Count(layer.WeightCount(inputs)), Show.Count(layer.BiasCount));
            inputs = outputs;
        }

        table.Total("total", "", "", Show.Count(network.WeightCount), Show.Count(network.BiasCount));
        table.Write(console.Out);
        console.Out.WriteLine();
        console.Out.MarkupLine($"  {Counts(network)}{Show.Count(network.WeightCount)} weights, {Show.Count(network.BiasCount)} biases: {Show.Count(network.ParameterCount)} numbers to learn");
        WriteTraining(console, network);
    }

    /// <summary>The sum behind the weights: 11,760 + 150.</summary>
    private static string Counts(Network network)
    {
        int inputs = network.Inputs;
        var counts = new List<string>();
        foreach (Layer layer in network.Layers)
        {
            if (layer is Dense) counts.Add(Show.Count(layer.WeightCount(inputs)));
            inputs = layer.Outputs(inputs);
        }

        return counts.Count < 2 ? "" : string.Join(" + ", counts) + " = ";
    }

    private static void WriteTraining(ToolConsole console, Network network)
    {
        (string Name, string Value)[] facts = [.. Facts(network)];
        if (facts.Length == 0) return;
        console.Out.WriteLine();
        int width = facts.Max(f => f.Name.Length);
        foreach ((string name, string value) in facts) console.Out.MarkupLine($"  [dim]{Markup.Escape(name.PadRight(width))}[/]  {Markup.Escape(value)}");
    }

    private static IEnumerable<(string Name, string Value)> Facts(Network network)
    {
        if (network.ClassNames.Count > 0) yield return ("classes", string.Join(" ", network.ClassNames));
        if (network.Scaler is not null) yield return ("inputs", network.Scaler.Name);
        if (network.RejectOption is { } option) yield return ("calibrated", $"temperature {Show.Exact(MathF.Round(network.Temperature, 3))}, unsure below {Show.Percent(option.MinimumConfidence)}");
        foreach ((string name, string value) in network.TrainingSummary) yield return (name, value);
    }

    private static void WriteJson(ToolConsole console, string name, Network network) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("network", name);
        NetworkJson.Describe(writer, network);
    });
}
