using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Gaussian error linear unit: <c>f(z) = z Φ(z) = z/2 (1 + erf(z/√2))</c>, <c>f' = Φ(z) + z φ(z)</c> (Hendrycks and Gimpel 2016), without the tanh approximation.</summary>
public readonly struct GELU : IActivation
{
    /// <inheritdoc/>
    public static string Name => "gelu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => z * Normal(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => Normal(z) + (z * T.Of(0.3989422804014327) * T.Exp(T.Of(-0.5) * z * z));

    /// <summary>Φ(z), the distribution function of N(0, 1).</summary>
    private static T Normal<T>(T z)
        where T : struct, IReal<T> => T.Of(0.5) * (T.Of(1) + T.Erf(T.Of(0.7071067811865476) * z));
}
