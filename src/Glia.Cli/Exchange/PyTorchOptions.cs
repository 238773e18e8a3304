using System.CommandLine;
using System.Globalization;

namespace Glia.Cli;

/// <summary>What a file of tensors does not say, on the command line.</summary>
internal sealed class PyTorchOptions
{
    // Those that need no data to be measured on.
    private static readonly Scaling[] Scalings = [.. Scaling.All.Where(scaling => scaling.Name is not ("standardise" or "deviation"))];

    public Option<Activation?> Hidden { get; } = Choice("--activation", $"Of the hidden layers: {Names(Activation.All)}.");

    public Option<Activation?> Output { get; } = Choice("--output", "Of the last layer: softmax after training with CrossEntropyLoss, sigmoid after BCEWithLogitsLoss, identity for numbers.");

    public Option<NameList?> Order { get; } = Opt.Names("--order", "The layers from first to last, fc_in,fc_out, where their names do not sort in that order.");

    public Option<Scaling?> Scale { get; } = Opt.Choice("--scale", "HOW", $"What was done to raw inputs: {string.Join(", ", Scalings.Select(s => s.Name))} (255: divided by 255, as ToTensor does). Default: none.",
        [.. Scalings.Select(s => s.Name)], name => Scalings.FirstOrDefault(s => s.Name == name));

    public Option<float?> Mean { get; } = Opt.Number("--mean", "M", "And after that: taken away, as Normalize((M,), (S,)) does. Default: 0.", "a number", _ => true);

    public Option<float?> Deviation { get; } = Opt.Number("--deviation", "S", "And after that: divided by. Default: 1.", "a number greater than 0 of ordinary size", s => s > 0 && float.IsFinite(1 / s));

    public IEnumerable<Option> All => [Hidden, Output, Order, Scale, Mean, Deviation];

    /// <summary>Reads the network.</summary>
    /// <exception cref="ToolException">An activation is missing.</exception>
    public Network Read(ParseResult input, string file)
    {
        Activation hidden = input.GetValue(Hidden) ?? throw Missing(Hidden, "relu");
        Activation output = input.GetValue(Output) ?? throw Missing(Output, "softmax");
        return Network.ImportPyTorch(file, new PyTorchLayers(hidden, output) { Scaler = Scaler(input), Order = input.GetValue(Order)?.Names ?? [] });
    }

    private static ToolException Missing(Option option, string example) =>
        ToolException.BadOption(option.Name, $"a file of tensors does not say what lies between its layers, so this must be given, such as {option.Name} {example}.");

    /// <summary>x′ = (scaled x − mean) / deviation, as one factor and one offset.</summary>
    private Scaler? Scaler(ParseResult input)
    {
        Scaling? scaling = input.GetValue(Scale);
        float? mean = input.GetValue(Mean), deviation = input.GetValue(Deviation);
        Scaler? first = scaling?.Create(null!); // none of these looks at data
        if (mean is null && deviation is null) return first;
        (double scale, double shift) = (first?.Scale[0] ?? 1, first?.Shift[0] ?? 0);
        string name = string.Create(CultureInfo.InvariantCulture, $"({first?.Name ?? "x"} - {mean ?? 0}) / {deviation ?? 1}");
        return Glia.Scaler.FromNumbers(name, [(float)(scale / (deviation ?? 1))], [(float)((shift - (mean ?? 0)) / (deviation ?? 1))]);
    }

    private static Option<Activation?> Choice(string name, string description) => Opt.Choice(name, "NAME", description, [.. Activation.All.Select(a => a.Name)], Activation.Find);

    private static string Names(IEnumerable<Activation> activations) => string.Join(", ", activations.Select(a => a.Name));
}
