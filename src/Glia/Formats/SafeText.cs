using System.Globalization;
using System.Text;

namespace Glia.Formats;

/// <summary>Text that comes from a file and goes to a screen: which characters it may hold, and how to quote it safely.</summary>
internal static class SafeText
{
    private const int LongestQuote = 80;

    /// <summary>True where every character can be shown as it is: no control characters, nothing that turns or breaks the line, no half of a surrogate pair.</summary>
    public static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (IsForbidden(text[i])) return false;
        }

        return true;
    }

    /// <summary>True where the text is also of no use as a path.</summary>
    public static bool IsPlainName(string text) =>
        text.Length is > 0 and <= 256 && IsPlain(text) && text.AsSpan().IndexOfAny('/', '\\', ':') < 0 && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>The text in quotation marks for a message: dangerous characters spelled out, the end of a long one left off.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.Length && i < LongestQuote; i++)
        {
            if (char.IsSurrogatePair(text, i)) quoted.Append(text[i]).Append(text[++i]);
            else if (IsForbidden(text[i])) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            else quoted.Append(text[i]);
        }

        return quoted.Append(text.Length > LongestQuote ? "…\"" : "\"").ToString();
    }

    private static bool IsForbidden(char c) => char.IsControl(c) || char.IsSurrogate(c) || IsLineBreak(c) || IsDirection(c);

    private static bool IsLineBreak(char c) => c is '\u2028' or '\u2029';

    // Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode Standard Annex 9): they can make a name read as another.
    private static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
