using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A <see cref="Card"/> as lines of text: the picture on the left, the bars of each network beside it.</summary>
internal static class TerminalCard
{
    private const int PictureWidth = 22, BarWidth = 10, MostLabel = 8, PercentWidth = 8;
    private const string Gap = "   ";

    public static IEnumerable<string> Lines(Card card, int width, bool color)
    {
        foreach (string line in InlineMarkup.Wrap(card.Title, width)) yield return line;
        if (card.Text.Length > 0)
            foreach (string line in InlineMarkup.Wrap(card.Text, width)) yield return $"[dim]{line}[/]";
        var blocks = new List<string[]>();
        if (card.Picture is { } picture) blocks.Add(PictureLines(picture, color));
        blocks.AddRange(card.Meters.Select(MeterLines));
        foreach (string[][] row in Rows(blocks, width))
            foreach (string line in Cli.Picture.Beside(Padded(row), Gap)) yield return line;
        if (card.Caption.Length > 0) yield return $"[dim]{InlineMarkup.Of(card.Caption)}[/]";
    }

    // As many blocks beside each other as there is room for.
    private static IEnumerable<string[][]> Rows(List<string[]> blocks, int width)
    {
        var row = new List<string[]>();
        foreach (string[] block in blocks)
        {
            if (row.Count > 0 && row.Append(block).Sum(b => Width(b) + Gap.Length) - Gap.Length > width)
            {
                yield return [.. row];
                row.Clear();
            }

            row.Add(block);
        }

        if (row.Count > 0) yield return [.. row];
    }

    private static string[][] Padded(string[][] row)
    {
        int height = row.Max(b => b.Length);
        return [.. row.Select(block => (string[])[.. block.Select(line => line + new string(' ', Width(block) - Length(line))), .. Enumerable.Repeat(new string(' ', Width(block)), height - block.Length)])];
    }

    private static string[] PictureLines(Glia.Pages.Picture picture, bool color)
    {
        (float[] pixels, FeatureShape shape) = Cli.Picture.WithoutRim([.. picture.Values], picture.Shape);
        return Cli.Picture.Lines(pixels, shape, color, PictureWidth);
    }

    private static string[] MeterLines(MeterGroup group)
    {
        int label = Math.Min(MostLabel, group.Meters.Select(m => m.Label.Length).DefaultIfEmpty(0).Max());
        IEnumerable<string> bars = group.Meters.Select(m => $"{Style(m.Tone)}{Markup.Escape(Cut(m.Label, label).PadLeft(label))} {Bar.Solid(m.Value, BarWidth)}{Num.Percent(m.Value).PadLeft(PercentWidth)}[/]");
        return group.Title.Length > 0 ? [$"[bold]{InlineMarkup.Of(group.Title)}[/]", .. bars] : [.. bars];
    }

    private static string Style(Tone tone) => tone switch { Tone.Good => "[green]", Tone.Bad => "[red]", _ => "[default]" };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static int Width(string[] block) => block.Select(Length).DefaultIfEmpty(0).Max();

    // Spectre takes the markup of nothing but blanks for empty.
    private static int Length(string markup) => string.IsNullOrWhiteSpace(markup) ? markup.Length : Markup.Remove(markup).Length;
}
