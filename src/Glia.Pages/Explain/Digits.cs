using System.Globalization;

namespace Glia.Pages;

/// <summary>Numbers of an explanation, all of a line with the same decimals, so that what they say of each other is true as it is printed.</summary>
internal sealed record Digits(int Decimals)
{
    /// <summary>With more decimals, for what is to be compared.</summary>
    public Digits Finer => this with { Decimals = Decimals + 2 };

    /// <summary>1.16, 0.7613, 5.2e-5: trailing zeros left out, as within formulas, but 1.0000 for what is not quite 1.</summary>
    public string Of(double value) => Num.Of(value, Decimals);

    /// <summary>The same within a sum or a product: in brackets where it is negative.</summary>
    public string In(double value) => Of(value) is var text && text.StartsWith('-') ? $"({text})" : text;

    /// <summary>1.1600, 0.7613, 5.2e-5: with trailing zeros, as under each other in a table. Nothing is a plain 0.</summary>
    public string Column(double value)
    {
        if (value == 0) return "0";
        string text = Of(value);
        if (text.Contains('e', StringComparison.Ordinal)) return Num.Of(value, 3);
        return double.IsFinite(value) ? Full(value) : text;
    }

    private string Full(double value) => value.ToString($"F{Decimals}", CultureInfo.InvariantCulture);
}
