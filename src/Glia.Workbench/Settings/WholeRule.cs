using System.Globalization;

namespace Glia.Workbench;

/// <summary>Which whole numbers a setting takes.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The largest.</param>
public sealed record WholeRule(int Low, int High = int.MaxValue)
{
    /// <summary>Samples per step.</summary>
    public static WholeRule Batch { get; } = new(0);

    /// <summary>Times through the data.</summary>
    public static WholeRule Epochs { get; } = new(1, 1_000_000);

    /// <summary>Digits to train on: those that do not fit into memory are drawn while they are trained on.</summary>
    public static WholeRule Digits { get; } = new(10, 2_000_000_000);

    /// <summary>Toy points to make, and digits to look at while they are trained on.</summary>
    public static WholeRule Count { get; } = new(10, 1_000_000);

    /// <summary>Samples to hold out, and epochs to wait for better ones.</summary>
    public static WholeRule AtLeastOne { get; } = new(1);

    /// <summary>These numbers in words: <c>a whole number from 1 to 100</c>.</summary>
    public string Wanted => High == int.MaxValue ? $"a whole number, {Low} or more" : $"a whole number from {Low} to {High}";

    /// <summary>Reads a whole number; null where the text is none, or not one of these.</summary>
    public int? Find(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && IsGood(number) ? number : null;

    /// <summary>What is said of a text that is none of these.</summary>
    public string Refusal(string text) => $"'{text}' is not {Wanted}.";

    /// <summary>Refuses a value that is none of these; null is none at all, and is not refused.</summary>
    /// <exception cref="SettingException">It is none of these.</exception>
    public void Check(string setting, int? value)
    {
        if (value is { } number && !IsGood(number)) throw new SettingException(setting, Refusal(number.ToString(CultureInfo.InvariantCulture)));
    }

    private bool IsGood(int number) => number >= Low && number <= High;
}
