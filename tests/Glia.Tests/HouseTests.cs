using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Glia.Tests;

/// <summary>References point down only: between projects, and between the rooms of the library.</summary>
public partial class HouseTests
{
    private static readonly string Root = FindRoot();

    /// <summary>Each room's floor; code may use its own floor and those below.</summary>
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Kernels"] = 0,
        ["Random"] = 0,
        ["Activations"] = 1,
        ["Schedules"] = 1,
        ["Data"] = 1,
        ["Initializers"] = 2,
        ["Metrics"] = 2,
        ["Losses"] = 2,
        ["Optimizers"] = 2,
        ["Layers"] = 3,
        [""] = 4,
        ["Training"] = 5,
        ["Inspection"] = 5,
        ["Formats"] = 5,
    };

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Glia.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the sources, but Glia.slnx is in no folder above the test program.");
    }

    [Fact]
    public void Projects_refer_down_only()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["Glia"] = [],
            ["Glia.Datasets"] = ["Glia"],
            ["Glia.Pages"] = ["Glia", "Glia.Datasets"],
            ["Glia.Workbench"] = ["Glia", "Glia.Datasets", "Glia.Pages"],
            ["Glia.Live"] = ["Glia"],
            ["Glia.Studio"] = ["Glia", "Glia.Datasets", "Glia.Live", "Glia.Pages", "Glia.Workbench"],
            ["Glia.Cli"] = ["Glia", "Glia.Datasets", "Glia.Live", "Glia.Pages", "Glia.Workbench", "Glia.Studio"],
        };
        string[] projects = [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!).Order()];
        Assert.Equal(allowed.Keys.Order(), projects);
        foreach (string project in projects)
        {
            XDocument file = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));
            string[] references = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))];
            Assert.All(references, r => Assert.Contains(r, allowed[project]));
            if (project != "Glia.Cli") Assert.Empty(file.Descendants("PackageReference"));
        }
    }

    [Fact]
    public void Rooms_of_the_library_refer_down_only()
    {
        string library = Path.Combine(Root, "src", "Glia");
        (string Room, string File, string Code)[] sources = [.. Directory.GetFiles(library, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(library, path))
            .Where(path => !path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal))
            .Select(path => (Path.GetDirectoryName(path)!, path, Code(File.ReadAllText(Path.Combine(library, path)))))];
        Assert.All(sources, s => Assert.Contains(s.Room, Floors.Keys));

        // Partial classes live where their file lives; a type belongs to the lowest of its files.
        var homes = new Dictionary<string, (int Floor, string Room)>();
        foreach ((string room, _, string code) in sources)
            foreach (Match match in Declaration().Matches(code))
            {
                string name = match.Groups[1].Value;
                if (!homes.TryGetValue(name, out (int Floor, string Room) home) || Floors[room] < home.Floor) homes[name] = (Floors[room], room);
            }

        // The functions (Sigmoid, Step …) have names that members elsewhere share; whoever means them imports their namespace.
        foreach ((string room, _, string code) in sources)
        {
            foreach (Match match in Function().Matches(code)) homes.Remove(match.Groups[1].Value);
            if (Floors[room] < Floors["Activations"]) Assert.DoesNotContain("Glia.Activations", code, StringComparison.Ordinal);
        }

        Assert.True(homes.Count > 60, $"only {homes.Count} types found");
        var wrong = new List<string>();
        foreach ((string room, string file, string code) in sources)
            foreach (string word in Word().Matches(code).Select(m => m.Value).Distinct())
                if (homes.TryGetValue(word, out (int Floor, string Room) home) && home.Floor > Floors[room])
                    wrong.Add($"{file} uses {word} of {(home.Room.Length == 0 ? "Network" : home.Room)}");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static string Code(string text) => Strings().Replace(Comments().Replace(text, ""), "\"\"");

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"""[^""\n]*""")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(?:class|struct|interface|record|record struct|enum)\s+(?!struct\b|class\b)([A-Z]\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"struct\s+(\w+) : IActivation\b")]
    private static partial Regex Function();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Word();
}
