using System.CommandLine;
using System.Globalization;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia show</c>: one sample as a picture, as the grid of 0 and * and as numbers (row E2).</summary>
internal sealed class ShowCommand : ToolCommand
{
    private const int FloatsPerRow = 28;

    private readonly Argument<int> _index = new("INDEX") { Description = "Number of the sample, from 0.", CustomParser = ParseIndex };
    private readonly Option<string?> _data = Opt.Text("--data", "WHAT", ToolData.Help);
    private readonly Option<string?> _part = Opt.Choice<string>("--part", "PART", "Of data that have both: train or test. Default: train.", ["train", "test"], p => p is "train" or "test" ? p : null);
    private readonly Option<string?> _as = Opt.Choice<string>("--as", "HOW", "picture, grid (0 for paper, * for ink), floats (each pixel ÷ 256), or all. Default: picture; toy data are always shown as their two numbers.",
        ["picture", "grid", "floats", "all"], a => a is "picture" or "grid" or "floats" or "all" ? a : null);
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Seed of generated digits and toy points. Default: 1.");

    public ShowCommand()
        : base("show", "Show one sample: as a picture, as a grid of 0 and *, as numbers.",
            new Example("glia show 4", "The fifth generated digit, as a picture."),
            new Example("glia show --data mnist 0 --as grid", "MNIST's first training digit as 28 lines of 0 and *."),
            new Example("glia show --data xor 2", "The third point of a truth table, and its class."),
            new Example("glia show --data mnist --part test 9 --as all", "Everything about a test digit: picture, grid and its 784 numbers."))
    {
        Add(_index);
        Group("Data", _data, _part, _seed);
        Group("Form", _as);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        int index = input.GetValue(_index);
        (NamedData named, int at) = Open(input, console, index);
        Dataset data = named.Data;
        if (at >= data.Count) throw ToolException.BadOption("<INDEX>", $"{index} is not one of the samples 0 to {data.Count - 1} of {named.Name}.");
        float[] pixels = data.Features(at);
        bool isToy = DataSource.Toy(input.GetValue(_data) ?? DataSource.Default) is not null;
        string label = data.ClassNames[data.Label(at)];
        if (input.GetValue(GliaTool.Json)) WriteJson(console, named.Name, index, label, pixels, data.Shape);
        else if (isToy) WritePoint(console, named.Name, index, label, pixels);
        else Write(console, input.GetValue(_as) ?? "picture", named.Name, index, label, pixels, data.Shape);
        return ExitCodes.Ok;
    }

    private (NamedData Data, int Index) Open(ParseResult input, ToolConsole console, int index)
    {
        string spec = input.GetValue(_data) ?? DataSource.Default;
        bool isTest = input.GetValue(_part) == "test";
        if (spec == DataSource.Generated && !isTest)
        {
            // Generated digits have no end: only the one asked for is drawn.
            ulong seed = input.GetValue(_seed) ?? 1;
            return (new(HandwrittenDigits.Generate(1, seed, index), $"generated digits (seed {seed})"), 0);
        }

        if (DataSource.Toy(spec) is not null && !isTest) return (ToolData.Train(console, spec, 1, input.GetValue(_seed) ?? 1), index);
        if (input.GetValue(_seed) is not null) throw ToolException.BadOption(_seed.Name, "it is for generated digits and toy points to train on only. Leave it out.");
        if (isTest && !DataSource.HasTestPart(spec) && (File.Exists(spec) || Directory.Exists(spec))) throw ToolException.BadOption(_part.Name, $"'{spec}' has one part only. Leave the option out.");
        return (isTest ? ToolData.Test(console, spec) : ToolData.Train(console, spec, 1, 1), index);
    }

    private static void Write(ToolConsole console, string form, string name, int index, string label, float[] pixels, FeatureShape shape)
    {
        console.Out.MarkupLine(Markup.Escape($"Sample {index} of {name}: {label}"));
        bool all = form == "all";
        if (form == "picture" || all) Section(console, Picture.Lines(pixels, shape, console.HasColor, console.Width), isMarkup: true);
        if (form == "grid" || all) Section(console, Grid(pixels, shape), isMarkup: false);
        if (form == "floats" || all) Section(console, Floats(pixels, shape), isMarkup: false);
    }

    private static void WritePoint(ToolConsole console, string name, int index, string label, float[] point)
    {
        console.Out.MarkupLine(Markup.Escape($"Sample {index} of {name}: {label}"));
        console.Out.WriteLine();
        console.Out.WriteLine($"x = {Show.Exact(point[0])}, y = {Show.Exact(point[1])}");
    }

    private static void Section(ToolConsole console, IEnumerable<string> lines, bool isMarkup)
    {
        console.Out.WriteLine();
        foreach (string line in lines)
        {
            if (isMarkup) console.Out.MarkupLine(line.TrimEnd());
            else console.OutWriter.WriteLine(line);
        }
    }

    /// <summary>0 where there is no ink at all, * where there is some.</summary>
    private static IEnumerable<string> Grid(float[] pixels, FeatureShape shape) =>
        Enumerable.Range(0, shape.Height).Select(y => string.Concat(Enumerable.Range(y * shape.Width, shape.Width).Select(i => pixels[i] == 0 ? '0' : '*')));

    /// <summary>Bytes ÷ 256, which is exact in a float and in the eight decimals written; other values as they are. One line for each row of a picture.</summary>
    private static IEnumerable<string> Floats(float[] pixels, FeatureShape shape)
    {
        int width = shape.IsImage ? shape.Width : FloatsPerRow;
        return pixels.Select(p => (p / 256).ToString(CultureInfo.InvariantCulture)).Chunk(width).Select(row => string.Join(' ', row));
    }

    private static void WriteJson(ToolConsole console, string name, int index, string label, float[] pixels, FeatureShape shape) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("data", name);
        writer.WriteNumber("index", index);
        writer.WriteString("label", label);
        writer.WriteNumber("height", shape.Height);
        writer.WriteNumber("width", shape.Width);
        writer.WriteStartArray("grid");
        foreach (string line in Grid(pixels, shape)) writer.WriteStringValue(line);
        writer.WriteEndArray();
        writer.Numbers("raw", pixels);
        writer.Numbers("floats", pixels.Select(p => p / 256).ToArray());
    });

    private static int ParseIndex(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return index;
        result.AddError($"<INDEX>: '{text}' is not the number of a sample, 0 or more.");
        return 0;
    }
}
