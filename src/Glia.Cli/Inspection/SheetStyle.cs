namespace Glia.Cli;

/// <summary>What the sheets of <c>glia inspect</c> have in common.</summary>
internal static class SheetStyle
{
    public const int Margin = 24, Gap = 12, TitleHeight = 40, CaptionHeight = 22;

    public static readonly (byte R, byte G, byte B) Page = (0xEC, 0xEE, 0xF1), Text = (0x20, 0x24, 0x2A), Faint = (0x69, 0x70, 0x7A), Good = (0x2E, 0x7D, 0x32), Bad = (0xC6, 0x28, 0x28);

    /// <summary>An empty sheet with a title.</summary>
    public static Canvas Create(int width, int height, string title)
    {
        int least = PixelFont.Width(title) * 2;
        var canvas = new Canvas(Math.Max(width, least) + (2 * Margin), height + (2 * Margin) + TitleHeight);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, Page);
        canvas.Text(Margin, Margin, title, 2, Text);
        return canvas;
    }

    /// <summary>A picture in its palette's colours, each number a square of <paramref name="scale"/>.</summary>
    public static void Draw(Canvas canvas, int left, int top, int scale, Glia.Pages.Picture picture)
    {
        (byte R, byte G, byte B)[] colors = picture.Palette.Colors(picture.Values);
        for (int i = 0; i < colors.Length; i++) canvas.Fill(left + (i % picture.Shape.Width * scale), top + (i / picture.Shape.Width * scale), scale, scale, colors[i]);
    }

    /// <summary>Text, cut off where there is no more room.</summary>
    public static void Caption(Canvas canvas, int left, int top, int room, string text, (byte R, byte G, byte B) color, int size = 1)
    {
        while (text.Length > 1 && PixelFont.Width(text) * size > room) text = text[..^1];
        canvas.Text(left, top, text, size, color);
    }

    /// <summary>How large one number is drawn, so that a picture is about <paramref name="side"/> wide.</summary>
    public static int Scale(FeatureShape shape, int side) => Math.Max(1, side / Math.Max(shape.Width, shape.Height));
}
