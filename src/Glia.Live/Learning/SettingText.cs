using System.Globalization;

namespace Glia.Live;

/// <summary>Numbers of settings as text, and their bounds.</summary>
internal static class SettingText
{
    /// <summary>Stands for a value that the learner chooses itself.</summary>
    public const string Auto = "auto";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(float number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(int? number) => number is { } given ? Of(given) : Auto;

    /// <summary>The number, or null where the text is none from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static int? Whole(string text, int low, int high) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high ? number : null;

    /// <summary>The number, or null where the text is none.</summary>
    public static float? Number(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) ? number : null;

    public static bool IsAuto(string text) => text.Equals(Auto, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number, refused where it is out of bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static int Bounded(int number, int low, int high, string name, string what) =>
        number >= low && number <= high ? number : throw new ArgumentOutOfRangeException(name, number, $"There can be {low} to {high:N0} {what}.");
}
