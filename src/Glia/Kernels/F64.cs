using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>One double: where gradients are checked, since a finite difference in float would drown in rounding.</summary>
internal readonly struct F64(double value) : IReal<F64>
{
    public readonly double Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Of(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 operator +(F64 left, F64 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 operator -(F64 left, F64 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 operator *(F64 left, F64 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 operator /(F64 left, F64 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 operator -(F64 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 MultiplyAdd(F64 a, F64 b, F64 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Sqrt(F64 value) => new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Abs(F64 value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 WhereLess(F64 a, F64 b, F64 ifTrue, F64 ifFalse) => a.Value < b.Value ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Exp(F64 x) => new(Math.Exp(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Log(F64 x) => new(Math.Log(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Sigmoid(F64 x)
    {
        double e = Math.Exp(-Math.Abs(x.Value));
        return new((x.Value < 0 ? e : 1) / (1 + e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Tanh(F64 x) => new(Math.Tanh(x.Value));

    /// <summary>erf x by its Maclaurin series, which for |x| &lt; 6 still holds ten digits; beyond, erf is ±1 to the last bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Erf(F64 x)
    {
        double v = x.Value;
        if (double.IsNaN(v)) return x;
        if (Math.Abs(v) >= 6) return new(Math.Sign(v));
        if (Math.Abs(v) > 2.5) return new(Math.Sign(v) * (1 - ComplementByFraction(Math.Abs(v))));
        double term = v, sum = v;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= -v * v / n;
            sum += term / ((2 * n) + 1);
        }

        return new(sum * 1.1283791670955126);
    }

    /// <summary>1 − erf x for x &gt; 2.5 by Laplace's continued fraction (Abramowitz and Stegun 1964, 7.1.14).</summary>
    private static double ComplementByFraction(double x)
    {
        double f = x;
        for (int k = 80; k >= 1; k--) f = x + (k / 2.0 / f);
        return Math.Exp(-x * x) / (f * 1.7724538509055159);
    }
}
