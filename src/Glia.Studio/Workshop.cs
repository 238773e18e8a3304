using Glia.Studio.Data;
using Glia.Studio.Live;
using Glia.Studio.Runs;

namespace Glia.Studio;

/// <summary>All that one studio holds: its folder, its runs and its data.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="IOException">The folder cannot be used.</exception>
    public Workshop(StudioOptions options)
    {
        Options = options;
        Directory.CreateDirectory(options.Folder);
        Library = new DataLibrary(options.Folder);
        Runs = new RunStore(options.Folder, new DataCache(), Library.PathOf, options.Threads);
        Live = new LiveRoom(new LiveShelf(Path.Combine(options.Folder, "live")));
        Library.Changed = Runs.Data.Forget;
    }

    public StudioOptions Options { get; }

    /// <summary>Data sets of this studio.</summary>
    public DataLibrary Library { get; }

    public RunStore Runs { get; }

    /// <summary>The session that is taught by showing, if one is open.</summary>
    public LiveRoom Live { get; }

    /// <summary>Whether the studio is about to end: streams close, nothing new begins.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public void BeginStop() => _stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        Live.Dispose();
        await Runs.DisposeAsync();
        _stopping.Dispose();
    }
}
