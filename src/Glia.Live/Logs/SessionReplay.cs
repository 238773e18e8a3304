using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Glia.Live;

/// <summary>
/// Makes a session again of what a log says: the same examples, the same models to the bit, in the time that it takes and not in that it took. Whoever has run it disposes it, and with it the session.
/// </summary>
[Experimental(ExperimentalFeatures.LiveParts)]
public sealed class SessionReplay : IDisposable
{
    private const int MostLine = 256 << 20;

    private readonly string _file;
    private readonly IReadOnlyList<Learner> _custom;
    private readonly ManualResetEventSlim _hold = new();
    private int _line = 1;

    private SessionReplay(string file, string head, IReadOnlyList<Learner> custom)
    {
        (_file, _custom) = (file, custom);
        Session = Begin(head);
    }

    /// <summary>The session as it was at the end. It can go on from there.</summary>
    public LiveSession Session { get; }

    /// <summary>Messages that were done again.</summary>
    public int MessageCount { get; private set; }

    /// <summary>What the models answered at the log's end, as a digest; null where the log was cut off before.</summary>
    public string? LoggedDigest { get; private set; }

    /// <summary>What they answered at the end of the replay.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Replays a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the part that is done, 0 … 1; null where nobody asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="custom">Learners of the caller's own that the log may name, besides <see cref="Learners.All"/>.</param>
    /// <exception cref="InvalidFileException">It is no such log; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static SessionReplay Run(string path, Action<double>? progress = null, CancellationToken cancellationToken = default, params IReadOnlyList<Learner> custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(custom);
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0) throw new InvalidFileException(path, "empty", "It is empty.");
        var replay = new SessionReplay(path, lines[0], custom);
        try
        {
            replay.Do(lines, progress, cancellationToken);
            return replay;
        }
        catch
        {
            replay.Dispose();
            throw;
        }
    }

    /// <summary>Ends whatever the session is learning, and the session.</summary>
    public void Dispose()
    {
        Session.Dispose();
        _hold.Dispose();
    }

    private LiveSession Begin(string line)
    {
        using JsonDocument head = Parse(_file, 1, line);
        if (Text(head, "format") != SessionLog.Format) throw new InvalidFileException(_file, "format", "It is no log of a live session: its first line does not say so.");
        int version = head.RootElement.TryGetProperty("version", out JsonElement v) && v.TryGetInt32(out int number) ? number : 0;
        if (version != SessionLog.Version) throw new InvalidFileException(_file, "version", $"It is a log of version {version}; this program reads version {SessionLog.Version}.");
        bool isStrict = head.RootElement.TryGetProperty("strict", out JsonElement strict) && strict.ValueKind == JsonValueKind.True;
        LiveProject project = Project(head);
        return Sound(() => new LiveSession(project, new LiveOptions { IsStrict = isStrict, Hold = _hold }));
    }

    // A session takes no project that contradicts itself; in a log, that is a fault of the file.
    private T Sound<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (ArgumentException e)
        {
            throw new InvalidFileException(_file, "project", $"line {_line} holds a project that no session takes: {e.Message}");
        }
    }

    private LiveProject Project(JsonDocument line)
    {
        string file = _file;
        (LiveProject project, _, _) = LiveJson.Read(file, Encoding.UTF8.GetBytes(Text(line, "project") ?? ""), _custom);
        if (Text(line, "examples") is { } examples) project = project with { Examples = ExampleCsv.Read(file, Encoding.UTF8.GetBytes(examples), project) };
        if (Text(line, "gestures") is { } gestures) project = project with { GestureExamples = GestureCsv.Read(file, Encoding.UTF8.GetBytes(gestures), project) };
        return project;
    }

    private void Do(string[] lines, Action<double>? progress, CancellationToken cancellationToken)
    {
        var dispatcher = new LiveDispatcher(Session, new LiveFiles(Session, null), new OscTraffic());
        var writer = new OscWriter();
        for (_line = 2; _line <= lines.Length; _line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_line == lines.Length && !IsWhole(lines[^1])) break; // the power went off in the middle of the last line
            using JsonDocument entry = Parse(_file, _line, lines[_line - 1]);
            if (Text(entry, "osc") is { } osc) Do(osc, writer, dispatcher);
            else if (Text(entry, "learned") is { } end) Learned(end, cancellationToken);
            else if (entry.RootElement.TryGetProperty("model", out JsonElement model) && model.TryGetInt32(out int number)) Session.TakeModel(number, Project(entry), entry.RootElement.TryGetProperty("withExamples", out JsonElement with) && with.ValueKind == JsonValueKind.True);
            else if (Text(entry, "project") is not null) Load(Project(entry));
            else LoggedDigest = Text(entry, "models") ?? LoggedDigest;
            if (_line % 1000 == 0) progress?.Invoke((double)_line / lines.Length);
        }

        // A training that nobody saw the end of did not come to one.
        if (Session.IsTraining) Learned(SessionLog.Word(TrainingEnd.Cancelled), cancellationToken);
        _hold.Set(); // the session may learn again
        Digest = ModelDigest.Of(Session);
        progress?.Invoke(1);
    }

    private void Do(string osc, OscWriter writer, LiveDispatcher dispatcher)
    {
        // Whether a cancellation came in time is what the end says.
        if (osc.StartsWith("/wekinator/control/cancelTrain", StringComparison.Ordinal)) return;
        writer.Clear();
        if (!OscText.TryParse(osc, writer, out string? error)) throw new InvalidFileException(_file, "osc", $"line {_line}: {error}");
        dispatcher.Do(writer.Finish(), "replay");
        MessageCount++;
    }

    // The new models answer from the very place on where they did.
    private void Learned(string end, CancellationToken cancellationToken)
    {
        if (!Session.IsTraining) return;
        if (end == SessionLog.Word(TrainingEnd.Cancelled)) Session.CancelTraining();
        _hold.Set();
        Session.WaitForTrainingAsync(cancellationToken).GetAwaiter().GetResult();
        _hold.Reset();
    }

    private void Load(LiveProject project) => Sound(() =>
    {
        Session.Open(project);
        return Session;
    });

    private static bool IsWhole(string line)
    {
        try
        {
            JsonDocument.Parse(line).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonDocument Parse(string file, int number, string line)
    {
        if (line.Length > MostLine) throw new InvalidFileException(file, "size", $"line {number} is longer than any that was written.");
        try
        {
            JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below, with its place.
        }

        throw new InvalidFileException(file, "json", $"line {number} is no JSON document: a log of a live session has one in each line.");
    }

    private static string? Text(JsonDocument document, string name) => document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
