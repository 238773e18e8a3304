using System.Globalization;

namespace Glia.Pages;

/// <summary>A question whose answer the program can check.</summary>
/// <param name="Text">The question.</param>
/// <param name="Wanted">What to type: N, NAME, yes|no.</param>
/// <param name="Solution">The answer, as it would be typed.</param>
/// <param name="Why">How one gets there, with the numbers.</param>
/// <param name="Accepts">Whether an answer is right; null where it is no answer at all, such as a word for a number.</param>
public sealed record Quiz(string Text, string Wanted, string Solution, string Why, Func<string, bool?> Accepts)
{
    /// <summary>Asks for a number, right within <paramref name="tolerance"/>.</summary>
    public static Quiz ForNumber(string text, double solution, string why, double tolerance = 0.005) => new(text, "N", Num.Of(solution), why, answer =>
        double.TryParse(answer.Trim().Replace("−", "-", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? Math.Abs(number - solution) <= tolerance : null);

    /// <summary>Asks for one of a few words.</summary>
    public static Quiz ForChoice(string text, string solution, IReadOnlyList<string> choices, string why) => new(text, string.Join('|', choices), solution, why, answer =>
        choices.Contains(answer.Trim(), StringComparer.OrdinalIgnoreCase) ? string.Equals(answer.Trim(), solution, StringComparison.OrdinalIgnoreCase) : null);
}
