namespace Glia;

/// <summary>
/// Elementary functions in double precision whose bits are the same on every machine: additions, multiplications and divisions in one fixed order,
/// where <see cref="Math"/> calls the C library of the platform. Accurate to a few units in the last place.
/// </summary>
public static class StableMath
{
    private const double Ln2 = 0.6931471805599453094;
    private const double Ln2High = 6.93147180369123816490e-01; // the upper bits of ln 2, so that n · Ln2High is exact
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Natural logarithm, by <c>ln m = 2 artanh((m − 1) / (m + 1))</c> on a mantissa m in [√½, √2). Negative numbers give NaN, 0 gives −∞.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;

        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0; // 2^54: a subnormal becomes normal
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        double s = (m - 1) / (m + 1), z = s * s, series = 0;
        for (int k = 21; k >= 3; k -= 2) series = (series + (1.0 / k)) * z; // |s| ≤ 0.172: the 23rd power is below 1e-18
        return (exponent * Ln2) + (2 * (s + (s * series)));
    }

    /// <summary>Exponential function, by <c>e^x = 2^n · e^r</c> with |r| ≤ ½ ln 2 and the Taylor series of e^r.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -745.2) return 0;
        double n = Math.Round(x / Ln2);
        double r = (x - (n * Ln2High)) - (n * Ln2Low);
        double term = 1;
        for (int k = 14; k >= 1; k--) term = 1 + (term * r / k);
        int first = (int)n / 2; // two factors, so that 2^n may lie outside the range of normal doubles
        return term * PowerOfTwo(first) * PowerOfTwo((int)n - first);
    }

    /// <summary>Sine of an angle in radians; meant for |x| up to some thousands.</summary>
    public static double Sin(double x)
    {
        (double r, long quarter) = Reduced(x);
        double size = (quarter & 1) == 0 ? SinOf(r) : CosOf(r);
        return (quarter & 2) == 0 ? size : -size;
    }

    /// <summary>Cosine of an angle in radians; meant for |x| up to some thousands.</summary>
    public static double Cos(double x)
    {
        (double r, long quarter) = Reduced(x);
        double size = (quarter & 1) == 0 ? CosOf(r) : SinOf(r);
        return ((quarter + 1) & 2) == 0 ? size : -size;
    }

    /// <summary>Sine and cosine of an angle in radians; meant for |x| up to some thousands.</summary>
    public static (double Sin, double Cos) SinCos(double x) => (Sin(x), Cos(x));

    /// <summary>An angle without its nearest number of right angles, |r| ≤ π/4, and that number.</summary>
    private static (double R, long Quarter) Reduced(double x)
    {
        double quarter = Math.Round(x * (2 / Math.PI));
        return ((x - (quarter * 1.5707963267341256)) - (quarter * 6.0771005065061922e-11), (long)quarter); // π/2 in two parts
    }

    // The Taylor series; the two apart, as a schedule asks for a cosine alone in every step.
    private static double SinOf(double r)
    {
        double z = r * r, sin = 0;
        for (int k = 17; k >= 3; k -= 2) sin = -z / (k * (k - 1)) * (1 + sin);
        return r * (1 + sin);
    }

    private static double CosOf(double r)
    {
        double z = r * r, cos = 0;
        for (int k = 18; k >= 2; k -= 2) cos = -z / (k * (k - 1)) * (1 + cos);
        return 1 + cos;
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
