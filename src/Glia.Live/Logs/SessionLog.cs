using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Glia.Live;

/// <summary>
/// Writes down everything that happens to a session, one JSON document a line: first the project as it was, then every message with when and from where it came, and every end of a training.
/// <see cref="SessionReplay"/> makes the same session of it again.
/// </summary>
internal sealed class SessionLog : LiveListener, IDisposable
{
    public const string Format = "glia live log";
    public const int Version = 1;
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromMilliseconds(500);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly Stream _file;
    private readonly LiveSession _session;
    private readonly Utf8JsonWriter _json;
    private readonly Timer _timer;
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _isClosed;

    /// <summary>Begins a log. A file that is there already is not overwritten.</summary>
    /// <exception cref="IOException">The file is there, or cannot be written.</exception>
    public SessionLog(string path, LiveSession session)
        : this(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16), session)
    {
    }

    internal SessionLog(string path, Stream file, LiveSession session)
    {
        (Path, _file, _session) = (path, file, session);
        _json = new Utf8JsonWriter(_file, Options);
        WriteHead(session);
        _timer = new Timer(_ => Flush(), null, BetweenFlushes, BetweenFlushes);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Why nothing more is written; null where all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Writes a message down.</summary>
    public void Heard(in OscMessage message, string source)
    {
        string text = OscText.Format(message);
        Line(json =>
        {
            json.WriteString("from", source);
            json.WriteString("osc", text);
        });
    }

    /// <inheritdoc/>
    public override void OnTrained(TrainingOutcome outcome) => Line(json => json.WriteString("learned", Word(outcome.End)));

    /// <inheritdoc/>
    public override void OnWarning(string text) => Line(json => json.WriteString("warning", text));

    /// <summary>Writes down what the session's models answer, so that a replay can be held against it, and ends the log.</summary>
    public void Close(LiveSession session)
    {
        lock (session.Turn) // nothing is done between the asking and the end of the log
        {
            string digest = ModelDigest.Of(session); // before the log is locked, for which the session may be waiting
            Line(json => json.WriteString("models", digest));
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            Try(() =>
            {
                _json.Dispose();
                if (_file is FileStream file) file.Flush(flushToDisk: true);
            });
            Try(_file.Dispose);
        }
    }

    /// <summary>The word for an end of training.</summary>
    internal static string Word(TrainingEnd end) => end switch { TrainingEnd.Done => "done", TrainingEnd.Cancelled => "cancelled", _ => "failed" };

    /// <inheritdoc/>
    public override void OnLoaded(LiveProject project) => Line(json => Write(json, project));

    /// <inheritdoc/>
    public override void OnModelTaken(int number, LiveProject from, bool withExamples) => Line(json =>
    {
        json.WriteNumber("model", number);
        json.WriteBoolean("withExamples", withExamples);
        Write(json, from);
    });

    private void WriteHead(LiveSession session) => Line(json =>
    {
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("begun", DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        json.WriteBoolean("strict", session.Options.IsStrict);
        Write(json, session.ToProject());
    });

    private static void Write(Utf8JsonWriter json, LiveProject project)
    {
        json.WriteString("project", Table(stream => LiveJson.Write(stream, project, null, null)));
        if (project.Examples.Count > 0) json.WriteString("examples", Table(stream => ExampleCsv.Write(stream, project)));
        if (project.GestureExamples.Count > 0) json.WriteString("gestures", Table(stream => GestureCsv.Write(stream, project)));
    }

    private static string Table(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        lock (_gate)
        {
            if (_isClosed || Failure is not null) return;
            Try(() =>
            {
                _json.WriteStartObject();
                _json.WriteNumber("t", Math.Round(Stopwatch.GetElapsedTime(_start).TotalSeconds, 6));
                write(_json);
                _json.WriteEndObject();
                _json.Flush();
                _json.Reset();
                _file.WriteByte((byte)'\n');
            });
        }
    }

    private void Flush()
    {
        lock (_gate)
            if (!_isClosed) Try(_file.Flush);
    }

    // A full disk must not end a performance: the log ends, and says so.
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (IOException e)
        {
            if (Failure is not null) return;
            Failure = e.Message;
            ThreadPool.QueueUserWorkItem(_ => _session.Report($"Nothing more is written to the log: {e.Message}")); // not from here, where the session may be waiting for the log
        }
    }
}
