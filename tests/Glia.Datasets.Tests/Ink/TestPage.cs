namespace Glia.Datasets.Tests.Ink;

/// <summary>A page that generated digits are pasted on, and where each of them came to lie.</summary>
internal sealed class TestPage
{
    private readonly float[] _ink;
    private readonly ulong _seed;
    private int _next;

    public TestPage(int width, int height, ulong seed)
    {
        (Width, Height, _seed) = (width, height, seed);
        _ink = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The digits in the order in which they were written, with the boxes of their ink.</summary>
    public List<(int Label, PixelBox Box)> Digits { get; } = [];

    /// <summary>Writes the next digit with a frame of <paramref name="size"/> pixels, 20/28 of which is the digit, so that its ink begins at <paramref name="left"/>.</summary>
    public PixelBox Write(int left, int top, int size)
    {
        var pixels = new byte[784];
        HandwrittenDigits.Draw(_seed, _next++, pixels, out int label);
        float[] digit = TestPictures.Enlarge(pixels, size);
        PixelBox inner = BoxOf(digit, size);
        left -= inner.Left;
        top -= inner.Top;
        for (int i = 0; i < digit.Length; i++)
        {
            int x = left + (i % size), y = top + (i / size);
            if ((uint)x < (uint)Width && (uint)y < (uint)Height) _ink[(y * Width) + x] = Math.Max(_ink[(y * Width) + x], digit[i]);
        }

        PixelBox box = new(left + inner.Left, top + inner.Top, inner.Width, inner.Height);
        Digits.Add((label, box));
        return box;
    }

    /// <summary>Writes a row of digits from <paramref name="left"/> on with <paramref name="gap"/> free pixels between them, falling by <paramref name="slope"/>.</summary>
    public TestPage Row(int count, int left, int top, int size, int gap, double slope = 0)
    {
        int x = left;
        for (int i = 0; i < count; i++) x = Write(x, top + (int)(slope * (x - left)), size).Right + gap;
        return this;
    }

    /// <summary>Rubs everything out within a box.</summary>
    public TestPage Rub(PixelBox box)
    {
        for (int y = box.Top; y < box.Bottom; y++) _ink.AsSpan((y * Width) + box.Left, box.Width).Clear();
        return this;
    }

    /// <summary>The page on paper of grey <paramref name="paper"/> (x, y, each 0 … 1), with ink of grey <paramref name="pen"/>.</summary>
    public RasterImage On(Func<double, double, double> paper, double pen = 20)
    {
        var gray = new byte[_ink.Length];
        for (int i = 0; i < gray.Length; i++)
        {
            double behind = paper((double)(i % Width) / Width, (double)(i / Width) / Height);
            gray[i] = (byte)(Math.Clamp(behind + (_ink[i] * (pen - behind)), 0, 255) + 0.5);
        }

        return RasterImage.FromGray(gray, Width, Height);
    }

    /// <summary>The ink alone, on a transparent canvas.</summary>
    public RasterImage Transparent()
    {
        var rgba = new byte[_ink.Length * 4];
        for (int i = 0; i < _ink.Length; i++) rgba[(i * 4) + 3] = (byte)((_ink[i] * 255) + 0.5f);
        return new(rgba, Width, Height);
    }

    /// <summary>Adds a printed line of grey <paramref name="value"/>, falling by <paramref name="slope"/>, to the picture: across, or down where <paramref name="isDown"/> is set.</summary>
    public static void Rule(RasterImage picture, int place, int thickness, byte value, double slope = 0, bool isDown = false)
    {
        int length = isDown ? picture.Height : picture.Width;
        for (int at = 0; at < length; at++)
        {
            for (int k = 0; k < thickness; k++)
            {
                int cross = place + k + (int)Math.Round(slope * at);
                (int x, int y) = isDown ? (cross, at) : (at, cross);
                if ((uint)x >= (uint)picture.Width || (uint)y >= (uint)picture.Height) continue;
                Span<byte> pixel = picture.Rgba.AsSpan(((y * picture.Width) + x) * 4, 3);
                pixel.Fill(Math.Min(pixel[0], value));
            }
        }
    }

    private static PixelBox BoxOf(float[] digit, int size)
    {
        int left = size, top = size, right = 0, bottom = 0;
        for (int i = 0; i < digit.Length; i++)
        {
            if (digit[i] < 0.25f) continue;
            (left, right, top, bottom) = (Math.Min(left, i % size), Math.Max(right, i % size), Math.Min(top, i / size), Math.Max(bottom, i / size));
        }

        return new(left, top, right - left + 1, bottom - top + 1);
    }
}
