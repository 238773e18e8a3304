using Glia.Datasets;

namespace Glia.Cli;

/// <summary>A picture to draw rectangles, text and samples on.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _rgba = new byte[checked(width * height * 4)];

    public int Width => width;

    public int Height => height;

    public RasterImage ToImage() => new(_rgba, width, height);

    public void Fill(int left, int top, int columns, int rows, (byte R, byte G, byte B) color)
    {
        for (int y = Math.Max(0, top); y < Math.Min(height, top + rows); y++)
            for (int x = Math.Max(0, left); x < Math.Min(width, left + columns); x++) Set(x, y, color);
    }

    /// <summary>Text in the pixel font, each pixel a square of <paramref name="scale"/>.</summary>
    public void Text(int left, int top, string text, int scale, (byte R, byte G, byte B) color) =>
        PixelFont.Draw(text, (x, y) => Fill(left + (x * scale), top + (y * scale), scale, scale, color));

    /// <summary>Text in the middle of a column, as large as fits: <paramref name="most"/> times for one digit.</summary>
    public void Centred(int left, int top, int columns, string text, (byte R, byte G, byte B) color, int most = 5)
    {
        while (text.Length > 1 && PixelFont.Width(text) > columns) text = text[..^1];
        int scale = Math.Clamp(columns / Math.Max(1, PixelFont.Width(text)), 1, most);
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

    /// <summary>The rim of a rectangle, inside it.</summary>
    public void Frame(int left, int top, int columns, int rows, int thickness, (byte R, byte G, byte B) color)
    {
        Fill(left, top, columns, thickness, color);
        Fill(left, top + rows - thickness, columns, thickness, color);
        Fill(left, top, thickness, rows, color);
        Fill(left + columns - thickness, top, thickness, rows, color);
    }

    /// <summary>A picture of any size, brought to <paramref name="columns"/> × <paramref name="rows"/> pixels: each is the mean over what it covers. Behind what is transparent lies white, or a dark grey where the strokes are light.</summary>
    public void Image(int left, int top, int columns, int rows, RasterImage image)
    {
        (byte R, byte G, byte B) paper = Behind(image);
        for (int y = 0; y < rows; y++)
        {
            int firstRow = (int)((long)y * image.Height / rows), endRow = Math.Max(firstRow + 1, (int)((long)(y + 1) * image.Height / rows));
            for (int x = 0; x < columns; x++)
            {
                int first = (int)((long)x * image.Width / columns), end = Math.Max(first + 1, (int)((long)(x + 1) * image.Width / columns));
                Set(left + x, top + y, Mean(image, first, end, firstRow, endRow, paper));
            }
        }
    }

    // Dark strokes on a transparent canvas are shown on white, light ones on dark.
    private static (byte R, byte G, byte B) Behind(RasterImage image)
    {
        long sum = 0, weight = 0;
        for (int i = 0; i < image.Rgba.Length; i += 4)
        {
            sum += image.Rgba[i + 1] * image.Rgba[i + 3];
            weight += image.Rgba[i + 3];
        }

        return weight > 0 && sum / weight > 160 && weight < 128L * (image.Rgba.Length / 4) ? ((byte)0x20, (byte)0x24, (byte)0x2A) : ((byte)255, (byte)255, (byte)255);
    }

    private static (byte R, byte G, byte B) Mean(RasterImage image, int left, int right, int top, int bottom, (byte R, byte G, byte B) paper)
    {
        long r = 0, g = 0, b = 0, count = 255L * (right - left) * (bottom - top);
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<byte> pixels = image.Rgba.AsSpan(((y * image.Width) + left) * 4, (right - left) * 4);
            for (int i = 0; i < pixels.Length; i += 4)
            {
                int a = pixels[i + 3];
                r += (pixels[i] * a) + (paper.R * (255 - a));
                g += (pixels[i + 1] * a) + (paper.G * (255 - a));
                b += (pixels[i + 2] * a) + (paper.B * (255 - a));
            }
        }

        return ((byte)(r / count), (byte)(g / count), (byte)(b / count));
    }

    private void Set(int x, int y, (byte R, byte G, byte B) color)
    {
        int at = ((y * width) + x) * 4;
        (_rgba[at], _rgba[at + 1], _rgba[at + 2], _rgba[at + 3]) = (color.R, color.G, color.B, 255);
    }
}
