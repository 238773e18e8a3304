using Glia.Studio.Inspection;
using Glia.Studio.Runs;

namespace Glia.Studio.Tests.Looking;

/// <summary>Looks are computed for those who wait for them, and for nobody else.</summary>
public sealed class LookDeskTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_last_who_waits_goes_away_a_look_ends_and_the_next_begins_anew()
    {
        string folder = Directory.CreateTempSubdirectory("glia-look-").FullName;
        try
        {
            await using var workshop = new Workshop(new StudioOptions { Folder = folder });
            StudioRun run = workshop.Runs.Create(new Dictionary<string, string>(StringComparer.Ordinal) { ["data"] = "xor" }, null);
            while (run.Record.Status == RunStatus.Preparing) await Task.Delay(10, Stop);
            var desk = new LookDesk();
            var begun = new TaskCompletionSource<Look>();
            using CancellationTokenSource first = new(), second = new();
            Task one = desk.GetAsync("key", false, () => new Look(run), Wait, first.Token);
            Task two = desk.GetAsync<string>("key", false, () => throw new InvalidOperationException("It was begun already."), Wait, second.Token);
            Look look = await begun.Task;
            await first.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
            Assert.False(look.Stopped.IsCancellationRequested); // the second still waits
            await second.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
            Assert.True(look.Stopped.IsCancellationRequested);
            (string result, _) = await desk.GetAsync("key", false, () => new Look(run), _ => Task.FromResult("anew"), Stop);
            Assert.Equal("anew", result);

            async Task<string> Wait(Look mine)
            {
                begun.TrySetResult(mine);
                await Task.Delay(Timeout.Infinite, mine.Stopped);
                return "never";
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
