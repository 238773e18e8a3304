using System.Text;
using Spectre.Console.Rendering;

namespace Glia.Cli;

/// <summary>How wide text is in a terminal: Chinese letters and emoji take two columns each.</summary>
internal static class Cells
{
    /// <summary>Columns that a text takes.</summary>
    public static int Of(string text) => new Segment(text).CellCount();

    /// <summary>The text where it takes <paramref name="most"/> columns at most; else its beginning with an ellipsis, in as many.</summary>
    public static string Cut(string text, int most)
    {
        if (Of(text) <= most) return text;
        var cut = new StringBuilder();
        int cells = 1; // the ellipsis
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += Of(rune.ToString());
            if (cells > most) break;
            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The text in exactly <paramref name="width"/> columns: cut, or filled up with blanks.</summary>
    public static string Fill(string text, int width)
    {
        string cut = Cut(text, width);
        return cut + new string(' ', width - Of(cut));
    }
}
