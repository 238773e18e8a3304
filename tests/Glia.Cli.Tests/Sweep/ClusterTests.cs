using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glia.Cli.Tests;

/// <summary>A sweep on a cluster: its trials are processes that begin at once with one command line, are killed, begin anew, and run twice.</summary>
public sealed class ClusterTests : IDisposable
{
    private static readonly string[] Settings = ["--count", "300", "--validation", "60", "--layers", "8", "--lr", "0.05,0.1,0.2", "--seeds", "2", "--epochs", "2"];

    // Long enough to be met in the middle, on a busy machine too: a second or more, most of it for the checkpoint of each epoch.
    private static readonly string[] Long = ["--count", "600", "--validation", "100", "--layers", "32", "--lr", "0.05,0.1", "--epochs", "300", "--threads", "1", "--save-every", "0"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProcessesWithOneCommandLineShareOneFolder()
    {
        Run("whole", [.. Settings, "--no-test"]).Good();
        var processes = new List<Process>();
        for (int index = 0; index < 6; index++)
        {
            // Half of them as tasks of Slurm, whose array counts from 1 here, half as pods of Kubernetes, which counts from 0.
            (string name, string value) = index % 2 == 0 ? ("SLURM_ARRAY_TASK_ID", $"{index + 1}") : ("JOB_COMPLETION_INDEX", $"{index}");
            processes.Add(Start("array", new() { [name] = value }, [.. Settings, "--trial", "auto"]));
        }

        foreach (Process process in processes) (await ToolProcess.End(process)).Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("array")));
        processes.ForEach(p => p.Dispose());
    }

    [Fact]
    public async Task AKilledTrialGoesOnFromItsCheckpointToTheSameResult()
    {
        Run("whole", [.. Long, "--no-test"]).Good();
        string checkpoint = _folder.At("killed/trial-0001.checkpoint.safetensors");
        int done = 0;
        for (int kill = 0; kill < 4; kill++)
        {
            using Process process = Start("killed", [], [.. Long, "--trial", "1"]);
            UntilPast(checkpoint, done, process);
            Thread.Sleep(kill * 3); // between two checkpoints, or in one
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            int now = Checkpoint.Describe(checkpoint).EpochsDone;
            Assert.True(now > done, $"The trial stood at epoch {done} and is at {now} now.");
            done = now;
            foreach (string file in Directory.GetFiles(_folder.At("killed"), "*.json").Where(f => Path.GetFileName(f)[0] != '.')) JsonDocument.Parse(File.ReadAllText(file)).Dispose();
        }

        Run("killed", [.. Long, "--trial", "1"]).Good();
        Run("killed", [.. Long, "--trial", "2"]).Good();
        foreach (string half in Directory.GetFiles(_folder.At("killed"), ".own-*")) File.SetLastWriteTimeUtc(half, DateTime.UtcNow.AddHours(-2)); // what is younger may be a living process's
        ToolRun.Of("sweep", "collect", _folder.At("killed"), "--no-test").Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("killed")));
    }

    [Fact]
    public async Task ATrialThatIsAskedToEndSavesItselfAndSaysSo()
    {
        if (OperatingSystem.IsWindows()) return; // there is no such signal

        Run("whole", [.. Long, "--no-test"]).Good();
        string checkpoint = _folder.At("stopped/trial-0002.checkpoint.safetensors");
        using (Process process = Start("stopped", [], [.. Long, "--trial", "2"]))
        {
            UntilPast(checkpoint, 0, process);
            await ToolProcess.Terminate(process);
            ToolRun stopped = await ToolProcess.End(process);
            Assert.Equal(143, stopped.Code);
            Assert.Contains("Stopped in trial 2, which was saved.", stopped.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder.At("stopped/trial-0002.json")));
        Assert.True(Checkpoint.Describe(checkpoint).EpochsDone > 0);
        Assert.Equal("1-2\n", ToolRun.Of("sweep", "--out", _folder.At("stopped"), "--due").Good().Out);
        Run("stopped", [.. Long, "--trial", "2"]).Good();
        Run("stopped", [.. Long, "--trial", "1"]).Good();
        ToolRun.Of("sweep", "collect", _folder.At("stopped"), "--no-test").Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("stopped")));
    }

    [Fact]
    public async Task ATrialThatRunsTwiceAtOnceHasOneResult()
    {
        // A scheduler that has lost sight of a machine starts the trial again elsewhere, while the first still runs.
        Run("whole", [.. Long, "--no-test"]).Good();
        Process[] twins = [.. Enumerable.Range(0, 3).Select(_ => Start("twice", [], [.. Long, "--trial", "1"]))];
        foreach (Process twin in twins) (await ToolProcess.End(twin)).Good();
        Run("twice", [.. Long, "--trial", "2"]).Good();
        ToolRun.Of("sweep", "collect", _folder.At("twice"), "--no-test").Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("twice")));
        foreach (Process twin in twins) twin.Dispose();
    }

    [Fact]
    public void NoLockThatALostMachineLeftStandsInTheWay()
    {
        Directory.CreateDirectory(_folder.At("s"));
        Run("s", [.. Settings, "--trial", "1"]).Good(); // the plan is there
        string[] names = ["sweep.json", "trial-0002.json", "trial-0002.safetensors", "trial-0002.checkpoint.safetensors"];
        FileStream[] held = [.. names.Select(n => new FileStream(_folder.At($"s/{n}.glia-part"), FileMode.Create, FileAccess.Write, FileShare.None))];
        Run("s", [.. Settings, "--save-every", "0", "--trial", "2"]).Good();
        foreach (FileStream file in held) file.Dispose();
    }

    [Fact]
    public void WhatIsMissingIsNamedWithTheCommandThatRunsIt()
    {
        Assert.Equal("1-6\n", Run("s", [.. Settings, "--due"]).Good().Out);
        Assert.False(Directory.Exists(_folder.At("s")));
        foreach (int trial in new[] { 2, 5 }) Run("s", [.. Settings, "--trial", $"{trial}"]).Good();
        Assert.Equal("1,3-4,6\n", Run("s", [.. Settings, "--due"]).Good().Out);
        JsonElement due = ToolRun.Of("sweep", "--out", _folder.At("s"), "--due", "--json").Json();
        Assert.Equal("1,3-4,6", due.GetProperty("array").GetString());
        Assert.Equal([1, 3, 4, 6], due.GetProperty("due").EnumerateArray().Select(d => d.GetInt32()));

        string text = ToolRun.Of("sweep", "collect", _folder.At("s")).Good().Out;
        Assert.Contains("4 of 6 trials are still to run: 1,3-4,6.", text, StringComparison.Ordinal);
        Assert.Contains($"glia sweep --out {_folder.At("s")}\n", text, StringComparison.Ordinal);
        Assert.Contains("1,3-4,6", File.ReadAllText(_folder.At("s/sweep.html")), StringComparison.Ordinal);
        Assert.Equal([1, 3, 4, 6], ToolRun.Of("sweep", "collect", _folder.At("s"), "--json").Json().GetProperty("due").EnumerateArray().Select(d => d.GetInt32()));

        DateTime second = File.GetLastWriteTimeUtc(_folder.At("s/trial-0002.json"));
        ToolRun.Of("sweep", "--out", _folder.At("s")).Good();
        Assert.Equal(second, File.GetLastWriteTimeUtc(_folder.At("s/trial-0002.json")));
        Assert.Equal("\n", ToolRun.Of("sweep", "--out", _folder.At("s"), "--due").Good().Out);
        Assert.DoesNotContain("still to run", ToolRun.Of("sweep", "collect", _folder.At("s")).Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedTrialIsNotTriedAgainAndSaysWhy()
    {
        Run("s", [.. Settings, "--no-test"]).Good();
        JsonNode result = JsonNode.Parse(File.ReadAllText(_folder.At("s/trial-0003.json")))!;
        (result["status"], result["cause"]) = ("failed", "it cannot be.");
        File.WriteAllText(_folder.At("s/trial-0003.json"), result.ToJsonString());
        ToolRun again = Run("s", [.. Settings, "--trial", "3"]);
        Assert.Equal(ExitCodes.BadInput, again.Code); // an Indexed Job gives such a trial up at once
        Assert.Contains("Trial 3 has failed already: it cannot be.", again.Out, StringComparison.Ordinal);
        Assert.Contains("Broken off: 3.", ToolRun.Of("sweep", "collect", _folder.At("s"), "--no-test").Good().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AMachineThatHadOtherDataIsFoundOut()
    {
        string data = Samples.WriteTiny(_folder);
        string[] sweep = ["sweep", "--data", data, "--test", data, "--validation", "3", "--lr", "0.05,0.2,0.3", "--seeds", "2", "--out", _folder.At("s")];
        ToolRun.Of([.. sweep, "--trial", "2"]).Good();
        File.AppendAllText(data, File.ReadAllLines(data)[^1] + "\n");
        ToolRun.Of([.. sweep, "--trial", "5"]).Good();
        ToolRun collect = ToolRun.Of("sweep", "collect", _folder.At("s"));
        Assert.Equal(ExitCodes.BadInput, collect.Code);
        Assert.Contains($"trial-0005.json: it was made with other data than {_folder.At("s/trial-0002.json")}", collect.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheResultsOfOthersDoNotMatterToATrial()
    {
        Run("s", [.. Settings, "--trial", "1"]).Good();
        File.WriteAllText(_folder.At("s/trial-0001.json"), "{ \"format\": \"glia sw");
        Run("s", [.. Settings, "--trial", "2"]).Good();
        ToolRun collect = ToolRun.Of("sweep", "collect", _folder.At("s"));
        Assert.Equal(ExitCodes.BadInput, collect.Code);
        Assert.Contains("trial-0001.json", collect.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsDueIsAskedWithoutWriting()
    {
        Run("s", [.. Settings, "--trial", "1"]).Good();
        string[] before = _folder.Listing();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.At("s"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal("2-6\n", ToolRun.Of("sweep", "--out", _folder.At("s"), "--due").Good().Out);
        Assert.Equal("1-6\n", Run("no/such/folder", [.. Settings, "--due"]).Good().Out);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.At("s"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(before, _folder.Listing()); // the folder's time included: no probe came and went
        File.WriteAllText(_folder.At("file"), "");
        Assert.Contains("is a file", Run("file", [.. Settings, "--due"]).Error, StringComparison.Ordinal);
        Assert.Contains("holds no sweep", ToolRun.Of(["sweep", "--out", _folder.FullPath, .. Settings, "--due"]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--trial", "2")]
    public void WhatIsDueIsAskedAlone(params string[] options)
    {
        ToolRun run = Run("s", [.. Settings, "--due", .. options]);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("--due: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(options[0], run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrialThatIsDoneEndsAtOnceWhereTheDataAreNot()
    {
        string data = Samples.WriteTiny(_folder);
        ToolRun.Of("sweep", "--data", data, "--test", data, "--validation", "3", "--lr", "0.05,0.2", "--out", _folder.At("s"), "--trial", "2").Good();
        File.Delete(data);
        Assert.Contains("Trial 2 is done already", ToolRun.Of("sweep", "--out", _folder.At("s"), "--trial", "2").Good().Out, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of("sweep", "--out", _folder.At("s"), "--trial", "2", "--json").Json().GetProperty("trial").GetInt32());
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("sweep", "--out", _folder.At("s"), "--trial", "1").Code);
    }

    [Fact]
    public void WhatCollectAdvisesCanBeTyped()
    {
        Directory.CreateDirectory(_folder.At("my sweep"));
        ToolRun none = ToolRun.Of("sweep", "collect", _folder.At("my sweep"));
        Assert.Contains($"Begin one with settings, such as: glia sweep --out '{_folder.At("my sweep")}' --lr ", none.Error, StringComparison.Ordinal);
        Run("my sweep", [.. Settings, "--trial", "1"]).Good();
        File.Delete(_folder.At("my sweep/trial-0001.json"));
        Assert.EndsWith($"Run them: glia sweep --out '{_folder.At("my sweep")}'\n", ToolRun.Of("sweep", "collect", _folder.At("my sweep")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", null, null, 7)]
    [InlineData("auto", "1", null, 1)]
    [InlineData("auto", "8", "", 8)]
    [InlineData("auto", null, "0", 1)]
    [InlineData("auto", "", "7", 8)]
    public void ATrialsNumberIsThatOfTheArray(string text, string? slurm, string? kubernetes, int expected) => Assert.Equal(expected, Number(text, slurm, kubernetes));

    [Theory]
    [InlineData("0", null, null, "there are 8 trials, and 0 is none of them")]
    [InlineData("9", null, null, "there are 8 trials, and 9 is none of them")]
    [InlineData("-1", null, null, "'-1' is not a trial's number")]
    [InlineData("own", null, null, "'own' is not a trial's number, nor 'auto'")]
    [InlineData("auto", null, null, "neither SLURM_ARRAY_TASK_ID (Slurm) nor JOB_COMPLETION_INDEX (Kubernetes) is set")]
    [InlineData("auto", "0", null, "SLURM_ARRAY_TASK_ID=0 (Slurm) is none of them. The array's first number is 1, its last 8")]
    [InlineData("auto", null, "8", "JOB_COMPLETION_INDEX=8 (Kubernetes) is none of them. The array's first number is 0, its last 7")]
    [InlineData("auto", "x", null, "SLURM_ARRAY_TASK_ID=x (Slurm) is no number")]
    [InlineData("auto", null, "2147483647", "is none of them")]
    [InlineData("auto", "3", "4", "SLURM_ARRAY_TASK_ID=3 or JOB_COMPLETION_INDEX=4")]
    public void ANumberThatIsNoTrialsIsRefused(string text, string? slurm, string? kubernetes, string expected)
    {
        ToolException error = Assert.Throws<ToolException>(() => Number(text, slurm, kubernetes));
        Assert.Equal(ExitCodes.BadInput, error.ExitCode);
        Assert.StartsWith("--trial: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static int Number(string text, string? slurm, string? kubernetes) => TrialNumber.Read("--trial", text, 8, name => name == "SLURM_ARRAY_TASK_ID" ? slurm : name == "JOB_COMPLETION_INDEX" ? kubernetes : null);

    private ToolRun Run(string folder, string[] options) => ToolRun.Of(["sweep", "--out", _folder.At(folder), .. options]);

    private Process Start(string folder, Dictionary<string, string> environment, string[] options) => ToolProcess.Start(environment, ["sweep", "--out", _folder.At(folder), .. options]);

    /// <summary>Waits until a checkpoint has come further than <paramref name="epoch"/>. What is read is whole at every moment.</summary>
    // It keeps its thread: a task that waits for one, beside other tests, may come too late.
    private static void UntilPast(string checkpoint, int epoch, Process process)
    {
        while (!File.Exists(checkpoint) || Checkpoint.Describe(checkpoint).EpochsDone <= epoch)
        {
            Assert.False(process.HasExited, "The trial ended before it was met in the middle.");
            Thread.Sleep(2);
        }
    }
}
