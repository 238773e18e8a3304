using System.Runtime.InteropServices;

namespace Glia.Cli.Tests;

/// <summary>Ctrl-C in a process of its own: the training is saved, and goes on to the same bits as one that was never stopped.</summary>
public sealed class SignalTests : IDisposable
{
    private static readonly string[] Training = ["train", "--count", "1000", "--layers", "32", "--epochs", "1000", "--augment", "shift=1", "--threads", "1", "--out", "m.safetensors"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task E3_AStoppedTrainingGoesOnToTheSameModel()
    {
        // Windows has no signal that a test could send to another process, so there nothing is stopped and the resumed training is a new one.
        string whole = Folder("whole"), stopped = Folder("stopped");
        (int code, _, string error) = await ToolProcess.Run(whole, Training);
        Assert.True(code == ExitCodes.Ok, error);

        (code, _, error) = await ToolProcess.Run(stopped, Training, interruptAfter: OperatingSystem.IsWindows() ? null : "  3/1000");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(ExitCodes.Stopped, code);
            Assert.Contains("train --resume m.checkpoint.safetensors", error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(stopped, "m.safetensors")));
            Assert.False(Checkpoint.Describe(Path.Combine(stopped, "m.checkpoint.safetensors")).IsDone);
            (code, string output, error) = await ToolProcess.Run(stopped, ["train", "--resume", "m.checkpoint.safetensors"]);
            Assert.True(code == ExitCodes.Ok, error);
            Assert.Contains("resumed", output, StringComparison.Ordinal);
            Assert.DoesNotContain("  1/1000", output, StringComparison.Ordinal);
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "m.safetensors")), File.ReadAllBytes(Path.Combine(stopped, "m.safetensors")));
    }

    [Fact]
    public void ASignalThatComesWhenTheWorkIsDoneChangesNothing()
    {
        var signals = new StopSignals();
        CancellationToken work = signals.Token;
        signals.Dispose();
        var last = new PosixSignalContext(PosixSignal.SIGTERM);
        signals.Stop(last, 143); // as of a signal that came just before, and is handled on a thread of its own: an error there would end the process
        Assert.True(last.Cancel);
        Assert.False(work.IsCancellationRequested);
        Assert.Equal(ExitCodes.Ok, signals.ExitCode(ExitCodes.Ok));
    }

    private string Folder(string name) => Directory.CreateDirectory(_folder.At(name)).FullName;
}
