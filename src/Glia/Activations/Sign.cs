using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Sign: <c>−1 where z &lt; 0, 1 where z &gt; 0, 0 at 0</c>; derivative 0.</summary>
public readonly struct Sign : IActivation
{
    /// <inheritdoc/>
    public static string Name => "sign";

    /// <inheritdoc/>
    public static bool HasSlope => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(-1), T.WhereLess(T.Of(0), z, T.Of(1), T.Of(0)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Of(0);
}
