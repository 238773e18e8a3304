using System.Text;

namespace Glia.Live;

/// <summary>Words of an ARFF file: quoted with ' or ", a backslash before what would end them.</summary>
internal static class ArffText
{
    /// <summary>A word as it is written: in quotation marks where it holds what would end it.</summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && word != "?" && !word.Any(c => char.IsWhiteSpace(c) || ",'\"{}%\\".Contains(c, StringComparison.Ordinal))) return word;
        return $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)}'";
    }

    /// <summary>The next word from <paramref name="at"/>: up to a blank or one of <paramref name="ends"/>, or in quotation marks.</summary>
    /// <param name="lines">Where the line is from, for errors.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">Where to begin; moved behind the word.</param>
    /// <param name="ends">What ends a word without quotation marks, besides blanks.</param>
    /// <exception cref="InvalidFileException">Quotation marks are not closed.</exception>
    public static (string Word, bool IsQuoted) Word(FileLines lines, string line, ref int at, string ends)
    {
        SkipBlanks(line, ref at);
        if (at < line.Length && line[at] is '\'' or '"') return (QuotedWord(lines, line, ref at), true);
        int start = at;
        while (at < line.Length && line[at] > ' ' && line[at] != '%' && !ends.Contains(line[at], StringComparison.Ordinal)) at++;
        return (line[start..at], false);
    }

    /// <summary>Moves to the next character that is no blank; to the end where a comment follows.</summary>
    public static void SkipBlanks(string line, ref int at)
    {
        while (at < line.Length && line[at] <= ' ') at++; // no other blanks: Weka leaves those without quotation marks
        if (at < line.Length && line[at] == '%') at = line.Length;
    }

    private static string QuotedWord(FileLines lines, string line, ref int at)
    {
        char mark = line[at++];
        var word = new StringBuilder();
        for (; at < line.Length; at++)
        {
            if (line[at] == mark)
            {
                at++;
                return word.ToString();
            }

            if (line[at] != '\\' || at + 1 == line.Length) word.Append(line[at]);
            else word.Append(Escaped(line[++at]));
        }

        throw lines.Invalid("quotes", $"a quotation mark {mark} is not closed");
    }

    private static char Escaped(char c) => c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => c };
}
