using System.Text.Json.Serialization;
using Glia.Studio.Maps;
using Glia.Studio.Runs;

namespace Glia.Studio;

/// <summary>How everything that goes to and comes from the page is written as JSON, compiled ahead: no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(AppFacts))]
[JsonSerializable(typeof(Link))]
[JsonSerializable(typeof(NewRun))]
[JsonSerializable(typeof(Rename))]
[JsonSerializable(typeof(Pace))]
[JsonSerializable(typeof(Steps))]
[JsonSerializable(typeof(Recover))]
[JsonSerializable(typeof(NewWeight))]
[JsonSerializable(typeof(WeightChange))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunSummary[]))]
[JsonSerializable(typeof(RunUpdate))]
[JsonSerializable(typeof(MapView))]
[JsonSerializable(typeof(PointsView))]
[JsonSerializable(typeof(WeightsView))]
[JsonSerializable(typeof(DataPreview))]
[JsonSerializable(typeof(SharedLink))]
internal sealed partial class StudioJson : JsonSerializerContext;
