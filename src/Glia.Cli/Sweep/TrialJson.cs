using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>The result of a trial as JSON. Numbers come back as the same bits.</summary>
internal static class TrialJson
{
    public const string Format = "glia sweep trial 1";

    public static void Write(Utf8JsonWriter json, TrialResult result)
    {
        json.WriteString("format", Format);
        json.WriteNumber("trial", result.Trial);
        json.WriteString("status", Name(result.Status));
        json.WriteString("cause", result.Cause ?? "");
        json.WriteStartArray("recipe");
        foreach (string word in result.Recipe) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteNumber("seed", result.Seed);
        json.WriteString("tool", result.Tool);
        json.WriteString("data", result.Data);
        json.WriteNumber("samples", result.Samples);
        json.WriteNumber("validationSamples", result.Validation);
        json.WriteNumber("parameters", result.Parameters);
        json.WriteNumber("epochsPlanned", result.Planned);
        json.WriteDouble("validationAccuracy", result.Accuracy);
        json.WriteDouble("validationLoss", result.Loss);
        json.WriteDouble("seconds", result.Seconds);
        WriteEpochs(json, result.Epochs);
    }

    public static void WriteEpochs(Utf8JsonWriter json, IReadOnlyList<TrialEpoch> epochs)
    {
        json.WriteStartArray("epochs");
        foreach (TrialEpoch epoch in epochs)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteDouble("loss", epoch.Loss);
            json.WriteDouble("accuracy", epoch.Accuracy);
            json.WriteDouble("validationLoss", epoch.ValidationLoss);
            json.WriteDouble("validationAccuracy", epoch.ValidationAccuracy);
            json.WriteDouble("learningRate", epoch.LearningRate);
            json.WriteDouble("seconds", epoch.Seconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <exception cref="InvalidFileException">The text is no result of a trial.</exception>
    public static TrialResult Read(string file, string text)
    {
        JsonFields fields = JsonFields.Parse(file, "trial", text);
        if (fields.Text("format") != Format) throw fields.Invalid("format", $"the format is not '{Format}'");
        string status = fields.Text("status"), cause = fields.Text("cause");
        if (!Enum.TryParse(status, ignoreCase: true, out TrialStatus known) || Name(known) != status) throw fields.Invalid($"the status '{status}' is unknown");
        return new TrialResult
        {
            Trial = fields.Integer("trial", 1),
            Status = known,
            Cause = cause.Length == 0 ? null : cause,
            Recipe = fields.Strings("recipe"),
            Seed = fields.Unsigned("seed"),
            Tool = fields.Text("tool"),
            Data = fields.Text("data"),
            Samples = fields.Integer("samples", 1),
            Validation = fields.Integer("validationSamples", 1),
            Parameters = fields.Integer("parameters", 0),
            Planned = fields.Integer("epochsPlanned", 1),
            Epochs = ReadEpochs(fields),
        };
    }

    /// <exception cref="InvalidFileException">They are no epochs in order.</exception>
    public static TrialEpoch[] ReadEpochs(JsonFields fields)
    {
        TrialEpoch[] epochs = [.. fields.Objects("epochs").Select(e => new TrialEpoch(
            e.Integer("epoch", 1), e.Double("loss"), e.Double("accuracy"), e.Double("validationLoss"), e.Double("validationAccuracy"), e.Double("learningRate"), e.Double("seconds")))];
        for (int i = 0; i < epochs.Length; i++)
            if (epochs[i].Epoch != i + 1) throw fields.Invalid($"epoch {epochs[i].Epoch} stands where {i + 1} should");
        return epochs;
    }

    public static string Name(TrialStatus status) => status.ToString().ToLowerInvariant();
}
