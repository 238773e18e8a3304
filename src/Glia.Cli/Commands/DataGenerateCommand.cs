using System.CommandLine;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary><c>glia data generate</c>: draws digits into files.</summary>
internal sealed class DataGenerateCommand : ToolCommand
{
    private const int Most = 2_000_000_000, MostInFiles = 1_000_000;

    private readonly Argument<int> _count = new("N") { Description = $"How many digits: 1 to {MostInFiles} as a table or PNGs, to {Most} as IDX files.", CustomParser = ParseCount };
    private readonly Argument<string> _to = new("TO") { Description = "NAME.csv[.gz], NAME-images-idx3-ubyte[.gz], or a new folder for PNGs." };
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Which digits: the same seed gives the same ones. Default: 1.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace files that exist.");

    public DataGenerateCommand()
        : base("generate", "Draw digits that look handwritten, into files.",
            new Example("glia data generate 1000 my-digits", "1,000 digits as PNG files, one folder for each digit."),
            new Example("glia data generate 60000 train-images-idx3-ubyte.gz --seed 7", "60,000 digits as a pair of IDX files."),
            new Example("glia data generate 50000000 large-images-idx3-ubyte", "39 gigabytes: more than the memory, for 'glia train --data large-images-idx3-ubyte'."))
    {
        Add(_count);
        Add(_to);
        Group("What and how", _seed, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        int count = input.GetValue(_count);
        DataOutput output = DataOutput.Check("<TO>", input.GetRequiredValue(_to), input.GetValue(_force));
        if (!output.IsIdx && count > MostInFiles) throw ToolException.BadOption("<N>", $"{Show.Count(count)} digits are too many for a table or PNGs, which take {Show.Count(MostInFiles)}. Name IDX files: NAME-images-idx3-ubyte.");
        Dataset digits = HandwrittenDigits.Drawn(count, input.GetValue(_seed) ?? 1);
        output.CheckRoom("<TO>", digits);
        output.Write(console, digits);
        DataConvertCommand.Report(input, console, digits, output);
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
