using System.Text.Json.Serialization;

namespace Glia.Studio.Live;

/// <summary>What the live room takes and gives as JSON, compiled ahead.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, MaxDepth = 16)]
[JsonSerializable(typeof(LiveSetup))]
[JsonSerializable(typeof(LastSetup))]
[JsonSerializable(typeof(ScoreSetup))]
[JsonSerializable(typeof(LiveView))]
[JsonSerializable(typeof(NowView))]
[JsonSerializable(typeof(ExamplePage))]
[JsonSerializable(typeof(TrafficView))]
[JsonSerializable(typeof(WarningView[]))]
[JsonSerializable(typeof(LearnerView[]))]
[JsonSerializable(typeof(ScoresView))]
[JsonSerializable(typeof(PortView))]
internal sealed partial class LiveJson : JsonSerializerContext;
