namespace Glia.Activations;

/// <summary>Identity: <c>f(z) = z</c>, the linear output of a regression.</summary>
public readonly struct Identity : IActivation
{
    /// <inheritdoc/>
    public static string Name => "identity";

    /// <inheritdoc/>
    public static T F<T>(T z)
        where T : struct, IReal<T> => z;

    /// <inheritdoc/>
    public static T Derivative<T>(T z, T a)
        where T : struct, IReal<T> => T.Of(1);
}
