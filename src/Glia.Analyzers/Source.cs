using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Glia.Analyzers;

/// <summary>What can be read off a piece of source without running it.</summary>
internal static class Source
{
    // Collection expressions came after the version of the compiler's interface that this is built against, so that older compilers can load it, too.
    private const OperationKind Collection = (OperationKind)127, Spread = (OperationKind)128;

    /// <summary>Whether a type is that one, by its full name.</summary>
    public static bool Is(ITypeSymbol? type, string name) => type?.ToDisplayString() == name;

    /// <summary>Without what the compiler puts around it.</summary>
    public static IOperation? Plain(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation) operation = operation is IConversionOperation c ? c.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }

    /// <summary>What is handed over for a parameter; null where the caller leaves it out.</summary>
    public static IOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string parameter) =>
        Plain(arguments.FirstOrDefault(a => a.ArgumentKind != ArgumentKind.DefaultValue && string.Equals(a.Parameter?.Name, parameter, StringComparison.OrdinalIgnoreCase))?.Value);

    /// <summary>What a local variable holds all its life, or the expression itself where it is none; null where the variable gets other values too.</summary>
    public static IOperation? Value(IOperation? operation)
    {
        operation = Plain(operation);
        if (operation is not ILocalReferenceOperation { Local: var local }) return operation;
        IOperation root = operation;
        while (root.Parent is { } parent) root = parent;
        IVariableDeclaratorOperation? declared = null;
        foreach (IOperation other in root.Descendants())
        {
            if (other is IVariableDeclaratorOperation d && SymbolEqualityComparer.Default.Equals(d.Symbol, local)) declared = d;
            if (other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && IsWritten(reference)) return null;
        }

        return Plain(declared?.GetVariableInitializer()?.Value);
    }

    /// <summary>A constant number.</summary>
    public static double? Number(IOperation? operation) => Plain(operation)?.ConstantValue is { HasValue: true, Value: IConvertible value and not (string or char or bool) } ? value.ToDouble(CultureInfo.InvariantCulture) : null;

    /// <summary>The elements of an array or collection that is written out.</summary>
    public static IEnumerable<IOperation>? Elements(IOperation? operation) => Value(operation) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Kind: Collection } collection when collection.ChildOperations.All(e => e.Kind != Spread) => collection.ChildOperations,
        _ => null,
    };

    /// <summary>The length of an array or collection that is made on the spot.</summary>
    public static int? Length(IOperation? operation) => Value(operation) switch
    {
        IArrayCreationOperation { DimensionSizes.Length: 1 } array when Number(array.DimensionSizes[0]) is { } size => (int)size,
        _ => Elements(operation)?.Count(),
    };

    private static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation or IIncrementOrDecrementOperation or IAddressOfOperation => true,
        _ => false,
    };
}
