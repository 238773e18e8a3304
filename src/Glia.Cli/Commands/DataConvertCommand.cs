using System.CommandLine;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia data convert</c>: between IDX, CSV and folders of PNGs.</summary>
internal sealed class DataConvertCommand : ToolCommand
{
    private readonly Argument<string> _from = new("FROM") { Description = "mnist, an IDX file of pictures, a folder of IDX files, a CSV, or a folder of PNGs by label." };
    private readonly Argument<string> _to = new("TO") { Description = "NAME.csv[.gz], NAME-images-idx3-ubyte[.gz], or a new folder for PNGs." };
    private readonly Option<string?> _part = Opt.Choice<string>("--part", "PART", "Of data that have both: train or test. Default: train.", ["train", "test"], p => p is "train" or "test" ? p : null);
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace files that exist.");

    public DataConvertCommand()
        : base("convert", "Convert data between IDX files, CSV and folders of PNGs.",
            new Example("glia data convert mnist mnist_train.csv", "MNIST's training digits as the table label,p0,…,p783."),
            new Example("glia data convert mnist test-digits --part test", "MNIST's test digits as PNG files, one folder for each digit."),
            new Example("glia data convert my-digits my-images-idx3-ubyte.gz", "A folder of PNGs as a pair of IDX files."))
    {
        Add(_from);
        Add(_to);
        Group("What and how", _part, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string from = input.GetRequiredValue(_from);
        if (from == DataSource.Generated) throw ToolException.BadOption("<FROM>", "'glia data generate' writes generated digits.");
        bool isTest = input.GetValue(_part) == "test";
        if (isTest && !DataSource.HasTestPart(from) && (File.Exists(from) || Directory.Exists(from))) throw ToolException.BadOption(_part.Name, $"'{from}' has one part only. Leave the option out.");
        DataOutput output = DataOutput.Check("<TO>", input.GetRequiredValue(_to), input.GetValue(_force));
        NamedData data = isTest ? ToolData.Test(console, from, "<FROM>") : ToolData.Train(console, from, 1, 1, "<FROM>");
        output.Write(console, data.Data);
        Report(input, console, data.Data, output);
        return ExitCodes.Ok;
    }

    /// <summary>Says what was written.</summary>
    public static void Report(ParseResult input, ToolConsole console, Dataset data, DataOutput output)
    {
        if (!input.GetValue(GliaTool.Json))
        {
            console.Out.MarkupLine($"  {Show.Samples(data.Count)} written to [green]{Markup.Escape(output.Description)}[/]");
            return;
        }

        JsonOutput.Write(console, writer =>
        {
            writer.WriteNumber("samples", data.Count);
            writer.WriteString("written", output.Description);
        });
    }
}
