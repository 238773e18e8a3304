using System.Globalization;

namespace Glia.Cli;

/// <summary>Numbers as they are typed: with commas or blanks between them.</summary>
internal static class NumberList
{
    /// <summary>The numbers; null where the text is something else. Infinite ones do not count as numbers.</summary>
    public static float[]? Parse(string text)
    {
        string[] parts = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i])) return null;
        return numbers.Length == 0 ? null : numbers;
    }
}
