using System.Text.Json.Serialization;
using Glia.Mpi;

namespace Glia.Cli;

/// <summary>What a witness must know.</summary>
/// <param name="Place">Where to meet the ranks.</param>
/// <param name="Processes">Their processes.</param>
/// <param name="Checkpoint">Where the training is saved.</param>
/// <param name="Json">Whether to tell it as JSON.</param>
internal sealed record WitnessOrder(WitnessPlace Place, IReadOnlyList<int> Processes, string Checkpoint, bool Json);

[JsonSerializable(typeof(WitnessOrder))]
internal sealed partial class WitnessJson : JsonSerializerContext;
