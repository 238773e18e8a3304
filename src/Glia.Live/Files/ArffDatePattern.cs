using System.Text;

namespace Glia.Live;

/// <summary>Java's patterns for points in time, as far as ARFF files use them, in .NET's words.</summary>
internal static class ArffDatePattern
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["yyyy"] = "yyyy",
        ["MM"] = "MM",
        ["dd"] = "dd",
        ["HH"] = "HH",
        ["mm"] = "mm",
        ["ss"] = "ss",
        ["SSS"] = "fff",
    };

    /// <summary>The same pattern for <see cref="DateTime"/>; null where it has more in it than ARFF files use, or no field at all.</summary>
    public static string? ToFormat(string pattern)
    {
        if (pattern.Length > 64) return null;
        var format = new StringBuilder();
        bool hasField = false;
        for (int at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '\'')
            {
                int end = pattern.IndexOf('\'', at + 1);
                if (end <= at + 1) return null;
                Literal(format, pattern.AsSpan(at + 1, end - at - 1));
                at = end + 1;
            }
            else if (char.IsAsciiLetter(pattern[at]))
            {
                int end = at + 1;
                while (end < pattern.Length && pattern[end] == pattern[at]) end++;
                if (!Fields.TryGetValue(pattern[at..end], out string? field)) return null;
                format.Append(field);
                hasField = true;
                at = end;
            }
            else Literal(format, pattern.AsSpan(at++, 1));
        }

        return hasField ? format.ToString() : null;
    }

    private static void Literal(StringBuilder format, ReadOnlySpan<char> text)
    {
        foreach (char c in text) format.Append('\\').Append(c);
    }
}
