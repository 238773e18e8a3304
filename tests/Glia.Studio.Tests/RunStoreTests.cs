using Glia.Studio.Runs;
using Glia.Workbench;

namespace Glia.Studio.Tests;

/// <summary>Runs and their data, when several ask for them at once.</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-runs-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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

    private sealed class Changing(Action change) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => change();
    }
}
