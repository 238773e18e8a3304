namespace Glia.Cli;

/// <summary>Breaks text between words.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> columns, where no single word is longer.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Math.Max(20, width))
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
