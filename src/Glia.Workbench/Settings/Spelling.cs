namespace Glia.Workbench;

/// <summary>Finds what a mistyped word was meant to be.</summary>
public static class Spelling
{
    /// <summary>The word nearest to <paramref name="typed"/> by edit distance; null where none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(words);
        int most = Math.Max(1, typed.TrimStart('-').Length / 3);
        string? best = null;
        foreach (string word in words)
        {
            bool isStart = typed.Length >= 2 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && best is null;
            int distance = Distance(typed.ToLowerInvariant(), word.ToLowerInvariant());
            if (distance <= most)
            {
                best = word;
                most = distance - 1;
            }
            else if (isStart)
            {
                best = word;
            }
        }

        return best;
    }

    /// <summary>Letters to add, leave out, change or swap with a neighbour (Damerau 1964).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                rows[i, j] = Math.Min(Math.Min(rows[i, j - 1], rows[i - 1, j]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
