using System.Globalization;

namespace Glia.Pages.Tests;

/// <summary>All the values that a printed number may stand for: 0.7408 is anything from 0.74075 to 0.74085, a whole number is itself.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <param name="text">The number.</param>
    /// <param name="decimals">Decimals of its line: zeros at the end are not printed, so 0.5 beside 0.7408 is 0.5000.</param>
    public static Interval Printed(string text, int decimals)
    {
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        int exponentAt = text.IndexOf('e', StringComparison.Ordinal);
        string digits = exponentAt < 0 ? text : text[..exponentAt];
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point < 0 && exponentAt < 0) return new(value, value);
        double power = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        double half = 0.5 * Math.Pow(10, power - (exponentAt < 0 ? Math.Max(decimals, digits.Length - point - 1) : point < 0 ? 0 : digits.Length - point - 1));
        return new(value - half, value + half);
    }

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a, Interval b) => new(a.Low - b.High, a.High - b.Low);

    public static Interval operator *(Interval a, Interval b)
    {
        double[] products = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return new(products.Min(), products.Max());
    }

    public static Interval operator /(Interval a, Interval b) => b.Low <= 0 && b.High >= 0
        ? new(double.NegativeInfinity, double.PositiveInfinity) : a * new Interval(Math.Min(1 / b.Low, 1 / b.High), Math.Max(1 / b.Low, 1 / b.High));

    /// <summary>A function that only rises, or only falls.</summary>
    public Interval Map(Func<double, double> f) => new(Math.Min(f(Low), f(High)), Math.Max(f(Low), f(High)));

    public Interval Power(Interval exponent)
    {
        if (exponent.Low == exponent.High && exponent.Low == Math.Floor(exponent.Low) && exponent.Low % 2 == 0 && Low < 0 && High > 0)
            return new(0, Math.Max(Math.Pow(Low, exponent.Low), Math.Pow(High, exponent.Low)));
        double[] values = [Math.Pow(Low, exponent.Low), Math.Pow(Low, exponent.High), Math.Pow(High, exponent.Low), Math.Pow(High, exponent.High)];
        return new(values.Min(), values.Max());
    }

    /// <summary>Whether some value may stand for both; floats carry about seven digits and nothing below 1e-38, which is allowed for.</summary>
    public bool Meets(Interval other)
    {
        double slack = 1e-38 + (2e-6 * Math.Max(Size, other.Size));
        return Low <= other.High + slack && other.Low <= High + slack;
    }

    private double Size => Math.Max(Math.Abs(Low), Math.Abs(High));
}
