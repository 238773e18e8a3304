using System.Text.Json.Serialization;

namespace Glia.Studio.Runs;

/// <summary>How a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
internal enum RunStatus
{
    [JsonStringEnumMemberName("preparing")]
    Preparing,
    [JsonStringEnumMemberName("ready")]
    Ready,
    [JsonStringEnumMemberName("training")]
    Training,
    [JsonStringEnumMemberName("paused")]
    Paused,
    [JsonStringEnumMemberName("done")]
    Done,
    [JsonStringEnumMemberName("diverged")]
    Diverged,
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>What <c>run.json</c> holds: all that is known of a run but its numbers, so that a list of runs opens no model. Immutable.</summary>
internal sealed record RunRecord
{
    public const string FormatName = "glia run 1";

    public string Format { get; init; } = FormatName;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>What was said of the training: options of <c>glia train</c> by their names without hyphens.</summary>
    public required SortedDictionary<string, string> Settings { get; init; }

    public RunStatus Status { get; init; } = RunStatus.Preparing;

    /// <summary>What went wrong, or what is being prepared.</summary>
    public string? Message { get; init; }

    /// <summary>What the data are, in words.</summary>
    public string Data { get; init; } = "";

    /// <summary>points, digits, pictures or table.</summary>
    public string Kind { get; init; } = DataKind.Table;

    public int Inputs { get; init; }

    public int Outputs { get; init; }

    public string Shape { get; init; } = "";

    public int Parameters { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    public bool ReadsDigits { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    /// <summary>Epochs before the present trainer began: it goes on after a divergence as a new one.</summary>
    public int EpochsBefore { get; init; }

    public double? Loss { get; init; }

    public double? Accuracy { get; init; }

    public double? ValidationAccuracy { get; init; }

    public double? TestAccuracy { get; init; }

    /// <summary>Seconds of training.</summary>
    public double Seconds { get; init; }

    public IReadOnlyList<RunScore> Scores { get; init; } = [];

    /// <summary>What was done by hand, and is not in the settings.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public RunDivergence? Divergence { get; init; }
}

/// <summary>A score on data that were not trained on.</summary>
internal sealed record RunScore(string Name, double? Accuracy, double? RootMeanSquaredError, int Right, int Count);

/// <summary>Why a training stopped by itself.</summary>
internal sealed record RunDivergence(int Epoch, long Step, string Cause, int LastGoodEpoch);

/// <summary>What samples are, for those who show them.</summary>
internal static class DataKind
{
    public const string Points = "points", Digits = "digits", Pictures = "pictures", Table = "table";

    public static string Of(Dataset data) => data.Shape.IsImage
        ? data.Shape == Datasets.HandwrittenDigits.Shape ? Digits : Pictures
        : data.FeatureCount == 2 ? Points : Table;
}
