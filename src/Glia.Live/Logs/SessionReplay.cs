using System.Text;
using System.Text.Json;

namespace Glia.Live;

/// <summary>Makes a session again of what a log says: the same examples, the same models to the bit, in the time that it takes and not in that it took.</summary>
public sealed class SessionReplay
{
    private const int MostLine = 256 << 20;

    private readonly string _file;
    private int _line;

    private SessionReplay(string file) => _file = file;

    /// <summary>The session as it was at the end.</summary>
    public required LiveSession Session { get; init; }

    /// <summary>Messages that were done again.</summary>
    public int Messages { get; private set; }

    /// <summary>What the models answered at the log's end, as a digest; null where the log was cut off before.</summary>
    public string? LoggedDigest { get; private set; }

    /// <summary>What they answer now.</summary>
    public string Digest => ModelDigest.Of(Session);

    /// <summary>Replays a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the part that is done, 0 … 1; null where nobody asks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidFileException">It is no such log; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static SessionReplay Run(string path, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0) throw new InvalidFileException(path, "empty", "It is empty.");
        var hold = new ManualResetEventSlim();
        var replay = new SessionReplay(path) { Session = Begin(path, lines[0], hold) };
        replay.Do(lines, hold, progress, cancellation);
        return replay;
    }

    private static LiveSession Begin(string file, string line, ManualResetEventSlim hold)
    {
        using JsonDocument head = Parse(file, 1, line);
        if (Text(head, "format") != SessionLog.Format) throw new InvalidFileException(file, "format", "It is no log of a live session: its first line does not say so.");
        int version = head.RootElement.TryGetProperty("version", out JsonElement v) && v.TryGetInt32(out int number) ? number : 0;
        if (version != SessionLog.Version) throw new InvalidFileException(file, "version", $"It is a log of version {version}; this program reads version {SessionLog.Version}.");
        bool isStrict = head.RootElement.TryGetProperty("strict", out JsonElement strict) && strict.ValueKind == JsonValueKind.True;
        return new LiveSession(Project(file, head), new LiveOptions { IsStrict = isStrict, Hold = hold });
    }

    private static LiveProject Project(string file, JsonDocument line)
    {
        (LiveProject project, _, _) = LiveJson.Read(file, Encoding.UTF8.GetBytes(Text(line, "project") ?? ""));
        if (Text(line, "examples") is { } examples) project = project with { Examples = ExampleCsv.Read(file, Encoding.UTF8.GetBytes(examples), project) };
        if (Text(line, "gestures") is { } gestures) project = project with { GestureExamples = GestureCsv.Read(file, Encoding.UTF8.GetBytes(gestures), project) };
        return project;
    }

    private void Do(string[] lines, ManualResetEventSlim hold, Action<double>? progress, CancellationToken cancellation)
    {
        var dispatcher = new LiveDispatcher(Session, new LiveFiles(Session, null), new OscTraffic());
        var writer = new OscWriter();
        for (_line = 2; _line <= lines.Length; _line++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_line == lines.Length && !IsWhole(lines[^1])) break; // the power went off in the middle of the last line
            using JsonDocument entry = Parse(_file, _line, lines[_line - 1]);
            if (Text(entry, "osc") is { } osc) Do(osc, writer, dispatcher);
            else if (Text(entry, "learned") is { } end) Learned(end, hold);
            else if (entry.RootElement.TryGetProperty("model", out JsonElement model) && model.TryGetInt32(out int number)) Session.TakeModel(number, Project(_file, entry), entry.RootElement.TryGetProperty("withExamples", out JsonElement with) && with.ValueKind == JsonValueKind.True);
            else if (Text(entry, "project") is not null) Session.Load(Project(_file, entry));
            else LoggedDigest = Text(entry, "models") ?? LoggedDigest;
            if (_line % 1000 == 0) progress?.Invoke((double)_line / lines.Length);
        }

        // A training that nobody saw the end of did not come to one.
        if (Session.IsLearning) Learned(SessionLog.Word(LearningEnd.Cancelled), hold);
        progress?.Invoke(1);
    }

    private void Do(string osc, OscWriter writer, LiveDispatcher dispatcher)
    {
        // Whether a cancellation came in time is what the end says.
        if (osc.StartsWith("/wekinator/control/cancelTrain", StringComparison.Ordinal)) return;
        writer.Clear();
        if (!OscText.TryWrite(osc, writer, out string? error)) throw new InvalidFileException(_file, "osc", $"line {_line}: {error}");
        dispatcher.Do(writer.Finish(), "replay");
        Messages++;
    }

    // The new models answer from the very place on where they did.
    private void Learned(string end, ManualResetEventSlim hold)
    {
        if (!Session.IsLearning) return;
        if (end == SessionLog.Word(LearningEnd.Cancelled)) Session.CancelLearning();
        hold.Set();
        Session.WaitAsync().Wait();
        hold.Reset();
    }

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
