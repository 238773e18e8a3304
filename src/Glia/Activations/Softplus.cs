using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Softplus: <c>f(z) = ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|)</c>, <c>f' = σ(z)</c> (Dugas et al. 2001).</summary>
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    public static string Name => "softplus";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.Max(z, T.Of(0)) + T.Log(T.Of(1) + T.Exp(-T.Abs(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Sigmoid(z);
}
