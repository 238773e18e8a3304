using Glia.Datasets;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>The sheets of pictures of <c>glia inspect</c>, three files in a folder.</summary>
internal static class InspectionSheets
{
    private static readonly (string Name, Func<NetworkInspection, RasterImage> Draw)[] All =
    [
        ("weights.png", WeightSheet.Draw),
        ("classes.png", ClassSheet.Draw),
        ("exciting.png", ExcitingSheet.Draw),
    ];

    /// <summary>The files, in the order in which they are drawn.</summary>
    public static IEnumerable<string> Files(string folder) => All.Select(sheet => Path.Combine(folder, sheet.Name));

    /// <summary>The sheets can be written, and the network takes pictures.</summary>
    /// <exception cref="ToolException">It does not, or something is in the way; the message names <paramref name="option"/>.</exception>
    public static void Check(string option, string folder, bool force, Network network, string model)
    {
        if (!network.InputShape.IsImage) throw ToolException.BadOption(option, $"{model} takes no pictures, so there is nothing to draw. Leave the option out.");
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(full)) throw ToolException.BadOption(option, $"'{folder}' is a file. Name a folder.");
        if (Directory.Exists(full))
        {
            foreach (string file in Files(folder)) OutputFile.CheckNew(option, file, force, [model]);
            return;
        }

        if (Path.GetDirectoryName(full) is { } parent && !Directory.Exists(parent)) throw ToolException.BadOption(option, $"'{folder}' cannot be written: the folder '{parent}' does not exist. Make it first.");
    }

    /// <summary>Draws all sheets, and then writes them. Without data there is no sheet of samples.</summary>
    public static void Write(string folder, NetworkInspection inspection)
    {
        RasterImage[] pictures = [.. All.Select(sheet => sheet.Draw(inspection))];
        Directory.CreateDirectory(folder);
        foreach ((string file, RasterImage picture) in Files(folder).Zip(pictures)) Png.Write(file, picture);
    }
}
