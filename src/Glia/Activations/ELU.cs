using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Exponential linear unit: <c>f(z) = z where z &gt; 0, else e^z − 1</c>, <c>f' = 1 or a + 1</c> (Clevert, Unterthiner and Hochreiter 2016, α = 1).</summary>
public readonly struct ELU : IActivation
{
    /// <inheritdoc/>
    public static string Name => "elu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Exp(z) - T.Of(1), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), a + T.Of(1), T.Of(1));
}
