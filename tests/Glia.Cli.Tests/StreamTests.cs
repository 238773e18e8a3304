using System.Globalization;

namespace Glia.Cli.Tests;

/// <summary>Data larger than memory: drawn while they are trained on, or mapped.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ABillionDigitsAreTrainedOnAtOnceInLittleMemory()
    {
        if (OperatingSystem.IsWindows()) return; // which has no signal that a test could send to another process
        long peak = 0;
        async Task LookAround(int process)
        {
            await Task.Delay(1000, TestContext.Current.CancellationToken); // the head is written: it trains
            if (OperatingSystem.IsLinux()) peak = PeakMemory(process);
        }

        string last = "           cross-entropy"; // of the head
        (int code, string output, string error) = await ToolProcess.Run(_folder.At(""), ["train", "--count", "1000000000", "--out", "m.safetensors"], last, LookAround);
        Assert.Equal(ExitCodes.Stopped, code);
        Assert.Contains("1,000,000,000 generated digits (seed 1), each drawn when it is trained on", output, StringComparison.Ordinal);
        Assert.Contains("of 1,000,000,000 samples. Saved to m.checkpoint.safetensors", error, StringComparison.Ordinal);
        Assert.InRange(peak, OperatingSystem.IsLinux() ? 1 : 0, 400_000_000);
        int step = Step();
        (code, output, error) = await ToolProcess.Run(_folder.At(""), ["train", "--resume", "m.checkpoint.safetensors"], "  resumed", LookAround);
        Assert.Equal(ExitCodes.Stopped, code);
        Assert.InRange(peak, OperatingSystem.IsLinux() ? 1 : 0, 400_000_000);
        Assert.True(Step() > step, error);
    }

    [Fact]
    public async Task HowMuchMemoryThereIsChangesNoBit()
    {
        const long little = 80_000_000; // a quarter of which is less than 23.5 million pixels
        (string Data, string Sign)[] data = [("--count 30000", "each drawn when it is trained on"), ("--data d-images-idx3-ubyte", "in a mapped file")];
        ToolRun.Of("data", "generate", "30000", _folder.At("d-images-idx3-ubyte")).Good();
        foreach ((string options, string sign) in data)
        {
            string[] training = ["train", .. options.Split(' '), "--layers", "16", "--epochs", "1", "--validation", "1000", "--out", "m.safetensors"];
            (int code, string output, string error) = await ToolProcess.Run(_folder.At(""), training);
            Assert.True(code == ExitCodes.Ok, error);
            Assert.DoesNotContain(sign, output, StringComparison.Ordinal);
            byte[] plenty = File.ReadAllBytes(_folder.At("m.safetensors"));

            (code, output, error) = await ToolProcess.Run(_folder.At(""), training, memory: little);
            Assert.True(code == ExitCodes.Ok, error);
            Assert.Contains(sign, output, StringComparison.Ordinal);
            Assert.Equal(plenty, File.ReadAllBytes(_folder.At("m.safetensors")));
        }
    }

    [Fact]
    public void WhatIsTooMuchIsSaidBeforeTheWork()
    {
        ToolRun run = ToolRun.Of("data", "generate", "1000001", _folder.At("x.csv"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("<N>: 1,000,001 digits are too many for a table or PNGs", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("train", "--count", "2000000001").Code);
        Assert.Equal(ExitCodes.BadInput, ToolRun.Of("train", "--data", "circle", "--count", "2000000").Code);
        run = ToolRun.Of("train", "--count", "2000000000", "--validation", "3", "--out", _folder.At("m.safetensors"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("--validation: the last 3 samples do not have every class", run.Error, StringComparison.Ordinal);
        run = ToolRun.Of("train", "--count", "2000000000", "--validation", "1500000000", "--out", _folder.At("m.safetensors"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("--validation: 1,500,000,000 samples are more than the memory holds", run.Error, StringComparison.Ordinal);
        run = ToolRun.Of("train", "--count", "2000000000", "--batch", "0", "--out", _folder.At("m.safetensors"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("A batch of 2000000000 samples does not fit into memory", run.Error, StringComparison.Ordinal);
    }

    private int Step() => (int)Checkpoint.Describe(_folder.At("m.checkpoint.safetensors")).StepsDone;

    /// <summary>The most that was ever resident, in bytes.</summary>
    private static long PeakMemory(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line["VmHWM:".Length..^"kB".Length], NumberStyles.Integer, CultureInfo.InvariantCulture);
    }
}
