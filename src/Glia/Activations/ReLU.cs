using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Rectified linear unit: <c>f(z) = max(z, 0)</c>, <c>f' = 1 where z &gt; 0, else 0</c> (Nair and Hinton 2010).</summary>
public readonly struct ReLU : IActivation
{
    /// <inheritdoc/>
    public static string Name => "relu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(0), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.WhereLess(T.Of(0), z, T.Of(1), T.Of(0));
}
