namespace Glia.Cli;

/// <summary>Breaks formulas that are too long for a line: before a sign of equality, else before a plus; the rest is set in.</summary>
internal static class EquationWrap
{
    private const string Inset = "    ";

    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && line.Length + piece.TrimEnd().Length > width && line.Trim().Length > 0)
            {
                yield return line.TrimEnd();
                line = Inset;
            }

            line += piece;
        }

        yield return line.TrimEnd();
    }

    // "z = 1·2 + 3·4 = 14" → "z ", "= 1·2 ", "+ 3·4 ", "= 14"
    private static IEnumerable<string> Pieces(string text)
    {
        int from = 0;
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i - 1] != ' ' || text[i + 1] != ' ' || !"=≈+-−<>≤≥".Contains(text[i], StringComparison.Ordinal)) continue;
            yield return text[from..i];
            from = i;
        }

        yield return text[from..];
    }
}
