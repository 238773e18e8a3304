using System.Net;
using System.Net.Sockets;
using Glia.Formats;

namespace Glia.Live;

/// <summary>A session with ears and a mouth: it listens on a UDP port, does what messages say, and answers to another port. All members may be called from any thread.</summary>
public sealed class LiveHost : IDisposable
{
    private readonly OscReceiver _receiver;
    private readonly OscSender _sender, _tables;
    private readonly OscOutputs _outputs;
    private readonly LiveDispatcher _dispatcher;
    private readonly OscReplies _replies;
    private readonly SessionLog? _log;

    private LiveHost(LiveSession session, LiveHostOptions options)
    {
        Session = session;
        Options = options;
        _outputs = new OscOutputs(Traffic);
        _tables = new OscSender(new IPEndPoint(IPAddress.Loopback, LiveHostOptions.BundlePort));
        var files = new LiveFiles(session, options.FilesFolder, _tables);
        _dispatcher = new LiveDispatcher(session, files, Traffic);
        files.Do = line => _dispatcher.Do(line, "file");
        _replies = new OscReplies(session, _outputs);
        _sender = new OscSender(options.Send);
        _outputs.Add(_sender);
        session.AddListener(_replies);
        try
        {
            if (options.LogPath is { } log)
            {
                _log = new SessionLog(log, session);
                session.AddListener(_log);
                _dispatcher.Heard = _log.Heard;
            }

            _receiver = new OscReceiver(options.Listen, _dispatcher.IsInputs, (packet, _) => _dispatcher.Do(packet, "udp"));
        }
        catch
        {
            Forget();
            if (_log is not null) AtomicFile.TryDelete(_log.Path); // it would be in the way of the next try
            throw;
        }
    }

    /// <summary>The session.</summary>
    public LiveSession Session { get; }

    /// <summary>Where it listens and answers.</summary>
    public LiveHostOptions Options { get; }

    /// <summary>What comes and goes.</summary>
    public OscTraffic Traffic { get; } = new();

    /// <summary>Where it listens.</summary>
    public IPEndPoint Listening => _receiver.EndPoint;

    /// <summary>Datagrams that came, that gave way to later ones, and that the system could not keep (null where it does not say).</summary>
    public (long Received, long Dropped, long? Overflowed) Datagrams => (_receiver.Received, _receiver.Dropped, _receiver.Overflowed);

    /// <summary>Begins to listen.</summary>
    /// <param name="session">The session. It stays the caller's: disposing the host does not dispose it.</param>
    /// <param name="options">Where it listens and answers; null for this machine alone, on Wekinator's ports.</param>
    /// <exception cref="SocketException">The port is taken, or the address is none of this machine's.</exception>
    /// <exception cref="IOException">The log is there already, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static LiveHost Start(LiveSession session, LiveHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        var host = new LiveHost(session, options ?? new());
        _ = Task.Run(Learners.Rehearse); // so that the first training does not wait for the compiler
        return host;
    }

    /// <summary>Does what a packet says, as if it had come by UDP. From any thread; it returns when it is done, and what cannot be read or is refused is counted and told as a warning, never thrown.</summary>
    /// <param name="packet">One message, or a bundle.</param>
    /// <param name="source">Who says so, for the log: <c>page</c>, <c>panel</c>.</param>
    public void Handle(ReadOnlySpan<byte> packet, string source) => _dispatcher.Do(packet, source);

    /// <summary>Sends everything there too.</summary>
    internal void Add(IOscOutput output) => _outputs.Add(output);

    /// <summary>Sends nothing there any more.</summary>
    internal void Remove(IOscOutput output) => _outputs.Remove(output);

    /// <summary>Why the log ended before the session; null where it did not.</summary>
    public string? LogFailure => _log?.Failure;

    /// <summary>Stops listening, ends a training that is under way and waits for its end, closes the log, and stops answering. The session stays, for the caller to go on with or to dispose.</summary>
    public void Dispose()
    {
        _receiver.Dispose();
        Session.EndLearning();
        _log?.Close(Session);
        Forget();
    }

    private void Forget()
    {
        Session.RemoveListener(_replies);
        if (_log is not null) Session.RemoveListener(_log);
        _log?.Dispose();
        _sender.Dispose();
        _tables.Dispose();
    }
}
