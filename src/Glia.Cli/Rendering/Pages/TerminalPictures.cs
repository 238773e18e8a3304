using System.Text;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><see cref="Pictures"/> as half blocks, side by side, their captions under them.</summary>
internal static class TerminalPictures
{
    private const string Gap = "   ";
    private const int Least = 7; // columns that a caption needs

    public static IEnumerable<string> Lines(Pictures block, int width, bool color)
    {
        if (block.Items.Count == 0) yield break;
        int columns = Math.Min(block.Items.Max(p => p.Shape.Width), width);
        int most = Math.Max(1, (width + Gap.Length) / (Math.Max(columns, Least) + Gap.Length));
        // Several pictures beside each other, rather than one under the other: half the size if that is what it takes.
        int mostWidth = most < Math.Min(3, block.Items.Count) ? Math.Max(10, (width - (2 * Gap.Length)) / 3) : columns;
        most = Math.Max(1, (width + Gap.Length) / (Math.Max(block.Items.Max(p => Reduced(p.Shape, mostWidth).Width), Least) + Gap.Length));
        foreach (Glia.Pages.Picture[] row in block.Items.Chunk(most))
            foreach (string line in Row(row, mostWidth, color)) yield return line;
    }

    private static IEnumerable<string> Row(Glia.Pages.Picture[] row, int mostWidth, bool color)
    {
        string[][] pictures = [.. row.Select(p => Halves(p, mostWidth, color))];
        int[] widths = [.. row.Select(p => Math.Max(Least, Reduced(p.Shape, mostWidth).Width))];
        for (int line = 0; line < pictures.Max(p => p.Length); line++)
            yield return string.Join(Gap, pictures.Select((p, i) => (line < p.Length ? p[line] : new string(' ', Reduced(row[i].Shape, mostWidth).Width)) + new string(' ', widths[i] - Reduced(row[i].Shape, mostWidth).Width)));
        string[][] captions = [.. row.Select((p, i) => p.Caption.Length == 0 ? [] : CaptionLines(p, widths[i]))];
        for (int line = 0; line < captions.Max(c => c.Length); line++)
            yield return string.Join(Gap, captions.Select((c, i) => line < c.Length ? Toned(row[i].Tone, c[line], widths[i]) : new string(' ', widths[i])));
        yield return "";
    }

    private static string[] CaptionLines(Glia.Pages.Picture picture, int width)
    {
        var lines = new List<string>();
        foreach (string word in picture.Caption.Replace("**", "", StringComparison.Ordinal).Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width) lines[^1] += " " + word;
            else lines.Add(word.Length > width ? word[..width] : word);
        }

        return [.. lines];
    }

    private static string Toned(Tone tone, string text, int width)
    {
        string padded = Markup.Escape(text.PadRight(width));
        return tone switch { Tone.Good => $"[green]{padded}[/]", Tone.Bad => $"[red]{padded}[/]", Tone.Strong => $"[bold]{padded}[/]", _ => $"[dim]{padded}[/]" };
    }

    private static FeatureShape Reduced(FeatureShape shape, int mostWidth)
    {
        int factor = Math.Max(1, (shape.Width + mostWidth - 1) / mostWidth);
        return new((shape.Height + factor - 1) / factor, (shape.Width + factor - 1) / factor);
    }

    /// <summary>Two rows of pixels in a row of characters. Without colours only what is far from the middle shows: dark blocks above it, light ones below 0.</summary>
    private static string[] Halves(Glia.Pages.Picture picture, int mostWidth, bool color)
    {
        (byte R, byte G, byte B)[] colors = picture.Palette.Colors(picture.Values);
        int factor = Math.Max(1, (picture.Shape.Width + mostWidth - 1) / mostWidth);
        FeatureShape small = Reduced(picture.Shape, mostWidth);
        (byte R, byte G, byte B) At(int x, int y) => y >= small.Height ? ((byte)0, (byte)0, (byte)0) : Mean(colors, picture.Shape, x * factor, y * factor, factor);
        bool isSigned = picture.Palette.Colors([0])[0].R == 255; // 0 is white there, and not ink
        int middle = color ? 0 : isSigned ? Math.Min(70, Strongest(small, At) / 2) : Middle(small, At);
        var lines = new string[(small.Height + 1) / 2];
        for (int y = 0; y < lines.Length; y++)
        {
            var line = new StringBuilder();
            for (int x = 0; x < small.Width; x++)
            {
                if (color) line.Append($"[{Hex(At(x, 2 * y))} on {Hex(At(x, (2 * y) + 1))}]▀[/]");
                else line.Append(Plain(Sign(At(x, 2 * y), isSigned, middle), Sign(At(x, (2 * y) + 1), isSigned, middle)));
            }

            lines[y] = line.ToString();
        }

        return lines;
    }

    private static (byte R, byte G, byte B) Mean((byte R, byte G, byte B)[] colors, FeatureShape shape, int left, int top, int factor)
    {
        int r = 0, g = 0, b = 0, count = 0;
        for (int y = top; y < Math.Min(shape.Height, top + factor); y++)
            for (int x = left; x < Math.Min(shape.Width, left + factor); x++, count++)
                (r, g, b) = (r + colors[(y * shape.Width) + x].R, g + colors[(y * shape.Width) + x].G, b + colors[(y * shape.Width) + x].B);
        return count == 0 ? ((byte)0, (byte)0, (byte)0) : ((byte)(r / count), (byte)(g / count), (byte)(b / count));
    }

    private static string Hex((byte R, byte G, byte B) c) => $"#{c.R:x2}{c.G:x2}{c.B:x2}";

    // Of a picture that is dark all over, what is bright within it shows.
    private static int Middle(FeatureShape small, Func<int, int, (byte R, byte G, byte B)> at)
    {
        int brightest = Enumerable.Range(0, small.Length).Max(i => (int)at(i % small.Width, i / small.Width).R);
        return brightest >= 200 ? 127 : brightest * 2 / 5;
    }

    private static int Strongest(FeatureShape small, Func<int, int, (byte R, byte G, byte B)> at) => Enumerable.Range(0, small.Length).Select(i => at(i % small.Width, i / small.Width)).Max(c => Math.Abs(c.R - c.B));

    private static char Plain(int up, int down)
    {
        if (up == 0 && down == 0) return ' ';
        if (up > 0 || down > 0) return up > 0 && down > 0 ? '█' : up > 0 ? '▀' : '▄';
        return '░';
    }

    // Red is more than blue where a number is above 0; grey is ink.
    private static int Sign((byte R, byte G, byte B) c, bool isSigned, int middle)
    {
        int value = isSigned ? c.R - c.B : c.R;
        return value > middle ? 1 : isSigned && value < -middle ? -1 : 0;
    }
}
