using System.Globalization;

namespace Glia.Pages;

/// <summary>A polynomial, <c>6t⁵ + 8t + 3</c>: its value, its derivative by the power rule, and how it is written with the letter or with a number in its place.</summary>
/// <param name="Coefficients">From the highest power down to the constant.</param>
internal sealed record Polynomial(IReadOnlyList<double> Coefficients)
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static Polynomial Of(IEnumerable<float> coefficients) => new([.. coefficients.Select(Widen)]);

    /// <summary>The number that was typed: 0.1, where a float would widen to 0.10000000149.</summary>
    public static double Widen(float typed) => double.Parse(typed.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Terms with their powers, zeros left out.</summary>
    public IEnumerable<(double Factor, int Power)> Terms => Coefficients.Select((c, i) => (c, Coefficients.Count - 1 - i)).Where(t => t.c != 0);

    /// <summary>The value at <paramref name="x"/> (Horner's rule).</summary>
    public double At(double x) => Coefficients.Aggregate(0.0, (sum, c) => (sum * x) + c);

    /// <summary>The power rule, term by term: <c>c·xⁿ</c> becomes <c>n·c·xⁿ⁻¹</c>, a constant 0.</summary>
    public Polynomial Derivative() => new([.. Coefficients.SkipLast(1).Select((c, i) => c * (Coefficients.Count - 1 - i))]);

    /// <summary><c>6t⁵ + 8t + 3</c>.</summary>
    public string With(string letter) => Join(t => Math.Abs(t.Factor) == 1 && t.Power > 0 ? Power(letter, t.Power) : Num.Of(Math.Abs(t.Factor)) + (t.Power == 0 ? "" : Power(letter, t.Power)));

    /// <summary><c>6·2⁵ + 8·2 + 3</c>.</summary>
    public string With(double x, int decimals = 4) => Join(t => t.Power == 0 ? Num.Of(Math.Abs(t.Factor)) : Math.Abs(t.Factor) == 1 ? Power(Num.In(x, decimals), t.Power) : $"{Num.Of(Math.Abs(t.Factor))}·{Power(Num.In(x, decimals), t.Power)}");

    /// <summary><c>t⁵</c>; <c>t</c> for t¹.</summary>
    public static string Power(string what, int power) => power == 1 ? what : what + Superscript(power);

    /// <summary>⁵.</summary>
    public static string Superscript(int power) => string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(digit => Raised[digit - '0']));

    private string Join(Func<(double Factor, int Power), string> term)
    {
        string text = string.Concat(Terms.Select((t, i) => (i == 0 ? t.Factor < 0 ? "-" : "" : t.Factor < 0 ? " - " : " + ") + term(t)));
        return text.Length == 0 ? "0" : text;
    }
}
