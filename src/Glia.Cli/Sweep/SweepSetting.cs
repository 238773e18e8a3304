using System.CommandLine;

namespace Glia.Cli;

/// <summary>An option of a recipe that a sweep can vary.</summary>
/// <param name="Name">The option, such as <c>--lr</c>.</param>
/// <param name="Separator">What stands between two values of a list; null where values hold such signs themselves, so that the option is given once for each.</param>
internal sealed record SweepSetting(string Name, char? Separator)
{
    private static readonly Dictionary<string, SweepSetting> Special = new SweepSetting[]
    {
        new("--lr", ',') { Label = "learning rate", IsNumber = true, IsLog = true, HasRange = true },
        new("--epochs", ',') { IsNumber = true, IsWhole = true, HasRange = true },
        new("--batch", ',') { Label = "samples per batch", IsNumber = true, IsLog = true, IsWhole = true, HasRange = true },
        new("--layers", '/') { Label = "units in the hidden layers", IsNumber = true, IsLog = true },
        new("--momentum", ',') { IsNumber = true, HasRange = true },
        new("--dropout", ',') { IsNumber = true, HasRange = true },
        new("--label-smoothing", ',') { IsNumber = true, HasRange = true },
        new("--l1", ',') { IsNumber = true, IsLog = true, HasRange = true },
        new("--l2", ',') { IsNumber = true, IsLog = true, HasRange = true },
        new("--clip", ',') { IsNumber = true, IsLog = true, HasRange = true },
        new("--augment", null),
    }.ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>Everything of a recipe that takes a value, in the order of <c>glia train --help</c>.</summary>
    public static IReadOnlyList<SweepSetting> All { get; } =
        [.. new RecipeOptions().All.Where(o => o.ValueType != typeof(bool)).Select(o => Special.GetValueOrDefault(o.Name) ?? new SweepSetting(o.Name, ','))];

    /// <summary>Whether values are numbers, where all of them read as such: plots then have an axis instead of names.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether factors matter rather than differences: such numbers are drawn and plotted by their logarithm.</summary>
    public bool IsLog { get; init; }

    public bool IsWhole { get; init; }

    /// <summary>Whether a range can be drawn from.</summary>
    public bool HasRange { get; init; }

    /// <summary>The name without hyphens: <c>lr</c>.</summary>
    public string Title => Name[2..];

    /// <summary>What an axis is called.</summary>
    public string Label { get => field ?? Title.Replace('-', ' '); init; }

    /// <summary>The option of the sweep that takes a list.</summary>
    public Option<string[]> CreateOption(Option single)
    {
        string value = Separator is { } separator ? $"{First(single)}[{separator}…]" : First(single);
        string list = Separator is null ? " Give it several times to try several." : "";
        return Opt.List(Name, value, single.Description + list);
    }

    // The help of a list of widths is N[,N…] already.
    private string First(Option single) => Separator == '/' ? "N[,N…]" : single.HelpName ?? "VALUE";
}

/// <summary>One value of a setting, as it is written on the command line.</summary>
internal sealed record SettingValue(SweepSetting Setting, string Text);
