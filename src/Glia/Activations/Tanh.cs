using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Hyperbolic tangent: <c>f(z) = (e^z − e^−z) / (e^z + e^−z)</c>, <c>f' = 1 − a²</c>.</summary>
public readonly struct Tanh : IActivation
{
    /// <inheritdoc/>
    public static string Name => "tanh";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.Tanh(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Of(1) - (a * a);
}
