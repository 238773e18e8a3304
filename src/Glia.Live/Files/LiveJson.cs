using System.Text.Json;
using Glia.Formats;

namespace Glia.Live;

/// <summary>A table that belongs to a project.</summary>
/// <param name="File">Its name, in the project's folder.</param>
/// <param name="Count">Number of examples in it.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal; null where any will do.</param>
internal sealed record LiveTable(string File, int Count, string? Sha256);

/// <summary>
/// <c>live.json</c>: all of a project but its examples, and which tables hold these. Unknown fields are refused, since what is not understood must not be lost when it is saved again.
/// </summary>
internal static class LiveJson
{
    /// <summary>The version that is written, and the only one there is.</summary>
    public const int Version = 1;

    /// <summary>Most bytes of the file.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const string Format = "glia-live", Value = "value", Class = "class", Place = "the project";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, LiveProject project, LiveTable? examples, LiveTable? gestures)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("name", project.Name);
        json.WriteNumber("seed", project.Seed);
        json.WriteString("inputAddress", project.InputAddress);
        if (project.InputPort is { } inputPort) json.WriteNumber("inputPort", inputPort);
        json.WriteString("outputAddress", project.OutputAddress);
        if (project.OutputHost is { } host) json.WriteString("outputHost", host);
        if (project.OutputPort is { } outputPort) json.WriteNumber("outputPort", outputPort);
        WriteTexts(json, "inputs", project.InputNames);
        if (project.Gestures is { } spec) WriteGestures(json, spec);
        else WriteOutputs(json, project);
        WriteTable(json, "examples", examples);
        WriteTable(json, "gestureExamples", gestures);
        json.WriteEndObject();
    }

    private static void WriteOutputs(Utf8JsonWriter json, LiveProject project)
    {
        json.WriteStartArray("outputs");
        foreach (OutputSpec output in project.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            json.WriteString("kind", output.Kind == OutputKind.Class ? Class : Value);
            if (output.Kind == OutputKind.Class) json.WriteNumber("classes", output.ClassCount);
            json.WriteNumber("minimum", output.Minimum);
            json.WriteNumber("maximum", output.Maximum);
            json.WriteBoolean("hardLimits", output.IsHardLimited);
            json.WriteBoolean("integer", output.IsInteger);
            json.WriteBoolean("sendsProbabilities", output.SendsProbabilities);
            if (output.SelectedInputIndices is { } selected) WriteTexts(json, "selectedInputs", selected.Select(i => project.InputNames[i]));
            json.WriteStartObject("learner");
            json.WriteString("name", output.Learner.Name);
            json.WriteStartObject("settings");
            foreach ((string key, string value) in output.Learner.Settings) json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGestures(Utf8JsonWriter json, GestureSpec gestures)
    {
        json.WriteStartObject("gestures");
        WriteTexts(json, "names", gestures.Names);
        json.WriteString("outputName", gestures.OutputName);
        json.WriteNumber("matchWidth", gestures.MatchWidth);
        json.WriteNumber("hop", gestures.Hop);
        json.WriteNumber("minimumLength", gestures.MinimumLength);
        json.WriteNumber("downsampleTo", gestures.DownsampleTo);
        if (gestures.Threshold is { } threshold) json.WriteNumber("threshold", threshold);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, string name, LiveTable? table)
    {
        if (table is null) return;
        json.WriteStartObject(name);
        json.WriteString("file", table.File);
        json.WriteNumber("count", table.Count);
        json.WriteString("sha256", table.Sha256);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>The project without its examples, and the tables that hold them.</summary>
    /// <exception cref="InvalidFileException">It is no such file.</exception>
    public static (LiveProject Project, LiveTable? Examples, LiveTable? Gestures) Read(string file, byte[] content, params IReadOnlyList<Learner> custom)
    {
        if (content.Length == 0) throw new InvalidFileException(file, "empty", "It is empty.");
        if (!System.Text.Unicode.Utf8.IsValid(content)) throw new InvalidFileException(file, "encoding", "It is not UTF-8.");
        ReadOnlySpan<byte> text = content;
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        JsonFields fields = JsonFields.Parse(file, Place, System.Text.Encoding.UTF8.GetString(text));
        CheckVersion(fields);
        fields.Only("format", "version", "name", "seed", "inputAddress", "inputPort", "outputAddress", "outputHost", "outputPort", "inputs", "outputs", "gestures", "examples", "gestureExamples");
        string[] inputs = fields.Strings("inputs");
        var project = new LiveProject
        {
            Name = fields.Text("name"),
            Seed = fields.Unsigned("seed"),
            InputAddress = fields.Text("inputAddress"),
            InputPort = fields.Has("inputPort") ? fields.Integer("inputPort", 1, 65535) : null,
            OutputAddress = fields.Text("outputAddress"),
            OutputHost = fields.Has("outputHost") ? fields.Text("outputHost") : null,
            OutputPort = fields.Has("outputPort") ? fields.Integer("outputPort", 1, 65535) : null,
            InputNames = inputs,
            Outputs = fields.Has("outputs") ? [.. fields.Objects("outputs").Select(output => Output(output, inputs, custom))] : [],
            Gestures = fields.Has("gestures") ? Gestures(fields.Object("gestures")) : null,
        };
        if (LiveProjectRules.Broken(project) is { } broken) throw fields.Invalid(broken.Rule, broken.What);
        return (project, Table(fields, "examples"), Table(fields, "gestureExamples"));
    }

    private static void CheckVersion(JsonFields fields)
    {
        if (!fields.Has("format") || fields.Text("format") != Format) throw fields.Invalid("format", $"format should be {Format}: this is no project of Glia's");
        int version = fields.Integer("version", 1);
        if (version > Version) throw fields.Invalid("version", $"version is {version}, and this program reads up to {Version}. Use a newer one");
    }

    private static OutputSpec Output(JsonFields fields, string[] inputs, IReadOnlyList<Learner> custom)
    {
        fields.Only("name", "kind", "classes", "minimum", "maximum", "hardLimits", "integer", "sendsProbabilities", "selectedInputs", "learner");
        string kind = fields.Text("kind");
        bool isClass = kind == Class;
        if (!isClass && kind != Value) throw fields.Invalid("kind", $"kind is {SafeText.Quote(kind)}, and there are {Value} and {Class}");
        return new OutputSpec(fields.Text("name"), isClass ? OutputKind.Class : OutputKind.Value, LearnerOf(fields.Object("learner"), custom))
        {
            ClassCount = isClass || fields.Has("classes") ? fields.Integer("classes", 1, LiveProjectRules.MostClasses) : 0,
            Minimum = fields.Single("minimum"),
            Maximum = fields.Single("maximum"),
            IsHardLimited = fields.Flag("hardLimits"),
            IsInteger = fields.Flag("integer"),
            SendsProbabilities = fields.Flag("sendsProbabilities"),
            SelectedInputIndices = fields.Has("selectedInputs") ? Selected(fields, inputs) : null,
        };
    }

    private static int[] Selected(JsonFields fields, string[] inputs)
    {
        string[] names = fields.Strings("selectedInputs");
        int[] selected = [.. names.Select(name => Array.IndexOf(inputs, name))];
        int unknown = Array.IndexOf(selected, -1);
        return unknown < 0 ? selected : throw fields.Invalid("selected-inputs", $"selectedInputs names {SafeText.Quote(names[unknown])}, which is no input");
    }

    private static Learner LearnerOf(JsonFields fields, IReadOnlyList<Learner> custom)
    {
        fields.Only("name", "settings");
        string name = fields.Text("name");
        SortedDictionary<string, string> settings = fields.Object("settings").Texts();
        try
        {
            return Learners.Named(name, settings, custom);
        }
        catch (ArgumentException cause)
        {
            throw fields.Invalid("learner", cause.Message.TrimEnd('.'));
        }
    }

    private static GestureSpec Gestures(JsonFields fields)
    {
        fields.Only("names", "outputName", "matchWidth", "hop", "minimumLength", "downsampleTo", "threshold");
        return new GestureSpec(fields.Strings("names"))
        {
            OutputName = fields.Text("outputName"),
            MatchWidth = fields.Integer("matchWidth", 0),
            Hop = fields.Integer("hop", 1),
            MinimumLength = fields.Integer("minimumLength", 1),
            DownsampleTo = fields.Integer("downsampleTo", 0),
            Threshold = fields.Has("threshold") ? fields.Single("threshold") : null,
        };
    }

    private static LiveTable? Table(JsonFields fields, string name)
    {
        if (!fields.Has(name)) return null;
        JsonFields table = fields.Object(name).Only("file", "count", "sha256");
        return new LiveTable(table.Text("file"), table.Integer("count", 0), table.Has("sha256") ? table.Text("sha256") : null);
    }
}
