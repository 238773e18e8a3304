using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Hard sigmoid: <c>f(z) = min(max(z/6 + ½, 0), 1)</c>, <c>f' = 1/6 where −3 &lt; z &lt; 3, else 0</c> (Courbariaux, Bengio and David 2015, in the form of PyTorch).</summary>
public readonly struct HardSigmoid : IActivation
{
    /// <inheritdoc/>
    public static string Name => "hard-sigmoid";

    /// <inheritdoc/>
    public static bool IsProbability => true;
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.Min(T.Max(T.MultiplyAdd(z, T.Of(1.0 / 6), T.Of(0.5)), T.Of(0)), T.Of(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.WhereLess(T.Abs(z), T.Of(3), T.Of(1.0 / 6), T.Of(0));
}
