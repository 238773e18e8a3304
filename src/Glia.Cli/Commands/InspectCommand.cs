using System.CommandLine;
using System.Globalization;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia inspect</c>: a network from inside (row E8): what its neurons look for, what it takes for each class, which pixels matter, what would change an answer.</summary>
internal sealed class InspectCommand : ToolCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model file." };
    private readonly Option<string?> _data = Opt.Text("--data", "WHAT", "Samples to look at it with: generated, mnist, or a file or folder. Default: the test part of what it was trained on, if that is at hand.");
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Seed of the pictures that excite neurons. Default: 1.");
    private readonly Option<string?> _neuron = Opt.Text("--neuron", "L.K", "One neuron: layer and number, from 1. 1.7 is the seventh of the first hidden layer.");
    private readonly Option<int?> _sample = Opt.Int("--sample", "N", "One sample of the data, from 0: which of its inputs the answer hangs on.", 0);
    private readonly Option<string?> _counterfactual = Opt.Text("--counterfactual", "CLASS", "With --sample: the smallest change that makes the network answer CLASS.");
    private readonly Option<float?> _sure = Opt.Number("--sure", "P", "With --counterfactual: how sure of it the network shall be. Default: 0.5.", "a number from 0 to 1", p => p is >= 0 and <= 1);
    private readonly Option<string?> _out = Opt.Text("--out", "REPORT.html", "Write everything into one HTML page.");
    private readonly Option<string?> _sheets = Opt.Text("--sheets", "FOLDER", "Draw weights.png, classes.png and exciting.png into a folder.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the page and the sheets if they exist.");

    public InspectCommand()
        : base("inspect", "Look inside a model: what each neuron looks for, what it takes for each class, which pixels its answers hang on.",
            new Example("glia inspect digits.safetensors", "Layers, neurons and the ten digits as the network imagines them."),
            new Example("glia inspect digits.safetensors --out report.html", "The whole report as one page: every neuron, every class, saliency and counterfactuals."),
            new Example("glia inspect digits.safetensors --neuron 1.7", "What the seventh hidden neuron looks for."),
            new Example("glia inspect digits.safetensors --data mnist --sample 4 --counterfactual 9", "What is the smallest change of ink that turns this 4 into a 9?"))
    {
        Add(_model);
        Group("With what", _data, _seed);
        Group("Closer", _neuron, _sample, _counterfactual, _sure);
        Group("Result", _out, _sheets, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model);
        string? html = input.GetValue(_out), sheets = input.GetValue(_sheets);
        bool force = input.GetValue(_force);
        Network network = SavedModel.Load(model);
        if (html is not null) OutputFile.CheckNew(_out.Name, html, force, [model]);
        if (sheets is not null) InspectionSheets.Check(_sheets.Name, sheets, force, network, model);
        (int Layer, int Unit)? neuron = Neuron(input, network);
        int? target = Target(input, network, model);
        NamedData? data = ToolData.Load(console, progress => InspectionData.Open(network, model, input.GetValue(_data), progress, console.Cancellation));
        InspectedSample? sample = Sample(input, network, data);

        NetworkInspection inspection;
        using (var line = new LiveLine(console))
        {
            line.Write("  looking inside: layers and classes");
            inspection = NetworkInspection.Of(network, Path.GetFileName(model), data?.Data, data?.Name ?? "", input.GetValue(_seed) ?? 1, console.Cancellation);
            line.Write("  looking inside: what each neuron looks for");
            if (html is not null) WriteReport(html, inspection, sample, target, input.GetValue(_sure) ?? 0.5f, console.Cancellation);
            if (sheets is not null) InspectionSheets.Write(sheets, inspection);
        }

        CounterfactualResult? change = target is { } label ? inspection.Change(sample!.Inputs, label, input.GetValue(_sure) ?? 0.5f) : null;
        if (input.GetValue(GliaTool.Json)) InspectionJson.Write(console, model, inspection, neuron, sample, change, html, sheets);
        else Write(console, model, inspection, neuron, sample, change, html, sheets);
        return ExitCodes.Ok;
    }

    private static void WriteReport(string file, NetworkInspection inspection, InspectedSample? sample, int? target, float sure, CancellationToken cancellation)
    {
        IReadOnlyList<InspectedSample>? samples = sample is null ? null : [sample];
        Page page = InspectionPage.Of(inspection, samples, cancellation);
        if (sample is not null && target is { } label) page = page with { Blocks = [.. page.Blocks, .. ChangeBlocks.Of(inspection, sample, inspection.Change(sample.Inputs, label, sure))] };
        PageFile.Write(file, page);
    }

    private static void Write(ToolConsole console, string model, NetworkInspection inspection, (int Layer, int Unit)? neuron, InspectedSample? sample, CounterfactualResult? change, string? html, string? sheets)
    {
        if (neuron is { } one) TerminalPage.Write(console, InspectedNeuron.Of(inspection, one.Layer, one.Unit));
        if (sample is not null) TerminalPage.Write(console, InspectionSummary.OfSample(inspection, sample, change));
        if (neuron is null && sample is null && html is null && sheets is null) TerminalPage.Write(console, InspectionSummary.Of(inspection, model));
        if (html is not null) console.Out.MarkupLine($"  Report: [green]{Markup.Escape(html)}[/]");
        if (sheets is not null) console.Out.MarkupLine($"  Sheets: [green]{Markup.Escape(string.Join(", ", InspectionSheets.Files(sheets)))}[/]");
    }

    private (int Layer, int Unit)? Neuron(ParseResult input, Network network)
    {
        if (input.GetValue(_neuron) is not { } text) return null;
        int[] dense = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense)];
        string[] parts = text.Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int layer) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int unit))
            throw ToolException.BadOption(_neuron.Name, $"'{text}' is not a layer and a neuron such as 1.7.");
        if (layer < 1 || layer > dense.Length) throw ToolException.BadOption(_neuron.Name, $"{layer} is not one of the network's layers, 1 to {dense.Length}.");
        int units = network.Weights(dense[layer - 1]).Out;
        if (unit < 1 || unit > units) throw ToolException.BadOption(_neuron.Name, $"{unit} is not one of the neurons of layer {layer}, 1 to {units}.");
        return (layer - 1, unit - 1);
    }

    private int? Target(ParseResult input, Network network, string model)
    {
        if (input.GetValue(_counterfactual) is not { } name)
        {
            if (input.GetValue(_sure) is not null) throw ToolException.BadOption(_sure.Name, "it is for --counterfactual. Add that, or leave this out.");
            return null;
        }

        if (input.GetValue(_sample) is null) throw ToolException.BadOption(_counterfactual.Name, "a sample to change is missing. Add --sample N.");
        if (network.ClassNames.Count == 0) throw ToolException.BadOption(_counterfactual.Name, $"{model} does not tell classes apart, so no answer can become another.");
        for (int c = 0; c < network.ClassNames.Count; c++)
            if (network.ClassNames[c] == name) return c;
        throw ToolException.BadOption(_counterfactual.Name, $"'{name}' is none of the classes {string.Join(", ", network.ClassNames.Take(20))}{(network.ClassNames.Count > 20 ? " …" : "")}.");
    }

    private InspectedSample? Sample(ParseResult input, Network network, NamedData? data)
    {
        if (input.GetValue(_sample) is not { } index) return null;
        if (data is null) throw ToolException.BadOption(_sample.Name, "there are no data to take a sample from. Name them with --data.");
        if (index >= data.Data.Count) throw ToolException.BadOption(_sample.Name, $"{index} is not one of the samples 0 to {data.Data.Count - 1} of {data.Name}.");
        return InspectedSample.Of(network, data.Data, index);
    }
}
