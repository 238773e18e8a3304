namespace Glia.Datasets.Tests.Ink;

/// <summary>Makes pictures of given digits as a user might bring them: larger, elsewhere, on other backgrounds, with noise.</summary>
internal static class TestPictures
{
    /// <summary>The digit (28 × 28, ink 255) scaled to <paramref name="size"/> pixels by linear interpolation, ink 0 … 1.</summary>
    public static float[] Enlarge(ReadOnlySpan<byte> digit, int size)
    {
        var ink = new float[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                float x = ((column + 0.5f) * 28 / size) - 0.5f, y = ((row + 0.5f) * 28 / size) - 0.5f;
                int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
                float u = x - left, v = y - top;
                float upper = (At(digit, left, top) * (1 - u)) + (At(digit, left + 1, top) * u);
                float lower = (At(digit, left, top + 1) * (1 - u)) + (At(digit, left + 1, top + 1) * u);
                ink[(row * size) + column] = ((upper * (1 - v)) + (lower * v)) / 255;
            }
        }

        return ink;
    }

    /// <summary>Ink pasted at (<paramref name="left"/>, <paramref name="top"/>) of a canvas, over <paramref name="paper"/> (x, y, each 0 … 1 → r, g, b).</summary>
    public static RasterImage Paste(
        float[] ink, int size, int width, int height, int left, int top, Func<double, double, (double R, double G, double B)> paper, (double R, double G, double B) pen)
    {
        var rgba = new byte[width * height * 4];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int x = column - left, y = row - top, at = ((row * width) + column) * 4;
                double a = (uint)x < (uint)size && (uint)y < (uint)size ? ink[(y * size) + x] : 0;
                (double r, double g, double b) = paper((double)column / width, (double)row / height);
                rgba[at] = Byte(r + (a * (pen.R - r)));
                rgba[at + 1] = Byte(g + (a * (pen.G - g)));
                rgba[at + 2] = Byte(b + (a * (pen.B - b)));
                rgba[at + 3] = 255;
            }
        }

        return new(rgba, width, height);
    }

    /// <summary>Ink of one colour on a transparent canvas.</summary>
    public static RasterImage Transparent(float[] ink, int size, int width, int height, int left, int top, byte pen)
    {
        var rgba = new byte[width * height * 4];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int at = (((top + y) * width) + left + x) * 4;
                rgba.AsSpan(at, 3).Fill(pen);
                rgba[at + 3] = Byte(255 * ink[(y * size) + x]);
            }
        }

        return new(rgba, width, height);
    }

    /// <summary>Adds noise of deviation <paramref name="deviation"/> to every channel, the same on all three.</summary>
    public static RasterImage WithNoise(RasterImage picture, double deviation, ulong seed)
    {
        var random = new Xoshiro256(seed);
        byte[] rgba = [.. picture.Rgba];
        for (int i = 0; i < rgba.Length; i += 4)
        {
            double noise = deviation * random.NextBell();
            for (int c = 0; c < 3; c++) rgba[i + c] = Byte(rgba[i + c] + noise);
        }

        return new(rgba, picture.Width, picture.Height);
    }

    /// <summary>Paints <paramref name="count"/> square specks of <paramref name="value"/> anywhere.</summary>
    public static RasterImage WithSpecks(RasterImage picture, int count, int side, byte value, ulong seed)
    {
        var random = new Xoshiro256(seed);
        byte[] rgba = [.. picture.Rgba];
        for (int k = 0; k < count; k++)
        {
            int left = random.NextInt32(picture.Width - side), top = random.NextInt32(picture.Height - side);
            for (int y = top; y < top + side; y++)
                for (int x = left; x < left + side; x++)
                    rgba.AsSpan(((y * picture.Width) + x) * 4, 3).Fill(value);
        }

        return new(rgba, picture.Width, picture.Height);
    }

    private static float At(ReadOnlySpan<byte> digit, int x, int y) => (uint)x < 28 && (uint)y < 28 ? digit[(y * 28) + x] : 0;

    private static byte Byte(double value) => (byte)(Math.Clamp(value, 0, 255) + 0.5);
}
