using System.Text.RegularExpressions;

namespace Glia.Cli.Tests;

/// <summary>The files of a sweep, without the times in them.</summary>
internal static partial class SweepFiles
{
    /// <summary>Name and content of every result, and of every network.</summary>
    public static SortedDictionary<string, string> Of(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(path);
            if (name == "sweep.html") continue; // it shows times
            files.Add(name, name.EndsWith(".json", StringComparison.Ordinal) ? Seconds().Replace(File.ReadAllText(path), "\"seconds\": 0") : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
        }

        return files;
    }

    [GeneratedRegex("\"seconds\": [0-9.eE+-]+")]
    private static partial Regex Seconds();
}
