using System.Text.Json;
using System.Text.RegularExpressions;

namespace Glia.Cli.Tests;

/// <summary>What can be known of the Containerfile without an engine: who runs it, how its health is asked for, that all it copies is there, and that the tool takes its command line.</summary>
public partial class ContainerTests
{
    private static readonly string Root = FindRoot();
    private static readonly (string Word, string Text)[] Lines = Read();

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Containerfile"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the Containerfile, but it is in no folder above the test program.");
    }

    /// <summary>The instructions, one for each line, without comments.</summary>
    private static (string Word, string Text)[] Read()
    {
        string text = Comment().Replace(File.ReadAllText(Path.Combine(Root, "Containerfile")).ReplaceLineEndings("\n"), "").Replace("\\\n", "", StringComparison.Ordinal);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()))];
    }

    /// <summary>What belongs to the last stage, which is the image.</summary>
    private static IEnumerable<(string Word, string Text)> Image => Lines.Skip(Array.FindLastIndex(Lines, line => line.Word == "FROM"));

    private static string Last(string word) => Image.Last(line => line.Word == word).Text;

    private static string[] Words(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    private static string[] Command => Words(Last("CMD"));

    [Fact]
    public void It_has_two_stages_and_names_no_registry()
    {
        string[] from = [.. Lines.Where(line => line.Word == "FROM").Select(line => line.Text)];
        Assert.Equal(["${BASE} AS build", "${BASE}"], from);
        string image = Lines.Single(line => line.Word == "ARG").Text.Split('=')[1];
        Assert.Matches("^[a-z]+:[0-9.]+$", image);
    }

    [Fact]
    public void Its_user_is_not_root_and_owns_the_volume()
    {
        string user = Last("USER");
        Match ids = Regex.Match(user, "^(?<user>[0-9]+):(?<group>[0-9]+)$", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(ids.Success && ids.Groups["user"].Value != "0" && ids.Groups["group"].Value != "0", $"USER {user}");
        string volume = Last("VOLUME");
        Assert.Equal(volume, Last("WORKDIR"));
        Assert.Contains($"install --directory --owner {ids.Groups["user"].Value} --group {ids.Groups["group"].Value} {volume}", Last("RUN"), StringComparison.Ordinal);
        Assert.Contains($"HOME={volume} XDG_DATA_HOME={volume} ", Last("ENV"), StringComparison.Ordinal);
        int owner = Array.FindIndex([.. Image], line => line.Word == "USER");
        Assert.DoesNotContain(Image.Skip(owner), line => line.Word is "RUN" or "COPY" or "ADD"); // nothing but the volume is the user's own
    }

    [Fact]
    public void Health_is_asked_for_where_the_tool_listens()
    {
        string health = Last("HEALTHCHECK"), port = Last("EXPOSE");
        string[] ask = Words(health[(health.IndexOf("CMD", StringComparison.Ordinal) + 3)..]);
        Assert.Equal(("curl", $"http://127.0.0.1:{port}/health/ready"), (ask[0], ask[^1]));
        Assert.Contains(ask[0], Last("RUN"), StringComparison.Ordinal);
        Assert.Equal(port, Command[Array.IndexOf(Command, "--port") + 1]);
        Assert.Contains($"Default: {port}.", ToolRun.Of("serve", "--help").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_copied_is_there_and_is_not_ignored()
    {
        string[] copied = [.. Lines.Where(line => line.Word == "COPY" && !line.Text.StartsWith("--from", StringComparison.Ordinal)).SelectMany(line => line.Text.Split(' ')[..^1]).Select(s => s.TrimEnd('/'))];
        Regex[] ignored = [.. File.ReadAllLines(Path.Combine(Root, ".dockerignore")).Where(line => line.Length > 0 && line[0] != '#').Select(Pattern)];
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Root, path)) && !ignored.Any(i => i.IsMatch(path + "/")), path));
        Assert.Contains(ignored, i => i.IsMatch("src/Glia/obj/"));
        Assert.Contains(ignored, i => i.IsMatch("tests/"));

        // The studio's page is made of what lies outside of the sources, too.
        string page = File.ReadAllText(Path.Combine(Root, "src", "Glia.Studio", "Page.targets"));
        string[] parts = [.. Outside().Matches(page).Select(m => m.Groups["folder"].Value).Distinct()];
        Assert.NotEmpty(parts);
        Assert.All(parts, folder => Assert.Contains(folder, copied));

        // What every project imports lies beside the solution.
        string[] shared = [.. Directory.GetFiles(Root).Select(f => Path.GetFileName(f)!).Where(f => f.EndsWith(".props", StringComparison.Ordinal) || f.EndsWith(".targets", StringComparison.Ordinal) || f is "global.json" or ".editorconfig")];
        Assert.True(shared.Length >= 5, string.Join(' ', shared));
        Assert.All(shared, file => Assert.Contains(file, copied));
    }

    [Fact]
    public void The_tool_takes_its_command_line()
    {
        Assert.Equal(["dotnet", "/app/Glia.Cli.dll"], Words(Last("ENTRYPOINT")));
        Assert.Equal("--from=build /app /app", Last("COPY"));
        Assert.Contains(Lines, line => line.Word == "RUN" && line.Text.StartsWith("dotnet publish src/Glia.Cli --configuration Release --output /app", StringComparison.Ordinal));
        string file = Path.Combine(Root, "Containerfile");

        // The whole line is read before the folder is looked at.
        ToolRun studio = ToolRun.Of([.. Command, "--folder", file]), serve = ToolRun.Of("serve", file + ".missing", "--listen", "0.0.0.0");
        Assert.Equal((ExitCodes.BadInput, $"glia: --folder: '{file}' is a file; a folder is needed.\n"), (studio.Code, studio.Error));
        Assert.Equal(ExitCodes.BadInput, serve.Code);
        Assert.StartsWith($"glia: {file}.missing: there is no such file", serve.Error, StringComparison.Ordinal);
        ToolRun wrong = ToolRun.Of([.. Command, "--prot", "1", "--folder", file]);
        Assert.Contains("--prot", wrong.Error, StringComparison.Ordinal);
    }

    /// <summary>A line of .dockerignore: a path from the root, <c>**</c> for any folders.</summary>
    private static Regex Pattern(string line) =>
        new("^" + Regex.Escape(line.TrimEnd('/')).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "/", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\.\./\.\./(?<folder>\w+)/", RegexOptions.None, 1000)]
    private static partial Regex Outside();
}
