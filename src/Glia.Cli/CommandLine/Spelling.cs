namespace Glia.Cli;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The word nearest to <paramref name="typed"/> by edit distance (Levenshtein 1966); null where none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
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

    private static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }

        return above[b.Length];
    }
}
