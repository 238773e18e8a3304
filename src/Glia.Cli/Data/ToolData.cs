using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>Data by name, with a line that says how far their loading is. Only those with classes: values are for the library and the studio.</summary>
internal static class ToolData
{
    /// <summary>What the help says of <c>--data</c>.</summary>
    public static string Help { get; } = $"generated, mnist, toy data ({string.Join(", ", DataSource.Toys)}), or a file or folder (IDX, CSV, PNGs by label). Default: generated.";

    /// <summary>The data to train on; <paramref name="count"/> and <paramref name="seed"/> are those of generated digits, the seed that of toy data too; <paramref name="setting"/> is what errors name.</summary>
    public static NamedData Train(ToolConsole console, string spec, int count, ulong seed, string setting = "data")
    {
        CheckHasClasses(setting, spec);
        return Load(console, progress => DataSource.Train(spec, count, seed, setting, progress, console.Cancellation));
    }

    /// <summary>The data to test on that belong to <paramref name="spec"/>.</summary>
    public static NamedData Test(ToolConsole console, string spec, string setting = "data")
    {
        CheckHasClasses(setting, spec);
        return Load(console, progress => DataSource.Test(spec, setting, progress, console.Cancellation));
    }

    /// <summary>Loads anything, and shows how far it is.</summary>
    public static T Load<T>(ToolConsole console, Func<IProgress<LoadProgress>, T> load)
    {
        using var line = new LiveLine(console);
        return load(new Progress(line));
    }

    /// <summary>Refuses data whose samples have values.</summary>
    /// <exception cref="SettingException">They have.</exception>
    public static void CheckHasClasses(string setting, string? spec)
    {
        if (spec == ToyData.Plane.Name)
            throw new SettingException(setting, "the samples of 'plane' have values, not classes, so they are for the library (ToyData.Plane) and not for this tool. Name another toy, such as 'circle'.");
    }

    private sealed class Progress(LiveLine line) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) =>
            line.Write($"  {Markup.Escape(value.What)} {Bar.Thin((double)value.Done / value.Total, 30)} {Show.Count(value.Done)} of {Show.Count(value.Total)}");
    }
}
