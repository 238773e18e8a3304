using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Glia.Analyzers;

/// <summary>
/// Says while the program is written what would go wrong when it runs, or go badly without a word: of a network that is made with <c>new Network(…)</c> and kept in a local variable that nothing else is put into, as far
/// as its size, its last layer, losses and targets stand in the source.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisuseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.SlowLoss, Rules.LossNeedsProbabilities, Rules.TargetsOutOfReach, Rules.WrongSize);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Glia.Network") is null) return;
            start.RegisterOperationAction(c => LookAtCall(c, (IInvocationOperation)c.Operation), OperationKind.Invocation);
            start.RegisterOperationAction(c => LookAtTrainer(c, (IObjectCreationOperation)c.Operation), OperationKind.ObjectCreation);
            start.RegisterOperationAction(c => LookAtEncoding(c, (ISimpleAssignmentOperation)c.Operation), OperationKind.SimpleAssignment);
        });
    }

    private static void LookAtCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (!Source.Is(call.TargetMethod.ContainingType, "Glia.Network") || NetworkInSource.Of(call.Instance) is not { } network) return;
        if (call.TargetMethod.Name == "Fit") LookAtTraining(context, network, call.Arguments);
        else if (Source.Argument(call.Arguments, "features") is { } features) LookAtFeatures(context, network, features);
    }

    private static void LookAtTrainer(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (Source.Is(creation.Type, "Glia.Trainer") && NetworkInSource.Of(Source.Argument(creation.Arguments, "network")) is { } network) LookAtTraining(context, network, creation.Arguments);
    }

    private static void LookAtTraining(OperationAnalysisContext context, NetworkInSource network, ImmutableArray<IArgumentOperation> arguments)
    {
        if (Source.Argument(arguments, "loss") is IObjectCreationOperation { Type: { } loss } made) LookAtLoss(context, network, made, loss);
        if (Source.Value(Source.Argument(arguments, "data")) is IInvocationOperation data && Source.Is(data.TargetMethod.ContainingType, "Glia.Dataset")) LookAtData(context, network, data);
    }

    private static void LookAtLoss(OperationAnalysisContext context, NetworkInSource network, IObjectCreationOperation made, ITypeSymbol loss)
    {
        if (network.Output is not { } output) return;
        if (output == "Softmax" && Source.Is(loss.BaseType, "Glia.ElementwiseLoss") && loss.Name != "BinaryCrossEntropy") context.ReportDiagnostic(Diagnostic.Create(Rules.SlowLoss, made.Syntax.GetLocation(), loss.Name));
        if (loss.Name is "CrossEntropy" or "BinaryCrossEntropy" && Source.Is(loss, $"Glia.{loss.Name}") && !Reach.IsProbability(output)) context.ReportDiagnostic(Diagnostic.Create(Rules.LossNeedsProbabilities, made.Syntax.GetLocation(), loss.Name, output));
    }

    private static void LookAtData(OperationAnalysisContext context, NetworkInSource network, IInvocationOperation data)
    {
        if (Source.Number(Source.Argument(data.Arguments, "featureCount")) is { } count && network.Inputs is { } inputs && count != inputs) context.ReportDiagnostic(Diagnostic.Create(Rules.WrongSize, data.Syntax.GetLocation(), inputs, count));
        if (Reach.Of(network.Output) is { } reach && Source.Elements(Source.Argument(data.Arguments, "targets")) is { } targets) Report(context, network, reach, targets);
    }

    private static void LookAtEncoding(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property.Name: "Encoding" } property || !Source.Is(property.Property.ContainingType, "Glia.Network")) return;
        if (Source.Plain(assignment.Value) is not IObjectCreationOperation { Type.Name: "OneHot" or "BinaryCode" } encoding) return;
        IOperation? made = property.Instance is IInstanceReferenceOperation ? assignment.Parent?.Parent : property.Instance; // in braces behind "new", or on a variable
        if (NetworkInSource.Of(made) is { } network && Reach.Of(network.Output) is { } reach) Report(context, network, reach, encoding.Arguments.Select(a => a.Value));
    }

    private static void LookAtFeatures(OperationAnalysisContext context, NetworkInSource network, IOperation features)
    {
        // A workspace takes several samples at once.
        if (network.Inputs is { } inputs && Source.Length(features) is { } length && (length < inputs || length % inputs != 0)) context.ReportDiagnostic(Diagnostic.Create(Rules.WrongSize, features.Syntax.GetLocation(), inputs, length));
    }

    private static void Report(OperationAnalysisContext context, NetworkInSource network, Reach reach, IEnumerable<IOperation> targets)
    {
        if (targets.FirstOrDefault(t => Source.Number(t) is { } value && (value < reach.Least || value > reach.Most)) is { } first) context.ReportDiagnostic(Diagnostic.Create(Rules.TargetsOutOfReach, first.Syntax.GetLocation(), Source.Number(first), network.Output, reach.Least, reach.Most));
    }
}
