using System.Globalization;

namespace Glia.Pages;

/// <summary>Numbers and sums as pages write them.</summary>
public static class Num
{
    private const double FloatDigits = 2e-6; // what a few sums of floats lose

    /// <summary>Up to <paramref name="decimals"/> decimals, trailing zeros left out: 787, 0.7408, -1.5. A number that only rounds to a whole one says so: 1.0000. Very small and very large numbers keep <paramref name="decimals"/> digits: 1.235e-7.</summary>
    public static string Of(double value, int decimals = 4)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        double size = Math.Abs(value);
        if (size != 0 && (size < Math.Pow(10, 1 - decimals) || size >= 1e7)) return Scientific(value, decimals);
        string text = value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
        if (text == "-0") return "0";
        bool looksWhole = decimals > 0 && !text.Contains('.', StringComparison.Ordinal), isWhole = Math.Abs(value - Math.Round(value)) <= FloatDigits * size;
        return looksWhole && !isWhole ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>The same as a factor or summand within a sum: in brackets where it is negative.</summary>
    public static string In(double value, int decimals = 4) => Of(value, decimals) is var text && text.StartsWith('-') ? $"({text})" : text;

    /// <summary><c>0.9·0.9 + 0.1·0.3 + 0.8·0.4</c>: products of factors one by one, and <paramref name="bias"/> at the end where there is one.</summary>
    public static string Sum(IReadOnlyList<float> left, IReadOnlyList<float> right, double? bias = null, int decimals = 4)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        IEnumerable<string> terms = left.Zip(right, (l, r) => $"{In(l, decimals)}·{In(r, decimals)}");
        return string.Join(" + ", bias is { } b ? terms.Append(In(b, decimals)) : terms);
    }

    /// <summary><c>(0.9, 0.1, 0.8)</c>.</summary>
    public static string Vector(IEnumerable<float> values, int decimals = 4) => $"({string.Join(", ", values.Select(v => Of(v, decimals)))})";

    /// <summary>97.86 %.</summary>
    public static string Percent(double part, int decimals = 1) => (100 * part).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %";

    /// <summary>60,000.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 sample, 60,000 samples.</summary>
    public static string Samples(int count) => count == 1 ? "1 sample" : $"{Count(count)} samples";

    /// <summary>A number in the shortest form that reads back as the same float.</summary>
    public static string Exact(float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Always <paramref name="decimals"/> decimals, so that numbers of one kind look alike: 0.500, -0.004.</summary>
    public static string Fixed(double value, int decimals = 3) =>
        value.ToString($"F{decimals}", CultureInfo.InvariantCulture) is var text && text.StartsWith('-') && text.Trim('-', '0', '.').Length == 0 ? text[1..] : text;

    private static string Scientific(double value, int digits) =>
        value.ToString("0." + new string('#', Math.Max(1, digits - 1)) + "e0", CultureInfo.InvariantCulture);
}
