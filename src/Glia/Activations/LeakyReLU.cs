using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Leaky rectified linear unit: <c>f(z) = z where z &gt; 0, else 0.01 z</c> (Maas, Hannun and Ng 2013).</summary>
public readonly struct LeakyReLU : IActivation
{
    /// <inheritdoc/>
    public static string Name => "leaky-relu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(0.01) * z, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.WhereLess(T.Of(0), z, T.Of(1), T.Of(0.01));
}
