namespace Glia;

/// <summary>
/// A real number, or several side by side: <c>float</c>, <c>double</c>, or 4, 8 or 16 floats in one register. A formula written once over
/// <typeparamref name="T"/> runs in the fast kernels at every width, in the plain reference, and in double precision where gradients are checked;
/// and it gives the same bits at every width of float.
/// Implemented by the library only; functions may be added.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IReal<T>
    where T : struct, IReal<T>
{
    /// <summary>The constant <paramref name="value"/>, rounded to the precision of <typeparamref name="T"/>, in every place.</summary>
    static abstract T Of(double value);

    /// <summary>Sum.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>Difference.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>Product.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>Quotient.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>Negation: flips the sign.</summary>
    static abstract T operator -(T value);

    /// <summary><c>a · b + c</c>, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Square root.</summary>
    static abstract T Sqrt(T value);

    /// <summary>Magnitude.</summary>
    static abstract T Abs(T value);

    /// <summary>In each place <paramref name="ifTrue"/> where <c>a &lt; b</c>, else <paramref name="ifFalse"/> (also where a or b is NaN).</summary>
    static abstract T WhereLess(T a, T b, T ifTrue, T ifFalse);

    /// <summary>Exponential function e^x.</summary>
    static abstract T Exp(T x);

    /// <summary>Natural logarithm.</summary>
    static abstract T Log(T x);

    /// <summary>Logistic function <c>1 / (1 + e^−x)</c>, without overflow on either side.</summary>
    static abstract T Sigmoid(T x);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract T Tanh(T x);

    /// <summary>Error function <c>2/√π ∫₀ˣ e^−t² dt</c>.</summary>
    static abstract T Erf(T x);

    /// <summary>The larger of two; <paramref name="a"/> where it is NaN.</summary>
    static virtual T Max(T a, T b) => T.WhereLess(a, b, b, a);

    /// <summary>The smaller of two; <paramref name="a"/> where it is NaN.</summary>
    static virtual T Min(T a, T b) => T.WhereLess(b, a, b, a);
}
