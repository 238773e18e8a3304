using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Identity: <c>f(z) = z</c>, the linear output of a regression.</summary>
public readonly struct Identity : IActivation
{
    /// <inheritdoc/>
    public static string Name => "identity";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => z;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Of(1);
}
