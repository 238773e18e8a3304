using System.Text.Json.Serialization;

namespace Glia.Studio.Draw;

/// <summary>What this room sends and takes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(LookFacts))]
[JsonSerializable(typeof(LookView))]
[JsonSerializable(typeof(FirstWeights))]
[JsonSerializable(typeof(ExampleView))]
[JsonSerializable(typeof(AskedNeuron))]
[JsonSerializable(typeof(AskedClass))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(ChangeView))]
[JsonSerializable(typeof(PageLook))]
internal sealed partial class LookJson : JsonSerializerContext;
