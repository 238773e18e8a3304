using Glia.Datasets;

namespace Glia.Cli;

/// <summary>A picture to draw rectangles, text and samples on.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _rgba = new byte[checked(width * height * 4)];

    public int Width => width;

    public int Height => height;

    public RasterImage ToImage() => new(width, height, _rgba);

    public void Fill(int left, int top, int columns, int rows, (byte R, byte G, byte B) color)
    {
        for (int y = Math.Max(0, top); y < Math.Min(height, top + rows); y++)
            for (int x = Math.Max(0, left); x < Math.Min(width, left + columns); x++) Set(x, y, color);
    }

    /// <summary>Text in the pixel font, each pixel a square of <paramref name="scale"/>.</summary>
    public void Text(int left, int top, string text, int scale, (byte R, byte G, byte B) color) =>
        PixelFont.Draw(text, (x, y) => Fill(left + (x * scale), top + (y * scale), scale, scale, color));

    /// <summary>Text in the middle of a column, as large as fits: 5 times for one digit.</summary>
    public void Centred(int left, int top, int columns, string text, (byte R, byte G, byte B) color)
    {
        while (text.Length > 1 && PixelFont.Width(text) > columns) text = text[..^1];
        int scale = Math.Clamp(columns / Math.Max(1, PixelFont.Width(text)), 1, 5);
        Text(left + ((columns - (PixelFont.Width(text) * scale)) / 2), top + ((5 - scale) * 7 / 2), text, scale, color);
    }

    /// <summary>A sample's picture, fitted into a square: pixels become whole squares where they are few.</summary>
    public void Picture(int left, int top, int side, float[] pixels, FeatureShape shape)
    {
        float low = Math.Min(0, pixels.Min()), high = Math.Max(pixels.Max(), low + float.Epsilon);
        if (pixels.All(p => p is >= 0 and <= 255 && p == MathF.Floor(p))) high = 255;
        double step = Math.Max(shape.Width, shape.Height) / (double)side;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int column = (int)(x * step), row = (int)(y * step);
                if (column >= shape.Width || row >= shape.Height) continue;
                byte gray = (byte)Math.Clamp((pixels[(row * shape.Width) + column] - low) / (high - low) * 255, 0, 255);
                Set(left + x, top + y, (gray, gray, gray));
            }
        }
    }

    private void Set(int x, int y, (byte R, byte G, byte B) color)
    {
        int at = ((y * width) + x) * 4;
        (_rgba[at], _rgba[at + 1], _rgba[at + 2], _rgba[at + 3]) = (color.R, color.G, color.B, 255);
    }
}
