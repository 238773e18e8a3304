namespace Glia.Studio;

/// <summary>All that one studio holds: its folder, its runs and its data.</summary>
internal sealed class Workshop(StudioOptions options) : IAsyncDisposable
{
    public StudioOptions Options => options;

    /// <summary>Whether the studio is about to end: streams close, nothing new begins.</summary>
    public CancellationToken Stopping => _stopping.Token;

    private readonly CancellationTokenSource _stopping = new();

    public void BeginStop() => _stopping.Cancel();

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }
}
