using System.Net;
using Glia.Studio.Http;
using Glia.Studio.Runs;
using Glia.Workbench;

namespace Glia.Studio.Tests;

/// <summary>Runs and their data, when several ask for them at once.</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-runs-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_still_holds_a_deleted_run_does_not_bring_half_of_it_back()
    {
        await using RunStore runs = Open();
        StudioRun run = await Made(runs);
        await runs.DeleteAsync(run.Id);
        foreach (Func<Task> what in new[] { () => run.RenameAsync("again"), () => run.PlayAsync(new Pace(), Stop), () => run.StepAsync(1, Stop), () => run.ResetAsync(Stop) })
            Assert.Equal((int)HttpStatusCode.NotFound, (await Assert.ThrowsAsync<StudioException>(what)).Status);
        await run.PrepareAsync(Stop);
        await run.CloseAsync(); // as the studio does at its end, with all
        Assert.False(Directory.Exists(run.Folder.Path));
        StudioRun back = await runs.RestoreAsync(run.Id);
        await back.StepAsync(1, Stop);
        Assert.Equal([back], runs.All);
    }

    [Fact]
    public async Task A_run_that_cannot_be_put_away_stays()
    {
        await using RunStore runs = Open();
        StudioRun run = await Made(runs);
        await File.WriteAllTextAsync(Path.Combine(_folder, "deleted"), "no folder", Stop);
        await Assert.ThrowsAnyAsync<IOException>(() => runs.DeleteAsync(run.Id));
        Assert.Equal([run], runs.All);
        await run.StepAsync(1, Stop);
    }

    [Fact]
    public async Task Runs_that_are_made_at_once_have_names_of_their_own()
    {
        await using RunStore runs = Open();
        StudioRun[] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runs.Create(Xor, null), Stop)));
        Assert.Equal(8, made.Select(r => r.Record.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Data_that_change_while_they_are_read_are_read_again()
    {
        var cache = new DataCache();
        DataChoice choice = DataChoice.Of("generated") with { Count = 2000 };
        TrainData old = await cache.GetAsync(choice, 1, new Changing(() => cache.Forget(choice.Data)), Stop);
        TrainData now = await cache.GetAsync(choice, 1, null, Stop);
        Assert.NotSame(old, now);
        Assert.Same(now, await cache.GetAsync(choice, 1, null, Stop));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Dictionary<string, string> Xor => new(StringComparer.Ordinal) { ["data"] = "xor" };

    private RunStore Open() => new(_folder, new DataCache(), _ => null, threads: 1);

    private static async Task<StudioRun> Made(RunStore runs)
    {
        StudioRun run = runs.Create(Xor, null);
        while (run.Record.Status == RunStatus.Preparing) await Task.Delay(5, Stop);
        return run;
    }

    private sealed class Changing(Action change) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => change();
    }
}
