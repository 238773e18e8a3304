using System.CommandLine;

namespace Glia.Cli;

/// <summary>The options that say what to train and to test on.</summary>
internal sealed class DataOptions
{
    public Option<string?> Data { get; } = Opt.Text("--data", "WHAT", ToolData.Help);

    public Option<int?> Count { get; } = Opt.Int("--count", "N", "How many digits to generate, up to two billion, or toy points to make. More digits than fit into memory are drawn as they are trained on. Default: 60000 digits, 500 points, the 4 of a gate.", WholeRule.Digits);

    public Option<float?> Noise { get; } = Opt.Number("--noise", "SD", "For toy data: how far the points are moved off their places. Default: 0; the square is 2 wide.", NumberRule.Noise);

    public Option<string?> Test { get; } = Opt.Text("--test", "WHAT", "Test data, where --data has none of its own. Default: a tenth of the data is held out.");

    public Option<int?> Validation { get; } = Opt.Int("--validation", "N", "Hold out the last N training samples, measure on them after each epoch, and calibrate on them at the end.", WholeRule.AtLeastOne);

    public Option[] All => [Data, Count, Noise, Test, Validation];

    /// <exception cref="SettingException">Options do not go together.</exception>
    public DataChoice Read(ParseResult input) => Checked(DataChoice.Of(input.GetValue(Data), input.GetValue(Count), input.GetValue(Noise), input.GetValue(Test), input.GetValue(Validation)));

    /// <summary>The choice, if its samples have classes.</summary>
    /// <exception cref="SettingException">They have values.</exception>
    public static DataChoice Checked(DataChoice choice)
    {
        ToolData.CheckHasClasses("data", choice.Data);
        ToolData.CheckHasClasses("test", choice.Test);
        return choice;
    }
}
