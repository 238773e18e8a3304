using Glia.Datasets;

namespace Glia.Cli;

/// <summary>A digit to mark: where it stands, the answer, and how sure it is.</summary>
internal sealed record Mark(PixelBox Box, string Name, Sureness Sureness);

/// <summary>A page with a box around each digit and its answer on a tab above, in the colour of how sure it is; small pages are enlarged so that the answers can be read.</summary>
internal static class MarkedPage
{
    private const int SmallestBox = 56, MostEnlarged = 4, MostPixels = 4_000, LegendHeight = 40, LegendStep = 52;

    private static readonly Sureness[] Grades = [Sureness.Sure, Sureness.Fair, Sureness.Unsure];

    private static readonly (byte R, byte G, byte B) Paper = (255, 255, 255), Legend = (0xEC, 0xEE, 0xF1), Text = (0x20, 0x24, 0x2A);

    /// <summary>Draws the page and its marks.</summary>
    public static RasterImage Draw(RasterImage page, IReadOnlyList<Mark> marks)
    {
        int[] heights = [.. marks.Select(m => m.Box.LongSide).Order()];
        int usual = heights[heights.Length / 2];
        int scale = Math.Clamp(Math.Min((SmallestBox + usual - 1) / usual, MostPixels / Math.Max(page.Width, page.Height)), 1, MostEnlarged);
        int width = page.Width * scale, height = page.Height * scale;
        string[] legends = Legends(marks);
        var canvas = new Canvas(Math.Max(width, LegendWidth(legends)), height + LegendHeight);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, Legend);
        canvas.Image(0, 0, width, height, page);
        int letter = Math.Clamp(usual * scale / 32, 1, 8), line = Math.Max(1, letter);
        foreach (Mark mark in marks) DrawMark(canvas, mark, scale, letter, line, height);
        DrawLegend(canvas, height, legends);
        return canvas.ToImage();
    }

    private static void DrawMark(Canvas canvas, Mark mark, int scale, int letter, int line, int pageHeight)
    {
        Sureness sure = mark.Sureness;
        string text = sure == Sureness.Unsure ? mark.Name + "?" : mark.Name;
        int pad = line + letter, left = (mark.Box.Left * scale) - pad, top = (mark.Box.Top * scale) - pad;
        int columns = (mark.Box.Width * scale) + (2 * pad), rows = (mark.Box.Height * scale) + (2 * pad);
        canvas.Frame(left, top, columns, rows, line, sure.Color);
        int tabWidth = (PixelFont.Width(text) + 2) * letter, tabHeight = 9 * letter;
        int tabTop = top >= tabHeight ? top - tabHeight : Math.Min(top + rows, pageHeight - tabHeight), tabLeft = Math.Max(0, left);
        canvas.Fill(tabLeft, tabTop, tabWidth, tabHeight, sure.Color);
        canvas.Text(tabLeft + letter, tabTop + letter, text, letter, Paper);
    }

    private static string[] Legends(IReadOnlyList<Mark> marks) =>
        [.. Grades.Select(sure => $"{marks.Count(m => m.Sureness == sure)} {sure.Word}{(sure == Sureness.Sure ? ": 90 % and more" : "")}")];

    private static int LegendWidth(string[] legends) => 12 + legends.Sum(text => LegendStep + (PixelFont.Width(text) * 2));

    private static void DrawLegend(Canvas canvas, int top, string[] legends)
    {
        int left = 12;
        for (int i = 0; i < legends.Length; i++)
        {
            canvas.Fill(left, top + 12, 16, 16, Grades[i].Color);
            canvas.Text(left + 24, top + 13, legends[i], 2, Text);
            left += LegendStep + (PixelFont.Width(legends[i]) * 2);
        }
    }
}
