using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Sigmoid linear unit, also called swish: <c>f(z) = z σ(z)</c>, <c>f' = σ(z) + a (1 − σ(z))</c> (Elfwing, Uchibe and Doya 2018; Ramachandran, Zoph and Le 2017).</summary>
public readonly struct SiLU : IActivation
{
    /// <inheritdoc/>
    public static string Name => "silu";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => z * T.Sigmoid(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T>
    {
        T s = T.Sigmoid(z);
        return s + (a * (T.Of(1) - s));
    }
}
