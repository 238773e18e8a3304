using System.CommandLine;
using Glia.Formats;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia import</c>: a network of another program as a model file (row F3).</summary>
internal sealed class ImportCommand : ToolCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A network as Weka or Wekinator prints it, or a plain network's tensors that PyTorch saved as safetensors. Its content tells which." };
    private readonly Option<string?> _out = Opt.Text("--out", "FILE", "The model file to write, by habit NAME.safetensors.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the model file if it exists.");
    private readonly Option<NameList?> _classes = Opt.Names("--classes", "Names of the classes, in the order of the outputs.");
    private readonly Option<string?> _picture = Opt.Text("--picture", "HxW", "The inputs are a picture's pixels, row after row: 28x28.");
    private readonly WekaOptions _weka = new();
    private readonly PyTorchOptions _torch = new();

    public ImportCommand()
        : base("import", "Make a model file of a network from another program: Weka, Wekinator, PyTorch.",
            new Example("glia import console.txt --out hand.safetensors", "What Wekinator's 'Display in console' printed. It takes and gives values between -1 and 1, to which Weka normalises."),
            new Example("glia import console.txt --out hand.safetensors --input-range 0..1 --output-range 0..127", "The same with the ranges that the recorded examples had: real inputs, real outputs."),
            new Example("glia import net.safetensors --out m.safetensors --activation relu --output softmax", "PyTorch's tensors hold no activations, so they are said here; and so is what was done to the inputs: --scale 255 --mean 0.1307 --deviation 0.3081 after ToTensor() and Normalize((0.1307,), (0.3081,))."))
    {
        Add(_file);
        Group("Result", _out, _force, _classes, _picture);
        Group("From Weka and Wekinator", [.. _weka.All]);
        Group("From PyTorch", [.. _torch.All]);
        Notes =
        [
            ("How to save in PyTorch",
            [
                ("Python", "safetensors.torch.save_file(model.state_dict(), \"net.safetensors\")"),
            ]),
        ];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string file = input.GetRequiredValue(_file);
        string path = input.GetValue(_out) ?? throw ToolException.BadOption(_out.Name, "name the model file to write, such as --out model.safetensors.");
        bool isTorch = ForeignFile.IsSafeTensors(file);
        if (isTorch) RefuseOwn(file);
        Option? foreign = (isTorch ? _weka.All : _torch.All).FirstOrDefault(option => input.GetResult(option) is { Implicit: false });
        if (foreign is not null)
            throw ToolException.BadOption(foreign.Name, isTorch ? "it is for networks that Weka or Wekinator printed, but this file holds tensors." : "it is for tensors that PyTorch saved, but this file is none of those.");
        OutputFile.CheckNew(_out.Name, path, input.GetValue(_force), [file]);
        Network network = isTorch ? _torch.Read(input, file) : _weka.Read(input, file);
        Describe(input, network, file, isTorch ? "PyTorch" : "Weka");
        SavedModel.Save(network, path, file);
        Report(input, console, network, path);
        return ExitCodes.Ok;
    }

    private static void RefuseOwn(string file)
    {
        try
        {
            Network.Load(file);
        }
        catch (InvalidFileException)
        {
            return; // as it should be: it is not of Glia's making
        }

        throw ToolException.BadFile(file, "this is a model of Glia's own, which knows its activations and its scaler: use it as it is.");
    }

    /// <summary>Adds what the options say of inputs and outputs, and where the network comes from.</summary>
    private void Describe(ParseResult input, Network network, string file, string program)
    {
        if (input.GetValue(_classes)?.Names is { } classes)
        {
            if (classes.Length != network.Outputs) throw ToolException.BadOption(_classes.Name, $"{classes.Length} names are given, but the network has {network.Outputs} output{(network.Outputs == 1 ? "" : "s")}: each class has one of its own.");
            if (classes.Length == 1) throw ToolException.BadOption(_classes.Name, "the network has one output, which tells no classes apart by itself. Leave it out.");
            (network.ClassNames, network.Encoding) = (classes, new OneHot());
        }

        if (input.GetValue(_picture) is { } picture) network.InputShape = Shape(picture, network.Inputs);
        string source = $"{Path.GetFileName(file)}, from {program}";
        if (SafeText.IsPlain(source)) network.TrainingSummary = new SortedDictionary<string, string>(network.TrainingSummary.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { ["source"] = source };
    }

    private FeatureShape Shape(string text, int inputs)
    {
        string[] sides = text.Split('x');
        bool isShape = sides.Length == 2 && int.TryParse(sides[0], out int height) && int.TryParse(sides[1], out int width) && height > 0 && width > 0 && (long)height * width == inputs;
        return isShape ? new FeatureShape(int.Parse(sides[0]), int.Parse(sides[1])) : throw ToolException.BadOption(_picture.Name, $"'{text}' is no height and width, such as 28x28, whose pixels are the network's {inputs} inputs.");
    }

    private static void Report(ParseResult input, ToolConsole console, Network network, string path)
    {
        if (input.GetValue(GliaTool.Json))
        {
            JsonOutput.Write(console, writer =>
            {
                writer.WriteString("written", path);
                NetworkJson.Describe(writer, network);
            });
            return;
        }

        SummaryCommand.Write(console, network);
        console.Out.WriteLine();
        console.Out.MarkupLine($"  Written to [green]{Markup.Escape(path)}[/]. Look at any neuron: [green]{Markup.Escape($"{console.Command} weights {Shell.Quote(path)}")}[/]");
    }
}
