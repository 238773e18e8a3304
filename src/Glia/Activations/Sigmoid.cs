using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Logistic function: <c>f(z) = 1 / (1 + e^−z)</c>, <c>f' = a (1 − a)</c> (Verhulst 1845).</summary>
public readonly struct Sigmoid : IActivation
{
    /// <inheritdoc/>
    public static string Name => "sigmoid";

    /// <inheritdoc/>
    public static bool IsProbability => true;
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.Sigmoid(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => a * (T.Of(1) - a);
}
