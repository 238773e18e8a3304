using System.Text.Json;
using System.Text.RegularExpressions;

namespace Glia.Api.Tests;

/// <summary>The compiler warns of exactly the lines in Misuse/ that say so, and as they say. The build compiles these and leaves a list.</summary>
public sealed partial class MisuseTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Misuse");

    [Theory]
    [InlineData("Losses.cs", 6)]
    [InlineData("Sizes.cs", 6)]
    [InlineData("Targets.cs", 5)]
    public void The_compiler_warns_where_it_should_and_nowhere_else(string file, int count)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, file));
        (int Line, string Id, string Text)[] wanted = [.. lines.Select((line, i) => (i + 1, Comment().Match(line))).Where(l => l.Item2.Success).Select(l => (l.Item1, l.Item2.Groups[1].Value, l.Item2.Groups[2].Value.Trim()))];
        Assert.Equal(count, wanted.Length);
        (int Line, string Id, string Text)[] said = [.. Said(file)];
        Assert.Equal(wanted.Select(w => (w.Line, w.Id)), said.Select(s => (s.Line, s.Id)));
        Assert.All(wanted.Zip(said), pair => Assert.Contains(pair.First.Text, pair.Second.Text, StringComparison.Ordinal));
    }

    private static IEnumerable<(int Line, string Id, string Text)> Said(string file)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "misuse.sarif")));
        return [.. list.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(r => (Id: r.GetProperty("ruleId").GetString()!, Text: r.GetProperty("message").GetProperty("text").GetString()!, At: r.GetProperty("locations")[0].GetProperty("physicalLocation")))
            .Where(r => r.At.GetProperty("artifactLocation").GetProperty("uri").GetString()!.EndsWith(file, StringComparison.Ordinal))
            .Select(r => (r.At.GetProperty("region").GetProperty("startLine").GetInt32(), r.Id, r.Text))
            .OrderBy(r => r.Item1)];
    }

    [GeneratedRegex(@"// (GLIA\d+):?(.*)$")]
    private static partial Regex Comment();
}
