using System.Text.RegularExpressions;
using Glia.Cli;

namespace Glia.Docs.Tests;

/// <summary>What README.md and docs/ show is true: code compiles and runs, command lines run, what they are said to write they write.</summary>
public partial class PageTests
{
    // Blocks that are compiled or run; blocks that the pages leave out, with a reason.
    private const int LeastRun = 100, MostLeftOut = 25;

    public static TheoryData<string> Names => [.. Repository.Pages.Where(p => p.Blocks.Count > 0).Select(p => p.Name)];

    private static IEnumerable<DocBlock> All => Repository.Pages.SelectMany(p => p.Blocks);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs(string name)
    {
        DocPage page = Repository.Pages.Single(p => p.Name == name);
        string folder = Supplies.NewFolder(), before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        try
        {
            await using var shell = new Shell(); // its servers stop before the folder goes that they stand in
            Environment.CurrentDirectory = folder;
            Environment.SetEnvironmentVariable("GLIA_DATA", Path.Combine(folder, "mnist"));
            Docs.Tests.Names.Shell = shell;
            string output = "";
            foreach (DocBlock block in page.Blocks) output = await Run(block, shell, output);
        }
        finally
        {
            Console.SetOut(console);
            Docs.Tests.Names.Shell = null;
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Most_blocks_are_run_and_few_are_left_out_each_for_a_reason()
    {
        int run = All.Count(b => b.Kind is BlockKind.Code or BlockKind.Commands);
        DocBlock[] left = [.. All.Where(b => b.Kind == BlockKind.NotRun)];
        string told = $"{run} blocks are run, {All.Count(b => b.Kind == BlockKind.Output)} compared, {left.Length} left out:\n{string.Join('\n', left.Select(b => $"  {b.Place}: {b.Reason}"))}";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.True(run >= LeastRun, told);
        Assert.True(left.Length <= MostLeftOut, told);
        Assert.All(left, b => Assert.True(b.Reason!.Length > 10, $"{b.Place}: say why it is not run."));
        Assert.All(All.Where(b => b.IsCSharp), b => Assert.Equal(BlockKind.Code, b.Kind)); // C# is always compiled and run
    }

    [Fact]
    public void The_compiler_is_that_of_the_newest_sdk_of_this_dotnet()
    {
        string sdks = Directory.CreateTempSubdirectory("glia-docs-sdks-").FullName;
        try
        {
            int major = Environment.Version.Major;
            foreach (string version in new[] { $"{major}.0.99", $"{major}.0.110", $"{major}.0.110-preview.1", $"{major - 1}.0.300", $"{major + 1}.0.100", "NuGetFallbackFolder" })
            {
                string compiler = Path.Combine(sdks, version, "Roslyn", "bincore", "csc.dll");
                Directory.CreateDirectory(Path.GetDirectoryName(compiler)!);
                File.WriteAllText(compiler, "");
            }

            Assert.StartsWith(Path.Combine(sdks, $"{major}.0.110"), CodeAssembly.Compiler(sdks), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(sdks, recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_never_says_where_it_listens_is_given_up()
    {
        using var stop = new CancellationTokenSource();
        Task<int> end = Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => 0, TaskScheduler.Default);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Shell.Listening(() => "half a line", end, () => "", "docs/x.md:7", TimeSpan.FromMilliseconds(50)));
        Assert.Contains("docs/x.md:7: it did not say where it listens", error.Message, StringComparison.Ordinal);
        Assert.Contains("half a line", error.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
    }

    [Fact]
    public void Command_lines_in_the_text_are_the_tools_own()
    {
        (DocPage Page, int Line, string Command)[] commands = [.. Repository.Pages.SelectMany(p => p.Commands.Select(c => (p, c.Line, c.Command))).Where(c => !c.Command.Contains('…', StringComparison.Ordinal))];
        Assert.True(commands.Length > 50, $"only {commands.Length} found");
        foreach ((DocPage page, int line, string command) in commands)
        {
            string place = $"{page.Name}:{line}";
            string? problem = GliaTool.Problem([.. ShellLine.Split(command, place).Skip(1).Select(Example)]);
            Assert.True(problem is null || IsOnlyAName(problem), $"{place}: {command}: {problem}");
        }
    }

    [Fact]
    public void Command_lines_that_are_not_run_are_read_all_the_same()
    {
        foreach (DocBlock block in All.Where(b => b.Kind == BlockKind.NotRun))
            foreach (string line in block.Lines.Where(l => l.TrimStart().StartsWith("glia ", StringComparison.Ordinal)))
                Assert.True(GliaTool.Problem([.. ShellLine.Split(line, block.Place).Skip(1).Select(Example)]) is null, $"{block.Place}: {line}: {GliaTool.Problem([.. ShellLine.Split(line, block.Place).Skip(1).Select(Example)])}");
    }

    private static async Task<string> Run(DocBlock block, Shell shell, string before)
    {
        switch (block.Kind)
        {
            case BlockKind.Code when block.GoesOn:
                return before; // run with the block that it goes on from
            case BlockKind.Code:
                return await RunCode(block);
            case BlockKind.Commands:
                var all = new System.Text.StringBuilder();
                foreach (ShellLine line in ShellLine.Of(block)) all.Append(await shell.Run(line, $"{block.Page}:{line.Line}", block.ExitCode));
                return all.ToString();
            case BlockKind.File:
                await File.WriteAllTextAsync(block.FileName!, block.Content + "\n");
                return before;
            case BlockKind.Output:
                Compare(block, before);
                return before;
            default:
                return before;
        }
    }

    private static async Task<string> RunCode(DocBlock block)
    {
        Func<Task> run = CodeAssembly.Method(block);
        using var output = new StringWriter { NewLine = "\n" };
        TextWriter console = Console.Out;
        Console.SetOut(output);
        try
        {
            await run();
        }
        catch (Exception e)
        {
            Assert.Fail($"{block.Place}: {e}\nIt wrote:\n{output}");
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    /// <summary>Every line that the page shows was written, in that order; … stands for anything, and so does all that follows a time or a speed. Lines on real MNIST are passed over: it is not here.</summary>
    private static void Compare(DocBlock block, string actual)
    {
        string[] written = [.. actual.Split('\n').Select(WithoutTimes)];
        int at = 0;
        for (int i = 0; i < block.Lines.Count; i++)
        {
            string line = block.Lines[i];
            if (line.Trim() is "" or "..." or "…" || line.Contains('━', StringComparison.Ordinal) || line.Contains("MNIST", StringComparison.Ordinal)) continue;
            string pattern = $"^{string.Join(".*", WithoutTimes(line).Split('…').Select(Regex.Escape))}";
            int found = Array.FindIndex(written, at, w => Regex.IsMatch(w, pattern + (Time().IsMatch(line) ? "" : "$"), RegexOptions.None, TimeSpan.FromSeconds(1)));
            Assert.True(found >= 0, $"{block.Page}:{block.Line + i}: this was not written (here, or at all):\n{line}\nWritten was:\n{actual}");
            at = found + 1;
        }
    }

    private static string WithoutTimes(string line) => Time().Replace(line, "").TrimEnd();

    // A placeholder in capitals stands for a number.
    private static string Example(string word) => word is "N" or "PORT" ? "1" : word;

    // The name of a command, or of an option, without what belongs to it.
    private static bool IsOnlyAName(string problem) => problem.Contains("is missing: ", StringComparison.Ordinal) || problem.Contains(": a value is missing.", StringComparison.Ordinal);

    [GeneratedRegex(@" *\b\d[\d.,]* ?(s|ms|µs|samples/s|/s)\b.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
