using System.Text.Json.Serialization;
using Glia.Workbench;

namespace Glia.Studio.Data;

// What the page is sent of data sets. Each has its twin in web/src/parts/sets.ts.

internal sealed record ClassCount(string Name, int Count);

/// <summary>What the list of sets shows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">pictures, points or table: how it is made.</param>
/// <param name="Fit">How pictures are made ready.</param>
/// <param name="Side">Pixels of a picture's side.</param>
/// <param name="Created">When.</param>
/// <param name="Data">What a run's setting <c>data</c> says for it.</param>
/// <param name="DataKind">What a run on it is: points, digits, pictures or table.</param>
/// <param name="Preset">The recipe that suits it.</param>
/// <param name="Count">Examples.</param>
/// <param name="Classes">Examples of each class.</param>
/// <param name="CanTrain">Whether there are enough to train and to test on.</param>
/// <param name="Hint">What would make it better; null for nothing.</param>
internal sealed record SetSummary(
    string Id, string Name, string Kind, string Fit, int Side, DateTimeOffset Created, string Data, string DataKind, string Preset, int Count, IReadOnlyList<ClassCount> Classes, bool CanTrain, string? Hint)
{
    private const int Fewest = 5; // of which a tenth, rounded, is one that is held out to test on
    private const int Good = 10, Many = 1_000;
    private const double Uneven = 3;

    public static SetSummary Of(SetRecord record, IReadOnlyList<ClassCount> classes)
    {
        int count = classes.Sum(c => c.Count);
        // A table is as it is: enough where anything of it can be held out.
        bool isEnough = record.Kind == SetKind.Table ? classes.Any(c => c.Count >= Fewest) : classes.All(c => c.Count >= Fewest), canTrain = classes.Count >= StudioSet.FewestClasses && isEnough;
        return new(record.Id, record.Name, record.Kind, record.Fit, record.Side, record.Created, $"set:{record.Id}", KindOf(record), PresetOf(record, count).Name, count, classes, canTrain, HintOf(record, classes));
    }

    private static string KindOf(SetRecord record) => record.Kind switch
    {
        SetKind.Points => Runs.DataKind.Points,
        SetKind.Table => record.Table?.DataKind ?? Runs.DataKind.Table,
        _ => record.Side == 28 ? Runs.DataKind.Digits : Runs.DataKind.Pictures,
    };

    private static Recipe PresetOf(SetRecord record, int count) =>
        KindOf(record) == Runs.DataKind.Points ? Presets.Points : record.Kind == SetKind.Pictures && count <= Many ? Presets.Few : Presets.Fast;

    private static string? HintOf(SetRecord record, IReadOnlyList<ClassCount> classes)
    {
        if (record.Kind == SetKind.Table) return null;
        ClassCount least = classes.MinBy(c => c.Count)!, most = classes.MaxBy(c => c.Count)!;
        if (least.Count == 0) return $"'{least.Name}' has no example yet.";
        if (least.Count < Fewest) return $"'{least.Name}' has {least.Count} {(least.Count == 1 ? "example" : "examples")}. At least {Fewest} of each class are needed, for one in ten is kept to test on; {Good} are a good start.";
        if (most.Count >= Uneven * least.Count) return $"'{most.Name}' has {most.Count} examples, '{least.Name}' {least.Count}. What is seen more often is answered more often: make them more even.";
        return record.Kind == SetKind.Pictures && least.Count < Good ? $"This is enough to train. {Good} examples of each class are better; '{least.Name}' has {least.Count}." : null;
    }
}

/// <summary>All of a set.</summary>
internal sealed record SetDetail(SetSummary Summary)
{
    /// <summary>Of pictures: the numbers of the examples of each class.</summary>
    public IReadOnlyDictionary<string, int[]>? Examples { get; init; }

    /// <summary>Of points: all of them.</summary>
    public IReadOnlyList<SetPoint>? Points { get; init; }

    /// <summary>Of a table: what is in it.</summary>
    public TableFacts? Table { get; init; }
}

/// <summary>A point that was clicked.</summary>
/// <param name="Number">Its number, as long as the studio runs.</param>
/// <param name="Label">Its class.</param>
/// <param name="X">From the left, −1 … 1.</param>
/// <param name="Y">From the bottom, −1 … 1.</param>
internal sealed record SetPoint(int Number, string Label, float X, float Y);

/// <summary>What a table holds.</summary>
/// <param name="Rows">Samples.</param>
/// <param name="Values">Values of each.</param>
/// <param name="DataKind">What a run on it is.</param>
/// <param name="Counts">Samples of each class.</param>
internal sealed record TableFacts(int Rows, int Values, string DataKind, IReadOnlyList<ClassCount> Counts);

internal sealed record NewSet(string Name, string Kind, IReadOnlyList<string>? Classes = null, string? Fit = null, int? Side = null);

internal sealed record NewName(string Name);

internal sealed record NewLabel(string Label);

internal sealed record NewPoint(string Label, float X, float Y);

internal sealed record NewPoints(IReadOnlyList<NewPoint> Points);

internal sealed record Added(int Number, SetSummary Summary);

internal sealed record Imported(SetSummary Summary, int Count, IReadOnlyList<string> PassedOver);

/// <summary>What a network says to a picture that was made ready as its set's pictures are.</summary>
internal sealed record Trial(bool IsEmpty, string? Pixels, int Side, string Answer, IReadOnlyList<string> Classes, float[] Beliefs, bool? IsUnsure);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 16, WriteIndented = false)]
[JsonSerializable(typeof(SetRecord))]
[JsonSerializable(typeof(SetSummary))]
[JsonSerializable(typeof(SetSummary[]))]
[JsonSerializable(typeof(SetDetail))]
[JsonSerializable(typeof(NewSet))]
[JsonSerializable(typeof(NewName))]
[JsonSerializable(typeof(NewLabel))]
[JsonSerializable(typeof(NewPoints))]
[JsonSerializable(typeof(Added))]
[JsonSerializable(typeof(Imported))]
[JsonSerializable(typeof(Trial))]
internal sealed partial class SetJson : JsonSerializerContext;
