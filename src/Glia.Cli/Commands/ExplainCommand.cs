using System.CommandLine;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia explain</c>: one prediction or one training step with every number in it, forward and backward (rows B3 and C6).</summary>
internal sealed class ExplainCommand : ToolCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model file, or the widths of a network's layers: 3-3-3." };
    private readonly Argument<string> _sample = new("INPUT") { Description = "What goes in: numbers (0.9,0.1,0.8), a PNG picture, or a sample of data by its number (mnist:7, generated:3, my.csv:0)." };
    private readonly Option<string?> _target = Opt.Text("--target", "T", "What should come out: a class, or a number for each output. Default: the sample's own where its data have one, else forward only.");
    private readonly Option<Loss?> _loss = Opt.Choice("--loss", "NAME", "What the step makes small: " + string.Join(", ", Loss.All.Select(l => l.Name)) + ". Default: cross-entropy after softmax, else half-squared-error.",
        [.. Loss.All.Select(l => l.Name)], Loss.Find);

    private readonly Option<float?> _rate = Opt.Number("--lr", "RATE", "Learning rate α. Default: 0.1.", "a number greater than 0", r => r > 0);
    private readonly ExplainedNetwork _network = new();
    private readonly Option<int?> _layer = Opt.Int("--layer", "N", "One neuron in full: its layer, from 1. Default with --neuron: 1.", 1);
    private readonly Option<int?> _neuron = Opt.Int("--neuron", "K", "One neuron in full: its number in the layer, from 1. Default with --layer: 1.", 1);
    private readonly Option<int?> _top = Opt.Int("--top", "N", "Of wide layers, how many of the largest numbers are shown one by one. Default: 5.", 1, 100);
    private readonly Option<int?> _precision = Opt.Int("--precision", "N", "Decimals, 3 to 6. Default: 4.", 3, 6);
    private readonly Option<string?> _html = Opt.Text("--html", "FILE", "Write the explanation as an HTML page.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the page if it exists.");

    public ExplainCommand()
        : base("explain", "Explain one prediction or one training step, with every number: sums, activations, loss, deltas, gradients, new weights.",
            new Example("glia explain 3-3-3 0.9,0.1,0.8 --w '0.9 0.3 0.4; 0.2 0.8 0.2; 0.1 0.5 0.6' --w '0.3 0.7 0.5; 0.6 0.5 0.2; 0.8 0.1 0.9' --target 0.99,0.01,0.01", "A network with weights of your own: forward, back, and the weights after one step."),
            new Example("glia explain 2-2-1 1,0 --target 1 --seed 7", "One step of a small random network that is to learn XOR."),
            new Example("glia explain digits.safetensors my-digit.png --target 7", "A trained network and a picture: of wide layers, what counts most."),
            new Example("glia explain digits.safetensors mnist:7 --layer 1 --neuron 3", "One neuron in full."),
            new Example("glia explain digits.safetensors mnist:7 --html page.html", "The same as a page, with pictures."))
    {
        Add(_model);
        Add(_sample);
        Group("The step", _target, _loss, _rate);
        Group("A network of your own, where MODEL is a shape", _network.Options);
        Group("What is shown", _layer, _neuron, _top, _precision);
        Group("Result", _html, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model);
        string? html = input.GetValue(_html);
        if (html is not null) OutputFile.CheckNew(_html.Name, html, input.GetValue(_force), new[] { model, input.GetRequiredValue(_sample) }.Where(File.Exists));
        Network network = _network.Open(input, model);
        ExplainedSample sample = ExplainedSample.Read(console, network, model, input.GetRequiredValue(_sample));
        (int Layer, int Unit)? neuron = Neuron(input, network);
        var options = new ExplainOptions { Top = input.GetValue(_top) ?? 5, Decimals = input.GetValue(_precision) ?? 4 };
        StepTrace? step = Step(input, network, sample);
        if (step is not null && network.Temperature != 1)
            sample = sample with { Warnings = [.. sample.Warnings, "this network is calibrated, but training goes by the temperature 1, so the outputs here are surer or less sure than those that it predicts."] };
        ForwardTrace trace = step?.Forward ?? ForwardTrace.Of(network, sample.Features);
        if (html is not null || !input.GetValue(GliaTool.Json)) Show(input, console, html, ToPage(input, trace, step, neuron, sample, options));
        if (input.GetValue(GliaTool.Json)) WriteJson(console, model, input.GetRequiredValue(_sample), sample, trace, step, options, html);
        return ExitCodes.Ok;
    }

    /// <summary>The step; null where no target is known, so that there is nothing to go back from.</summary>
    private StepTrace? Step(ParseResult input, Network network, ExplainedSample sample)
    {
        float[]? targets = input.GetValue(_target) is { } text ? Targets(network, text) : sample.Targets;
        if (targets is null)
        {
            foreach (Option option in new Option[] { _loss, _rate })
                if (input.GetResult(option) is { Implicit: false }) throw ToolException.BadOption(option.Name, "it is for the way back, which needs to know what should come out. Add --target.");
            return null;
        }

        Activation output = ((Dense)network.Layers[^1]).Activation;
        Loss loss = input.GetValue(_loss) ?? (output == Activation.Softmax ? new CrossEntropy() : new HalfSquaredError());
        try
        {
            return StepTrace.Of(network, loss, sample.Features, targets, input.GetValue(_rate) ?? 0.1f);
        }
        catch (ArgumentException e)
        {
            throw ToolException.BadOption(output.HasSlope ? _loss.Name : _target.Name, e.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private float[] Targets(Network network, string text)
    {
        int label = Enumerable.Range(0, network.ClassNames.Count).FirstOrDefault(c => network.ClassNames[c] == text, -1);
        if (label >= 0)
        {
            var targets = new float[network.Outputs];
            (network.Encoding ?? TargetEncoding.For(network.ClassNames.Count, network.Outputs)).Encode(label, targets);
            return targets;
        }

        if (NumberList.Parse(text) is { } numbers && numbers.Length == network.Outputs) return numbers;
        string classes = network.ClassNames.Count > 0 ? $"none of the classes {string.Join(" ", network.ClassNames.Take(12))}{(network.ClassNames.Count > 12 ? " …" : "")}, and " : "";
        throw ToolException.BadOption(_target.Name, $"'{text}' is {classes}not {(network.Outputs == 1 ? "a number" : $"{network.Outputs} numbers, one for each output, with commas between them")}.");
    }

    private Page ToPage(ParseResult input, ForwardTrace trace, StepTrace? step, (int Layer, int Unit)? neuron, ExplainedSample sample, ExplainOptions options)
    {
        Page page = neuron is var (layer, unit)
            ? step is null ? NeuronPage.Of(trace, layer, unit, options) : NeuronPage.Of(step, layer, unit, options)
            : step is null ? ExplainPage.Of(trace, options) : ExplainPage.Of(step, options);
        IEnumerable<Block> about = [new Glia.Pages.Paragraph($"Input: {sample.Name}."), .. sample.Warnings.Select(w => new Glia.Pages.Paragraph($"**Mind:** {w}"))];
        return page with { Blocks = [.. about, .. page.Blocks, .. Next(input, trace.Network, step is null, neuron is null)] };
    }

    /// <summary>The one neuron to show, as the library counts; null for all.</summary>
    private (int Layer, int Unit)? Neuron(ParseResult input, Network network)
    {
        if (input.GetValue(_layer) is null && input.GetValue(_neuron) is null) return null;
        int[] dense = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense)];
        int layer = input.GetValue(_layer) ?? 1, neuron = input.GetValue(_neuron) ?? 1;
        if (layer > dense.Length) throw ToolException.BadOption(_layer.Name, $"{layer} is not one of the network's layers, 1 to {dense.Length}.");
        int units = network.Weights(dense[layer - 1]).Out;
        if (neuron > units) throw ToolException.BadOption(_neuron.Name, $"{neuron} is not one of the layer's neurons, 1 to {units}.");
        return (dense[layer - 1], neuron - 1);
    }

    /// <summary>What to type next, ready to be copied.</summary>
    private IEnumerable<Block> Next(ParseResult input, Network network, bool isForwardOnly, bool isWhole)
    {
        string line = Line(input);
        var next = new List<CommandLine>();
        string target = network.ClassNames.Count > 0 ? Shell.Quote(network.ClassNames[0]) : string.Join(',', Enumerable.Range(0, network.Outputs).Select(i => i == 0 ? "1" : "0"));
        if (isForwardOnly && network.Outputs <= 20) next.Add(new($"{line} --target {target}", "The way back as well: say what should have come out."));
        if (isWhole) next.Add(new($"{line} --layer 1 --neuron 1", "One neuron in full."));
        if (input.GetValue(_html) is null) next.Add(new($"{line} --html page.html", "As a page with pictures."));
        if (next.Count > 0) yield return new Commands("Next", next);
    }

    /// <summary>The command as it was typed, but for where the result goes.</summary>
    private string Line(ParseResult input)
    {
        string[] words = [.. input.Tokens.Select(t => t.Value)];
        string[] gone = [_force.Name, GliaTool.Json.Name, _html.Name];
        return "glia " + string.Join(' ', words.Where((word, i) => !gone.Contains(word, StringComparer.Ordinal) && !(i > 0 && words[i - 1] == _html.Name)).Select(Shell.Quote));
    }

    private static void Show(ParseResult input, ToolConsole console, string? html, Page page)
    {
        if (html is null)
        {
            TerminalPage.Write(console, page);
            return;
        }

        PageFile.Write(html, page);
        if (!input.GetValue(GliaTool.Json)) console.Out.MarkupLine($"  {Markup.Escape(page.Title)}: [green]{Markup.Escape(html)}[/]");
    }

    private static void WriteJson(ToolConsole console, string model, string text, ExplainedSample sample, ForwardTrace trace, StepTrace? step, ExplainOptions options, string? html) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteString("input", text);
        writer.WriteString("sample", sample.Name);
        ExplainJson.Write(writer, trace);
        if (step is not null) ExplainJson.Write(writer, step, options);
        if (html is not null) writer.WriteString("page", html);
    });
}
