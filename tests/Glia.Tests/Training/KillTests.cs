using System.Diagnostics;
using System.Runtime.InteropServices;
using Glia.Tests.Formats;

namespace Glia.Tests.Training;

/// <summary>A training in another process is killed at random moments without warning and started again, until it is done.</summary>
public sealed class KillTests
{
    private const int Kills = 50;

    [Fact]
    public void A_training_that_is_killed_again_and_again_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        string expected = Run(folder.File("straight"), null, isAfterReady: true)!;
        var random = new Xoshiro256(77);
        int kills = 0, trainings = 0, advanced = 0;
        double longest = 60; // milliseconds; finds its own measure, whatever the machine
        long step = 0;
        while (kills < Kills || trainings == 0)
        {
            string path = folder.File($"t{trainings}");
            bool isAfterReady = kills % 5 != 0; // some are killed while they start
            TimeSpan? delay = kills >= Kills ? null : TimeSpan.FromMilliseconds(random.NextDouble() * (isAfterReady ? longest : 150));
            string? hash = Run(path, delay, isAfterReady);
            if (hash is not null)
            {
                Assert.Equal(expected, hash);
                trainings++;
                step = 0;
                continue;
            }

            kills++;
            long before = step;
            step = Check(path, before);
            if (step > before) advanced++;
            if (isAfterReady) longest *= step > before ? 0.7 : 1.4;
        }

        Assert.True(advanced > 0, "Every kill came before any progress.");
    }

    /// <summary>Makes sure that what a kill left is whole and not older than what was there before; the step that it has come to.</summary>
    private static long Check(string path, long before)
    {
        if (!File.Exists(path))
        {
            Assert.Equal(0, before); // killed before the first
            return 0;
        }

        long step = Checkpoint.Describe(path).StepsDone;
        Assert.True(step >= before, $"The newest checkpoint went back from step {before} to {step}.");
        if (File.Exists(Checkpoint.Previous(path))) Assert.True(Checkpoint.Describe(Checkpoint.Previous(path)).StepsDone <= step);
        return step;
    }

    /// <summary>Runs the training; its hash, or null where it was killed before the end.</summary>
    private static string? Run(string path, TimeSpan? killAfter, bool isAfterReady)
    {
        string host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "Glia.Tests.Victim.dll"), path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (isAfterReady) Assert.StartsWith("ready ", process.StandardOutput.ReadLine(), StringComparison.Ordinal); // a notice here would mean a damaged checkpoint
        if (killAfter is { } delay)
        {
            Thread.Sleep(delay);
            process.Kill();
        }

        string[] lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        Assert.Equal("", errors.GetAwaiter().GetResult());
        Assert.DoesNotContain(lines, line => line.StartsWith("notice ", StringComparison.Ordinal));
        return lines.FirstOrDefault(line => line.StartsWith("hash ", StringComparison.Ordinal))?.Trim();
    }
}
