using System.CommandLine;

namespace Glia.Cli;

/// <summary><c>glia data generate</c>: draws digits into files.</summary>
internal sealed class DataGenerateCommand : ToolCommand
{
    private const int Most = 1_000_000;

    private readonly Argument<int> _count = new("N") { Description = $"How many digits, 1 to {Most}.", CustomParser = ParseCount };
    private readonly Argument<string> _to = new("TO") { Description = "NAME.csv[.gz], NAME-images-idx3-ubyte[.gz], or a new folder for PNGs." };
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Which digits: the same seed gives the same ones. Default: 1.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace files that exist.");

    public DataGenerateCommand()
        : base("generate", "Draw digits that look handwritten, into files.",
            new Example("glia data generate 1000 my-digits", "1,000 digits as PNG files, one folder for each digit."),
            new Example("glia data generate 60000 train-images-idx3-ubyte.gz --seed 7", "60,000 digits as a pair of IDX files."))
    {
        Add(_count);
        Add(_to);
        Group("What and how", _seed, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        DataOutput output = DataOutput.Check("<TO>", input.GetRequiredValue(_to), input.GetValue(_force));
        NamedData data = ToolData.Train(console, DataSource.Generated, input.GetValue(_count), input.GetValue(_seed) ?? 1);
        output.Write(console, data.Data);
        DataConvertCommand.Report(input, console, data.Data, output);
        return ExitCodes.Ok;
    }

    private static int ParseCount(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most) return count;
        result.AddError($"<N>: '{text}' is not a number of digits, 1 to {Most}.");
        return 0;
    }
}
