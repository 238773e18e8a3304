namespace Glia.Datasets;

/// <summary>Ends a network call that brings nothing for too long, and turns what the network does wrong into a <see cref="MirrorFault"/>; the user's own cancellation passes.</summary>
internal sealed class StallClock : IDisposable
{
    private readonly DownloadOptions _options;
    private readonly CancellationToken _user;
    private readonly CancellationTokenSource _whole;

    public StallClock(DownloadOptions options, CancellationToken user)
    {
        _options = options;
        _user = user;
        _whole = CancellationTokenSource.CreateLinkedTokenSource(user);
        _whole.CancelAfter(options.RequestTimeout);
    }

    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var step = CancellationTokenSource.CreateLinkedTokenSource(_whole.Token);
        step.CancelAfter(_options.StallTimeout);
        try
        {
            return await call(step.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            _user.ThrowIfCancellationRequested();
            if (_whole.IsCancellationRequested) throw new MirrorFault($"it took longer than {_options.RequestTimeout.TotalMinutes:0.##} minutes");
            if (e is OperationCanceledException) throw new MirrorFault($"it sent nothing for {_options.StallTimeout.TotalSeconds:0.##} seconds");
            if (e is HttpRequestException) throw new MirrorFault($"it could not be reached ({e.Message})");
            throw new MirrorFault($"the connection broke ({e.Message})", FaultRemedy.Resume);
        }
    }

    public void Dispose() => _whole.Dispose();
}
