using Glia.Live;

namespace Glia.Studio.Live;

/// <summary>One live session with all that a page wants to know of it. Nothing here grows with time.</summary>
internal sealed class LiveDesk : LiveListener, IDisposable
{
    private const int MostWarnings = 50;

    private readonly Lock _gate = new();
    private readonly Queue<WarningView> _warnings = new();
    private readonly CancellationTokenSource _closed = new();
    private long _warningCount, _changes, _exampleChanges;

    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public LiveDesk(int id, LiveSession session, LiveHostOptions options)
    {
        (Id, Session, Closed) = (id, session, _closed.Token);
        Host = LiveHost.Start(session, options);
        Scores = new ScoreDesk(session);
        session.AddListener(this);
    }

    /// <summary>Another one for each session that was opened.</summary>
    public int Id { get; }

    public LiveSession Session { get; }

    public LiveHost Host { get; }

    public ScoreDesk Scores { get; }

    /// <summary>Cancelled when the session is closed.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Rises with whatever may have changed names, settings or states.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Rises with whatever may have changed examples.</summary>
    public long ExampleChanges => Interlocked.Read(ref _exampleChanges);

    /// <summary>Warnings so far.</summary>
    public long WarningCount => Interlocked.Read(ref _warningCount);

    /// <summary>The last warnings, the newest last.</summary>
    public WarningView[] Warnings()
    {
        lock (_gate) return [.. _warnings];
    }

    /// <inheritdoc/>
    public override void OnExample(Example example) => Interlocked.Increment(ref _exampleChanges);

    /// <inheritdoc/>
    public override void OnChange()
    {
        Interlocked.Increment(ref _changes);
        Interlocked.Increment(ref _exampleChanges);
    }

    /// <inheritdoc/>
    public override void OnWarning(string text)
    {
        lock (_gate)
        {
            _warnings.Enqueue(new(Interlocked.Increment(ref _warningCount), DateTime.UtcNow, text));
            if (_warnings.Count > MostWarnings) _warnings.Dequeue();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        Session.RemoveListener(this);
        Scores.Dispose();
        Host.Dispose();
        Session.Dispose();
        _closed.Dispose();
    }
}
