using System.Text;

namespace Glia.Cli;

/// <summary>Pictures in the terminal: two pixels in each character cell, as the upper and the lower half block.</summary>
internal static class Picture
{
    private const int Darkest = 18; // the paper, just lighter than most terminals, so that the edge of the picture shows

    /// <summary>
    /// The picture as lines of markup, shape <c>(height / 2, width)</c>. Without colours, pixels above the middle are drawn as full blocks.
    /// Pictures wider than <paramref name="mostWidth"/> are shrunk by a whole factor.
    /// </summary>
    public static string[] Lines(ReadOnlySpan<float> pixels, FeatureShape shape, bool color, int mostWidth)
    {
        (byte[] gray, int width, int height) = Shrink(Gray(pixels), shape, mostWidth);
        var lines = new string[(height + 1) / 2];
        for (int y = 0; y < lines.Length; y++)
        {
            ReadOnlySpan<byte> upper = gray.AsSpan(2 * y * width, width);
            ReadOnlySpan<byte> lower = (2 * y) + 1 < height ? gray.AsSpan(((2 * y) + 1) * width, width) : new byte[width];
            lines[y] = color ? ColorLine(upper, lower) : PlainLine(upper, lower);
        }

        return lines;
    }

    /// <summary>The middle 22 × 22 pixels of a digit of 28 × 28, whose rim is empty by MNIST's framing; other pictures stay whole.</summary>
    public static (float[] Pixels, FeatureShape Shape) WithoutRim(float[] pixels, FeatureShape shape)
    {
        const int rim = 3, side = 22;
        if (shape != new FeatureShape(28, 28)) return (pixels, shape);
        var cut = new float[side * side];
        for (int y = 0; y < side; y++) pixels.AsSpan(((y + rim) * 28) + rim, side).CopyTo(cut.AsSpan(y * side));
        return (cut, new FeatureShape(side, side));
    }

    /// <summary>Blocks of lines beside each other.</summary>
    public static IEnumerable<string> Beside(IReadOnlyList<string[]> blocks, string gap)
    {
        for (int line = 0; line < blocks.Max(b => b.Length); line++)
            yield return string.Join(gap, blocks.Select(b => line < b.Length ? b[line] : ""));
    }

    private static byte[] Gray(ReadOnlySpan<float> pixels)
    {
        // Bytes are shown as they are; anything else is stretched from its smallest to its largest value.
        float low = 0, high = 255;
        foreach (float p in pixels)
        {
            if (p >= 0 && p <= 255 && p == MathF.Floor(p)) continue;
            (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (float q in pixels) (low, high) = (MathF.Min(low, q), MathF.Max(high, q));
            break;
        }

        var gray = new byte[pixels.Length];
        for (int i = 0; i < gray.Length; i++) gray[i] = high > low ? (byte)Math.Clamp((pixels[i] - low) / (high - low) * 255, 0, 255) : (byte)0;
        return gray;
    }

    private static (byte[] Gray, int Width, int Height) Shrink(byte[] gray, FeatureShape shape, int mostWidth)
    {
        int factor = Math.Max(1, (shape.Width + mostWidth - 1) / mostWidth);
        if (factor == 1) return (gray, shape.Width, shape.Height);
        int width = (shape.Width + factor - 1) / factor, height = (shape.Height + factor - 1) / factor;
        var small = new byte[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) small[(y * width) + x] = Mean(gray, shape, x * factor, y * factor, factor);
        return (small, width, height);
    }

    private static byte Mean(byte[] gray, FeatureShape shape, int left, int top, int factor)
    {
        int sum = 0, count = 0;
        for (int y = top; y < Math.Min(shape.Height, top + factor); y++)
            for (int x = left; x < Math.Min(shape.Width, left + factor); x++, count++) sum += gray[(y * shape.Width) + x];
        return (byte)(sum / Math.Max(1, count));
    }

    private static string ColorLine(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower)
    {
        var line = new StringBuilder();
        for (int x = 0; x < upper.Length;)
        {
            int end = x + 1;
            while (end < upper.Length && upper[end] == upper[x] && lower[end] == lower[x]) end++;
            line.Append("[#").Append(Shade(upper[x])).Append(" on #").Append(Shade(lower[x])).Append(']').Append('▀', end - x).Append("[/]");
            x = end;
        }

        return line.ToString();
    }

    private static string PlainLine(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower)
    {
        var line = new StringBuilder();
        for (int x = 0; x < upper.Length; x++)
        {
            bool up = upper[x] > 127, down = lower[x] > 127;
            line.Append(up && down ? '█' : up ? '▀' : down ? '▄' : ' ');
        }

        return line.ToString();
    }

    private static string Shade(byte gray)
    {
        int level = Darkest + (gray * (255 - Darkest) / 255);
        return $"{level:x2}{level:x2}{level:x2}";
    }
}
