using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Glia.Analyzers;

/// <summary>What the source says of a network.</summary>
internal sealed class NetworkInSource
{
    private NetworkInSource(int? inputs, string? output) => (Inputs, Output) = (inputs, output);

    /// <summary>Number of inputs; null where that is no constant.</summary>
    public int? Inputs { get; }

    /// <summary>The activation of the last layer, one of the library's; null where that cannot be told.</summary>
    public string? Output { get; }

    /// <summary>Of <c>new Network(…)</c>, or of a local variable that holds one and nothing else; null for another.</summary>
    public static NetworkInSource? Of(IOperation? operation) =>
        Source.Value(operation) is IObjectCreationOperation made && Source.Is(made.Type, "Glia.Network") ? new(Source.Number(Source.Argument(made.Arguments, "inputs")) is { } inputs ? (int)inputs : null, OutputOf(made)) : null;

    private static string? OutputOf(IObjectCreationOperation network)
    {
        // The layers, where each is made on the spot. A type of layer that is not known here may end the network in another way.
        if (network.Arguments.FirstOrDefault(a => a.Parameter?.Name == "layers")?.Value is not IArrayCreationOperation { Initializer: { } layers }) return null;
        if (layers.ElementValues.LastOrDefault() is not { } last || Source.Plain(last) is not IObjectCreationOperation dense || !Source.Is(dense.Type, "Glia.Dense")) return null;
        return Source.Argument(dense.Arguments, "Activation") is IMemberReferenceOperation { Member: { IsStatic: true } member } && Source.Is(member.ContainingType, "Glia.Activation") ? member.Name : null;
    }
}
