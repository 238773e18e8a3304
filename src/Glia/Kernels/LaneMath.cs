using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>
/// Elementary functions over float lanes: one source for every width, built from additions, multiplications and divisions that IEEE 754
/// defines to the bit. The platform's own exp or tanh would differ between machines.
/// </summary>
internal static class LaneMath<T>
    where T : struct, ILanes<T>
{
    private const double Shift = 12582912; // 1.5 · 2^23: adding it rounds to the nearest integer, into the low bits

    /// <summary>e^x: x = n ln 2 + r, a polynomial for e^r on |r| ≤ ½ ln 2 (Taylor, 7 terms; error below 2 ulp), 2^n by its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x)
    {
        // Limits by comparison, not by Min/Max instructions: those would swallow a NaN.
        x = T.WhereLess(x, T.Of(-104), T.Of(-104), x);
        x = T.WhereLess(T.Of(89), x, T.Of(89), x);

        // 2^n in two factors: n reaches 128 and −150, outside what one exponent holds.
        T shifted = T.MultiplyAdd(x, T.Of(1.44269504088896341), T.Of(Shift));
        T n = shifted - T.Of(Shift);
        T r = T.MultiplyAdd(n, T.Of(-0.693145751953125), x);
        r = T.MultiplyAdd(n, T.Of(-1.42860682030941723e-6), r);
        T half = T.MultiplyAdd(n, T.Of(0.5), T.Of(Shift));
        T first = T.PowerOfTwo(half);
        T second = T.PowerOfTwo(n - (half - T.Of(Shift)) + T.Of(Shift));
        return Polynomial(r) * first * second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Polynomial(T r)
    {
        T p = T.Of(1.0 / 5040);
        p = T.MultiplyAdd(p, r, T.Of(1.0 / 720));
        p = T.MultiplyAdd(p, r, T.Of(1.0 / 120));
        p = T.MultiplyAdd(p, r, T.Of(1.0 / 24));
        p = T.MultiplyAdd(p, r, T.Of(1.0 / 6));
        p = T.MultiplyAdd(p, r, T.Of(0.5));
        p = T.MultiplyAdd(p, r, T.Of(1));
        return T.MultiplyAdd(p, r, T.Of(1));
    }

    /// <summary>ln x for x &gt; 0, by 2 artanh((m − 1) / (m + 1)) on a mantissa m in [√½, √2). 0 gives −∞, negative numbers NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        T tiny = T.Of(1.17549435e-38);
        T scaled = T.WhereLess(x, tiny, x * T.Of(16777216), x); // a subnormal becomes normal
        T exponent = T.Exponent(scaled, out T m);
        exponent = exponent - T.WhereLess(x, tiny, T.Of(24), T.Of(0));
        T large = T.Of(1.4142135);
        exponent = exponent + T.WhereLess(large, m, T.Of(1), T.Of(0));
        m = T.WhereLess(large, m, m * T.Of(0.5), m);

        T s = (m - T.Of(1)) / (m + T.Of(1)), z = s * s;
        T p = T.Of(2.0 / 9);
        p = T.MultiplyAdd(p, z, T.Of(2.0 / 7));
        p = T.MultiplyAdd(p, z, T.Of(2.0 / 5));
        p = T.MultiplyAdd(p, z, T.Of(2.0 / 3));
        T fraction = T.MultiplyAdd(p * z, s, s + s);
        T result = T.MultiplyAdd(exponent, T.Of(0.693359375), T.MultiplyAdd(exponent, T.Of(-2.12194440054690583e-4), fraction));

        result = T.WhereLess(T.Of(3.4028234663852886e38), x, x, result); // +∞ stays
        result = T.WhereLess(x, T.Of(float.Epsilon), T.Of(double.NegativeInfinity), result); // 0
        result = T.WhereLess(x, T.Of(0), T.Of(double.NaN), result);
        return KeepNaN(x, result);
    }

    /// <summary><paramref name="result"/>, but NaN where <paramref name="x"/> is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T KeepNaN(T x, T result) =>
        T.WhereLess(x, T.Of(0), result, T.WhereLess(T.Of(-1), x, result, x));

    /// <summary>1 / (1 + e^−x) by e^−|x|, which cannot overflow: e/(1 + e) on the negative side, 1/(1 + e) on the positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid(T x)
    {
        T e = Exp(-T.Abs(x));
        T denominator = T.Of(1) + e;
        return T.WhereLess(x, T.Of(0), e, T.Of(1)) / denominator;
    }

    /// <summary>tanh x: an odd polynomial near 0, where 1 − e would cancel, else (1 − e) / (1 + e) with e = e^−2|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x)
    {
        T magnitude = T.Abs(x);
        T e = Exp(T.Of(-2) * magnitude);
        T far = (T.Of(1) - e) / (T.Of(1) + e);
        far = T.WhereLess(x, T.Of(0), -far, far);

        T z = x * x;
        T p = T.Of(-1382.0 / 155925); // Taylor series of tanh
        p = T.MultiplyAdd(p, z, T.Of(62.0 / 2835));
        p = T.MultiplyAdd(p, z, T.Of(-17.0 / 315));
        p = T.MultiplyAdd(p, z, T.Of(2.0 / 15));
        p = T.MultiplyAdd(p, z, T.Of(-1.0 / 3));
        T near = T.MultiplyAdd(p * z, x, x);
        return T.WhereLess(magnitude, T.Of(0.3), near, far);
    }

    /// <summary>erf x: Maclaurin series below 0.75, else 1 − e^−x² · t-polynomial (Abramowitz and Stegun 1964, 7.1.26); error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf(T x)
    {
        T magnitude = T.Abs(x), z = x * x;
        T t = T.Of(1) / T.MultiplyAdd(T.Of(0.3275911), magnitude, T.Of(1));
        T p = T.Of(1.061405429);
        p = T.MultiplyAdd(p, t, T.Of(-1.453152027));
        p = T.MultiplyAdd(p, t, T.Of(1.421413741));
        p = T.MultiplyAdd(p, t, T.Of(-0.284496736));
        p = T.MultiplyAdd(p, t, T.Of(0.254829592));
        T far = T.Of(1) - (p * t * Exp(-z));
        far = T.WhereLess(x, T.Of(0), -far, far);

        T s = T.Of(1.1283791670955126 / 9360);
        s = T.MultiplyAdd(s, z, T.Of(-1.1283791670955126 / 1320));
        s = T.MultiplyAdd(s, z, T.Of(1.1283791670955126 / 216));
        s = T.MultiplyAdd(s, z, T.Of(-1.1283791670955126 / 42));
        s = T.MultiplyAdd(s, z, T.Of(1.1283791670955126 / 10));
        s = T.MultiplyAdd(s, z, T.Of(-1.1283791670955126 / 3));
        s = T.MultiplyAdd(s, z, T.Of(1.1283791670955126));
        return T.WhereLess(magnitude, T.Of(0.75), s * x, far);
    }
}
