using System.Runtime.CompilerServices;

namespace Glia.Activations;

/// <summary>Unit step: <c>1 where z ≥ 0, else 0</c>; derivative 0, so gradient descent cannot train through it (McCulloch and Pitts 1943; Rosenblatt 1958).</summary>
public readonly struct Step : IActivation
{
    /// <inheritdoc/>
    public static string Name => "step";

    /// <inheritdoc/>
    public static bool HasSlope => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T F<T>(T z)
        where T : struct, IReal<T> => T.WhereLess(z, T.Of(0), T.Of(0), T.Of(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Of(0);
}
