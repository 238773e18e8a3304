namespace Glia;

/// <summary>
/// An activation function: a formula and its derivative, each written once over <see cref="IReal{T}"/> and run at every width and in double
/// precision. Your own is one struct, used as <c>new Dense(64, Activation.Of&lt;Mine&gt;())</c>; nothing is registered.
/// </summary>
/// <example><code>
/// readonly struct Swish : IActivation
/// {
///     public static string Name => "my-swish";
///     public static T F&lt;T&gt;(T z) where T : struct, IReal&lt;T&gt; => z * T.Sigmoid(z);
///     public static T Derivative&lt;T&gt;(T z, T a) where T : struct, IReal&lt;T&gt;
///     {
///         T s = T.Sigmoid(z);
///         return s + (a * (T.Of(1) - s));
///     }
/// }
/// </code></example>
public interface IActivation
{
    /// <summary>The name that a model file carries.</summary>
    static abstract string Name { get; }

    /// <summary>True where the values are probabilities, 0 … 1, so that a cross-entropy makes sense after it.</summary>
    static virtual bool IsProbability => false;

    /// <summary>False where the derivative is 0 everywhere, so that gradient descent has nothing to go by; a <see cref="Trainer"/> then refuses it in the last layer.</summary>
    static virtual bool HasSlope => true;

    /// <summary>The function itself, a = f(z).</summary>
    static abstract T F<T>(T z)
        where T : struct, IReal<T>;

    /// <summary>Its derivative f'(z), given z and a = f(z), whichever is cheaper to use.</summary>
    static abstract T Derivative<T>(T z, T a)
        where T : struct, IReal<T>;
}
