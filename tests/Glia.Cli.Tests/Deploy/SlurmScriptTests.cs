using System.Diagnostics;

namespace Glia.Cli.Tests;

/// <summary>What the scripts in deploy/slurm refuse and say, with stand-ins for sbatch, scontrol and the tool; tests/slurm/run.sh runs them on a cluster.</summary>
public sealed class SlurmScriptTests : IDisposable
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Deploy", "slurm");

    private readonly TestFolder _folder = new();

    public SlurmScriptTests()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(_folder.At("bin"));
        Write("sbatch", "echo \"$@\" >> \"$0.asked\"; [ ! -e \"$0.refuses\" ] || exit 1; case \"$*\" in *collect.sbatch*) [ ! -e \"$0.refuses-collect\" ] || exit 1 ;; esac; echo 17");
        Write("scancel", "echo \"$@\" >> \"$0.asked\"");
        Write("scontrol", "echo 'MaxArraySize            = 1001'");
        Write("glia", "echo \"$@\" >> \"$0.asked\"; case \" $* \" in *' --due '*) [ ! -e \"$0.due\" ] || cat \"$0.due\" ;; *) exit \"$(cat \"$0.code\")\" ;; esac");
        Due("1-4,7");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--out=x")]
    [InlineData("--out:x")]
    [InlineData("-o")]
    [InlineData("-o:x")]
    [InlineData("--trial:2")]
    [InlineData("--trial=2")]
    [InlineData("--threads:3")]
    [InlineData("--due=false")]
    [InlineData("--due:false")]
    [InlineData("--dry-run=true")]
    [InlineData("--json=true")]
    public void WhatTheScriptGivesItselfIsRefused(string word)
    {
        if (OperatingSystem.IsWindows()) return;
        ToolRun run = Submit("rates", "--lr", "0.1,0.2", word);
        Assert.Equal(2, run.Code);
        Assert.StartsWith($"submit-sweep.sh: '{word}' is the script's to give", run.Error, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--help")]
    public void HelpIsTheScriptsOwnWhereverItIsAskedFor(string word)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (string[] words in new string[][] { [word], ["rates", word], ["rates", "--lr", "0.1,0.2", word] })
        {
            ToolRun run = Submit(words);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains("submit-sweep.sh [--at-once N] FOLDER", run.Out, StringComparison.Ordinal);
        }

        NothingIsLeft();
    }

    [Theory]
    [InlineData("Usage: glia sweep", "did not answer with the numbers of trials")]
    [InlineData("1-4,", "did not answer with the numbers of trials")]
    [InlineData("3,1200-1300", "trial 1300 cannot be submitted: the job arrays of this cluster end at 1000 (MaxArraySize=1001")]
    [InlineData("1001", "trial 1001 cannot be submitted")]
    public void WhatCanBeNoArrayIsNotSubmitted(string due, string expected)
    {
        if (OperatingSystem.IsWindows()) return;
        Due(due);
        ToolRun run = Submit("rates", "--lr", "0.1,0.2");
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        NothingIsLeft();
    }

    [Fact]
    public void AnArrayOfTheLargestSizeIsSubmitted()
    {
        if (OperatingSystem.IsWindows()) return;
        Due("2,5-1000");
        ToolRun run = Submit("my rates", "--lr", "0.1,0.2").Good();
        Assert.Equal("trials 2,5-1000: job 17\ncollect: job 17\n", run.Out);
        string[] asked = File.ReadAllLines(_folder.At("bin/sbatch.asked"));
        Assert.Contains("--array=2,5-1000 ", asked[0], StringComparison.Ordinal);
        Assert.EndsWith("sweep.sbatch --out my rates --lr 0.1,0.2", asked[0], StringComparison.Ordinal);
        Assert.EndsWith("collect.sbatch my rates", asked[1], StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder.At("my rates-logs")));
    }

    [Fact]
    public void WhatSbatchRefusesLeavesNothing()
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(_folder.At("bin/sbatch.refuses"), "");
        Assert.Equal(1, Submit("rates", "--lr", "0.1,0.2").Code);
        Assert.False(Directory.Exists(_folder.At("rates-logs")));
    }

    [Fact]
    public void WhereOnlyCollectIsRefusedTheArrayIsTakenBack()
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(_folder.At("bin/sbatch.refuses-collect"), "");
        ToolRun run = Submit("rates", "--lr", "0.1,0.2");
        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Equal("17\n", File.ReadAllText(_folder.At("bin/scancel.asked")));
        Assert.False(Directory.Exists(_folder.At("rates-logs")));
    }

    [Fact]
    public void ATaskThatIsAskedToEndBeforeItsTrialHasBegunEndsToo()
    {
        if (OperatingSystem.IsWindows()) return;
        Write("glia", "exec sleep 10"); // which SIGTERM ends with 143
        File.WriteAllText(_folder.At("early"), "trap 'case $BASH_COMMAND in *USR1) kill -TERM $$ ;; esac' DEBUG"); // just after the script has begun to listen
        Assert.Equal(143, Bash("sweep.sbatch", ["--out", "rates"], ("SLURM_ARRAY_TASK_ID", "1"), ("BASH_ENV", _folder.At("early"))).Code);
    }

    [Fact]
    public void AFolderWithABlankIsQuotedInAdvice()
    {
        if (OperatingSystem.IsWindows()) return;
        Due("");
        Assert.EndsWith("sweep collect my\\ rates\n", Submit("my rates").Good().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "", 0)]
    [InlineData(1, "", 1)]
    [InlineData(0, "3-4", 1)]
    [InlineData(2, "3-4", 2)]
    public void CollectSaysWhatIsStillToRunAlsoWhereItFails(int code, string due, int expected)
    {
        if (OperatingSystem.IsWindows()) return;
        Due(due);
        File.WriteAllText(_folder.At("bin/glia.code"), $"{code}");
        ToolRun run = Bash("collect.sbatch", ["my rates"]);
        Assert.Equal(expected, run.Code);
        Assert.Equal(due.Length == 0 ? "" : $"Still to run: {due}. Just those: submit-sweep.sh my\\ rates\n", run.Error);
    }

    private void NothingIsLeft()
    {
        Assert.False(File.Exists(_folder.At("bin/sbatch.asked")), "A job was submitted.");
        Assert.Equal([_folder.At("bin")], Directory.GetFileSystemEntries(_folder.FullPath));
    }

    private void Due(string numbers) => File.WriteAllText(_folder.At("bin/glia.due"), numbers + "\n");

    private void Write(string name, string content)
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(_folder.At("bin/" + name), $"#!/usr/bin/env bash\n{content}\n");
        File.SetUnixFileMode(_folder.At("bin/" + name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private ToolRun Submit(params string[] words) => Bash("submit-sweep.sh", words);

    private ToolRun Bash(string script, string[] words, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Scripts, script), .. words]) { WorkingDirectory = _folder.FullPath, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("GLIA");
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
