using System.Text.RegularExpressions;

namespace Glia.Pages.Tests;

/// <summary>Works out a printed formula of numbers: <c>sigmoid(0.9·0.9 + 0.1·(-0.3))</c>, <c>1/(1 + e^(-1.05))</c>, <c>(0.5 - 0.7)²</c>, <c>√3</c>, <c>2/3</c>, <c>97.5 %</c>.</summary>
internal sealed partial class Formula
{
    private static readonly Dictionary<string, Func<Interval[], Interval>> Functions = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = a => a[0].Map(z => 1 / (1 + Math.Exp(-z))),
        ["tanh"] = a => a[0].Map(Math.Tanh),
        ["relu"] = a => a[0].Map(z => Math.Max(0, z)),
        ["step"] = a => a[0].Map(z => z >= 0 ? 1 : 0),
        ["sign"] = a => a[0].Map(z => Math.Sign(z)),
        ["Φ"] = a => a[0].Map(BellShare),
        ["φ"] = a => new(Bell(Math.Max(Math.Abs(a[0].Low), Math.Abs(a[0].High))), Bell(a[0].Low < 0 && a[0].High > 0 ? 0 : Math.Min(Math.Abs(a[0].Low), Math.Abs(a[0].High)))),
        ["exp"] = a => a[0].Map(Math.Exp),
        ["ln"] = a => a[0].Map(Math.Log),
        ["log10"] = a => a[0].Map(Math.Log10),
        ["sqrt"] = a => a[0].Map(Math.Sqrt),
        ["logit"] = a => a[0].Map(p => Math.Log(p / (1 - p))),
        ["max"] = a => new(a.Max(i => i.Low), a.Max(i => i.High)),
        ["min"] = a => new(a.Min(i => i.Low), a.Min(i => i.High)),
        ["mean"] = a => a.Aggregate((x, y) => x + y) / new Interval(a.Length, a.Length),
    };

    private readonly string[] _tokens;
    private readonly int _decimals;
    private int _at;

    private Formula(string text, int decimals)
    {
        _tokens = [.. Token().Matches(text).Select(m => m.Value)];
        _decimals = decimals;
    }

    /// <summary>The value; null where the text holds names or signs that are no numbers.</summary>
    public static Interval? Evaluate(string text, int decimals = 0)
    {
        text = text.Replace('−', '-').Trim();
        if (text.Length == 0 || Token().Replace(text, "").Trim().Length > 0) return null;
        var formula = new Formula(Thousands().Replace(text, "$1$2"), decimals);
        try
        {
            Interval value = formula.Sum();
            return formula._at == formula._tokens.Length ? value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Next => _at < _tokens.Length ? _tokens[_at] : "";

    private Interval Sum()
    {
        Interval value = Product();
        while (Next is "+" or "-") value = _tokens[_at++] == "+" ? value + Product() : value - Product();
        return value;
    }

    private Interval Product()
    {
        Interval value = Signed();
        while (Next is "·" or "*" or "×" or "/" or "÷") value = _tokens[_at++] is "/" or "÷" ? value / Signed() : value * Signed();
        return value;
    }

    private Interval Signed()
    {
        if (Next != "-") return Power();
        _at++;
        return new Interval(0, 0) - Signed();
    }

    private Interval Power()
    {
        Interval value = Single();
        while (true)
        {
            if (Next == "^")
            {
                _at++;
                return value.Power(Signed());
            }

            int exponent = "²³⁴⁵⁶".IndexOf(Next.Length == 1 ? Next[0] : ' ', StringComparison.Ordinal);
            if (exponent >= 0) value = value.Power(new(exponent + 2, exponent + 2));
            else if (Next == "%") value *= new Interval(0.01, 0.01);
            else return value;
            _at++;
        }
    }

    private Interval Single()
    {
        string token = Next;
        _at++;
        if (token.Length > 0 && (char.IsAsciiDigit(token[0]) || token[0] == '.')) return Interval.Printed(token, Next == "%" ? 0 : _decimals);
        if (token == "√") return Single().Map(Math.Sqrt);
        if (token == "e") return new(Math.E, Math.E);
        if (token == "π") return new(Math.PI, Math.PI);
        if (token == "(") return Closed(Sum(), ")");
        if (token == "|")
        {
            Interval inside = Closed(Sum(), "|");
            return inside.Low < 0 && inside.High > 0 ? new(0, Math.Max(-inside.Low, inside.High)) : inside.Map(Math.Abs);
        }

        if (!Functions.TryGetValue(token, out Func<Interval[], Interval>? function) || Next != "(") throw new FormatException(token);
        _at++;
        List<Interval> arguments = [Sum()];
        while (Next == ",")
        {
            _at++;
            arguments.Add(Sum());
        }

        return Closed(function([.. arguments]), ")");
    }

    private static double Bell(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    // The area under the bell curve left of z: by Simpson's rule from 0, where it is a half.
    private static double BellShare(double z)
    {
        const int steps = 2000;
        double end = Math.Clamp(z, -10, 10), h = end / steps;
        double sum = Bell(0) + Bell(end) + Enumerable.Range(1, steps - 1).Sum(i => (i % 2 == 1 ? 4 : 2) * Bell(i * h));
        return 0.5 + (sum * h / 3);
    }

    private Interval Closed(Interval value, string end)
    {
        if (Next != end) throw new FormatException(end);
        _at++;
        return value;
    }

    [GeneratedRegex(@"\d+(?:\.\d+)?(?:e[-+]?\d+)?|\.\d+|[A-Za-zΦφ]\w*|[-+·*×/÷^()|,√π%²³⁴⁵⁶]")]
    private static partial Regex Token();

    [GeneratedRegex(@"(\d),(\d{3})(?!\d)")]
    private static partial Regex Thousands();
}
