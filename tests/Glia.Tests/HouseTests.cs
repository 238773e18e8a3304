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
            ["Glia"] = ["Glia.Analyzers"], // packed with it, and not used
            ["Glia.Analyzers"] = [],
            ["Glia.Datasets"] = ["Glia"],
            ["Glia.Pages"] = ["Glia", "Glia.Datasets"],
            ["Glia.Workbench"] = ["Glia", "Glia.Datasets", "Glia.Pages"],
            ["Glia.Live"] = ["Glia"],
            ["Glia.Mpi"] = ["Glia"],
            ["Glia.Studio"] = ["Glia", "Glia.Datasets", "Glia.Live", "Glia.Pages", "Glia.Workbench"],
            ["Glia.Cli"] = ["Glia", "Glia.Datasets", "Glia.Live", "Glia.Mpi", "Glia.Pages", "Glia.Workbench", "Glia.Studio"],
        };
        string[] projects = [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!).Order()];
        Assert.Equal(allowed.Keys.Order(), projects);
        foreach (string project in projects)
        {
            XDocument file = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));
            string[] references = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))];
            Assert.All(references, r => Assert.Contains(r, allowed[project]));
            Assert.All(file.Descendants("ProjectReference").Where(r => r.Attribute("Include")!.Value.Contains("Glia.Analyzers", StringComparison.Ordinal)), r => Assert.Equal("false", r.Attribute("ReferenceOutputAssembly")?.Value));
            if (project == "Glia.Analyzers") Assert.Equal("Microsoft.CodeAnalysis.CSharp", Assert.Single(file.Descendants("PackageReference")).Attribute("Include")!.Value);
            else if (project != "Glia.Cli") Assert.Empty(file.Descendants("PackageReference"));
        }
    }

    [Fact]
    public void Packages_are_these_and_each_has_its_page()
    {
        // Glia.Mpi is optional for those who build, too.
        string[] packages = ["Glia", "Glia.Cli", "Glia.Datasets", "Glia.Live", "Glia.Mpi"];
        string[] projects = [.. Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories)];
        Assert.Equal(packages, projects.Where(p => Says(p, "IsPackable") == "true").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal));
        foreach (string package in packages)
        {
            string folder = Path.Combine(Root, "src", package);
            Assert.All(["Description", "PackageTags"], what => Assert.NotEmpty(Says(Path.Combine(folder, package + ".csproj"), what)));
            Assert.InRange(File.ReadAllText(Path.Combine(folder, "PACKAGE.md")).Length, 300, 2_000);
        }

        static string Says(string project, string what) => XDocument.Load(project).Descendants(what).SingleOrDefault()?.Value ?? "";
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
