using System.Globalization;

namespace Glia.Workbench;

/// <summary>Which numbers a setting takes.</summary>
/// <param name="Wanted">These numbers in words: <c>a number greater than 0</c>.</param>
/// <param name="Holds">Whether a finite number is one of them.</param>
public sealed record NumberRule(string Wanted, Func<float, bool> Holds)
{
    /// <summary>0 to less than 1: momentum, dropout, label smoothing.</summary>
    public static NumberRule Part { get; } = new("a number from 0 to less than 1", n => n is >= 0 and < 1);

    /// <summary>Greater than 0: learning rates.</summary>
    public static NumberRule Positive { get; } = new("a number greater than 0", n => n > 0);

    /// <summary>0 or greater: penalties, the longest gradient.</summary>
    public static NumberRule NotNegative { get; } = new("a number, 0 or greater", n => n >= 0);

    /// <summary>How far toy points are moved: 0 to 10.</summary>
    public static NumberRule Noise { get; } = new("a number from 0 to 10", n => n is >= 0 and <= 10);

    /// <summary>Reads a number; null where the text is none, or not one of these.</summary>
    public float? Find(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && IsGood(number) ? number : null;

    /// <summary>What is said of a text that is none of these.</summary>
    public string Refusal(string text) => $"'{text}' is not {Wanted}.";

    /// <summary>Refuses a value that is none of these; null is none at all, and is not refused.</summary>
    /// <exception cref="SettingException">It is none of these.</exception>
    public void Check(string setting, float? value)
    {
        if (value is { } number && !IsGood(number)) throw new SettingException(setting, Refusal(number.ToString(CultureInfo.InvariantCulture)));
    }

    private bool IsGood(float number) => float.IsFinite(number) && Holds(number);
}
