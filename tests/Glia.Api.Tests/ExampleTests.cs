using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Glia.Api.Tests;

/// <summary>
/// The examples are short, are in their table, and print what they were seen to print. Each was compiled with this project into a program of its own, from the file that
/// 'dotnet run' takes, and runs here in a process of its own. A difference is shown, never written over the file.
/// </summary>
public class ExampleTests
{
    private const int MostLines = 40;

    private static readonly string Folder = Path.Combine(FindRoot(), "examples");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_prints_what_it_was_seen_to_print(string name)
    {
        (int code, string output, string error) = await Run(Path.Combine(AppContext.BaseDirectory, "examples", name + ".dll"));
        Assert.True(code == 0, $"exit code {code}: {error}");
        Assert.Equal("", error);
        string golden = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt"), actual = output.ReplaceLineEndings("\n");
        string expected = File.Exists(golden) ? (await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        if (actual == expected) return;
        string beside = Path.ChangeExtension(golden, ".actual");
        Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
        await File.WriteAllTextAsync(beside, actual, TestContext.Current.CancellationToken);
        Assert.Fail($"examples/{name}.cs prints something else than Golden/{name}.txt; the new output is in {beside}:\n{actual}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_short_and_runs_from_its_file(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, name + ".cs"));
        Assert.True(lines.Length <= MostLines, $"{lines.Length} lines, {MostLines} at most");
        Assert.All(lines, line => Assert.True(line.Length <= 160, $"{line.Length} characters: {line}"));
        Assert.Contains($"//     dotnet run -c Release examples/{name}.cs", lines);
        foreach (string project in lines.Where(l => l.StartsWith("#:project ", StringComparison.Ordinal)).Select(l => l["#:project ".Length..]))
            Assert.True(File.Exists(Path.Combine(Folder, project)), $"there is no {project}");
    }

    [Fact]
    public void Their_table_has_each_of_them_in_order()
    {
        string[] rows = [.. Regex.Matches(File.ReadAllText(Path.Combine(Folder, "README.md")), @"^\| \[(?<name>\S+)\]\((?<file>\S+)\.cs\) \| \S.* \|\r?$", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Select(m =>
        {
            Assert.Equal(m.Groups["name"].Value, m.Groups["file"].Value);
            return m.Groups["name"].Value;
        })];
        Assert.Equal(Names.Select(row => row.Data), rows);
        for (int i = 0; i < rows.Length; i++) Assert.StartsWith($"{i + 1:00}-", rows[i], StringComparison.Ordinal);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Glia.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the examples, but Glia.slnx is in no folder above the test program.");
    }

    private static async Task<(int Code, string Output, string Error)> Run(string program)
    {
        string config = Path.Combine(AppContext.BaseDirectory, "Glia.Api.Tests.runtimeconfig.json");
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", config, program])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = "de_DE.UTF-8"; // numbers are written in the same way everywhere
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
