using System.CommandLine;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia export</c>: a network for other programs, as C#, ONNX or Weka's text (row F3).</summary>
internal sealed class ExportCommand : ToolCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model file." };
    private readonly Argument<string> _file = new("FILE") { Description = "What to write: NAME.cs, NAME.onnx, or NAME.txt for Weka's text." };
    private readonly Option<ExportFormat?> _as = Opt.Choice("--as", "FORMAT", $"{string.Join(", ", ExportFormat.All.Select(f => f.Name))}. Default: what the file's ending says.", [.. ExportFormat.All.Select(f => f.Name)], ExportFormat.Find);
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the file if it exists.");
    private readonly Option<string?> _class = Opt.Text("--class", "NAME", "Name of the class. Default: the file's name.");
    private readonly Option<string?> _namespace = Opt.Text("--namespace", "NAME", "Namespace of the class. Default: none.");

    public ExportCommand()
        : base("export", "Write a model for other programs: as C# source, as ONNX, or as the text that Weka and Wekinator print.",
            new Example("glia export digits.safetensors Digits.cs", "One C# file that needs no package and gives the same outputs to the bit: Digits.Predict(pixels), and Digits.SelfCheck()."),
            new Example("glia export digits.safetensors digits.onnx", "For Python, JavaScript, C++, phones: every ONNX runtime reads it."),
            new Example("glia export sines.safetensors sines.txt", "A network of sigmoid layers as Wekinator shows it under 'Display in console'."))
    {
        Add(_model);
        Add(_file);
        Group("Result", _as, _force);
        Group("C#", _class, _namespace);
        Notes =
        [
            ("What goes along",
            [
                ("csharp", "Scaler, temperature, class names, and samples with their outputs for a self-check. For up to 2,000,000 weights."),
                ("onnx", "The same. Outputs agree to about six digits: other runtimes add up in another order."),
                ("weka", "The weights. Sigmoid layers with sigmoid or linear outputs; the scaler stays behind."),
            ]),
        ];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model), file = input.GetRequiredValue(_file);
        ExportFormat format = input.GetValue(_as) ?? ExportFormat.OfFile("<FILE>", file);
        CSharpNames names = Names(input, file, format);
        Network network = SavedModel.Load(model);
        OutputFile.CheckNew("<FILE>", file, input.GetValue(_force), [model]);
        try
        {
            format.Write(network, file, names);
        }
        catch (InvalidOperationException e)
        {
            throw ToolException.BadFile(model, e.Message, e);
        }

        Report(input, console, network, format, file, names);
        return ExitCodes.Ok;
    }

    private CSharpNames Names(ParseResult input, string file, ExportFormat format)
    {
        string? type = input.GetValue(_class), space = input.GetValue(_namespace);
        if (format.Name != "csharp" && (type ?? space) is not null) throw ToolException.BadOption(type is null ? _namespace.Name : _class.Name, $"it names things in C#, but the file is to be {format.Title}.");
        if (type is not null && !CSharpNames.IsClass(type)) throw ToolException.BadOption(_class.Name, $"'{type}' cannot name the class: letters and digits that begin with a letter, and no word that C# or the class itself uses.");
        if (space is not null && !CSharpNames.IsNamespace(space)) throw ToolException.BadOption(_namespace.Name, $"'{space}' cannot name a namespace: names of letters and digits with dots between them, such as My.App.");
        return (type is null ? CSharpNames.FromFile(file) : new CSharpNames(type)) with { Namespace = space };
    }

    private static void Report(ParseResult input, ToolConsole console, Network network, ExportFormat format, string file, CSharpNames names)
    {
        long bytes = new FileInfo(file).Length;
        string[] use = format.Use(network, file, names);
        if (input.GetValue(GliaTool.Json))
        {
            JsonOutput.Write(console, writer =>
            {
                writer.WriteString("written", file);
                writer.WriteString("format", format.Name);
                writer.WriteNumber("bytes", bytes);
                if (format.Name == "csharp") writer.WriteString("class", names.Namespace is null ? names.Class : $"{names.Namespace}.{names.Class}");
                writer.WriteNumber("inputs", network.Inputs);
                writer.WriteNumber("outputs", network.Outputs);
                writer.WriteStartArray("use");
                foreach (string line in use) writer.WriteStringValue(line);
                writer.WriteEndArray();
            });
            return;
        }

        console.Out.MarkupLine($"  Written to [green]{Markup.Escape(file)}[/] as {format.Title}, {Show.Count(bytes)} bytes. To use it:");
        foreach (string line in use) console.Out.MarkupLine($"      {Markup.Escape(line)}");
    }
}
