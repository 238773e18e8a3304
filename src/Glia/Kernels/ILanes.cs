namespace Glia.Kernels;

/// <summary>Floats side by side in one register, with what kernels need beyond arithmetic: loading, storing and the bits of an exponent.</summary>
internal interface ILanes<T> : IReal<T>
    where T : struct, ILanes<T>
{
    /// <summary>Number of floats side by side.</summary>
    static abstract int Count { get; }

    /// <summary>One float in every place.</summary>
    static abstract T All(float value);

    static abstract T Load(ref float source);

    static abstract void Store(T value, ref float destination);

    /// <summary>Reads <see cref="Count"/> bytes as floats 0 … 255.</summary>
    static abstract T LoadBytes(ref byte source);

    /// <summary>2^n for the integer n that <paramref name="shifted"/> = n + 1.5·2²³ holds in its low bits, −126 ≤ n ≤ 127.</summary>
    static abstract T PowerOfTwo(T shifted);

    /// <summary>Exponent of a positive normal number as a float: floor(log₂ x), with <paramref name="mantissa"/> in [1, 2).</summary>
    static abstract T Exponent(T x, out T mantissa);
}
