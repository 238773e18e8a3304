using Microsoft.CodeAnalysis;

namespace Glia.Analyzers;

/// <summary>What is said. All are warnings: an .editorconfig makes errors of them, or turns them off.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor SlowLoss = Make("GLIA101", "Softmax is trained with cross-entropy",
        "The network ends in softmax: with {0} it hardly learns where it is sure and wrong. Train it with CrossEntropy, or end in another activation.");

    public static readonly DiagnosticDescriptor LossNeedsProbabilities = Make("GLIA102", "Cross-entropy needs probabilities",
        "{0} needs outputs between 0 and 1, but the network ends in {1}, and the training will refuse it. End in Softmax or Sigmoid, or use another loss.");

    public static readonly DiagnosticDescriptor TargetsOutOfReach = Make("GLIA103", "Targets that the outputs cannot reach",
        "The target {0} is out of reach: the network ends in {1}, whose outputs lie between {2} and {3}. End in Identity, or scale the targets.");

    public static readonly DiagnosticDescriptor WrongSize = Make("GLIA104", "Not the network's number of inputs",
        "The network has {0} inputs, but here are {1} features");

    private static DiagnosticDescriptor Make(string id, string title, string message) => new(id, title, message, "Glia", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
