namespace Glia.Datasets;

/// <summary>A picture reduced to working size by averaging blocks of pixels, as planes of red, green, blue (0 … 255) and alpha (0 … 255).</summary>
internal sealed class PictureReduction
{
    private const int DigitSide = 1000; // longest side at working size: a digit of 3 % of the picture's width still has 30 pixels

    /// <summary>Reduces <paramref name="picture"/> until no side is above <paramref name="mostPixels"/>.</summary>
    public PictureReduction(RasterImage picture, int mostPixels = DigitSide)
    {
        Factor = Math.Max(1, (Math.Max(picture.Width, picture.Height) + mostPixels - 1) / mostPixels);
        int width = (picture.Width + Factor - 1) / Factor, height = (picture.Height + Factor - 1) / Factor;
        (Red, Green, Blue, Alpha) = (new(width, height), new(width, height), new(width, height), new(width, height));
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                Reduce(picture, column, row);
    }

    /// <summary>Side of a block, in pixels of the original picture.</summary>
    public int Factor { get; }

    /// <summary>Red, 0 … 255.</summary>
    public GreyPlane Red { get; }

    /// <summary>Green, 0 … 255.</summary>
    public GreyPlane Green { get; }

    /// <summary>Blue, 0 … 255.</summary>
    public GreyPlane Blue { get; }

    /// <summary>Opacity, 0 … 255.</summary>
    public GreyPlane Alpha { get; }

    // Colours count by their opacity: what is invisible has no colour.
    private void Reduce(RasterImage picture, int column, int row)
    {
        long red = 0, green = 0, blue = 0, alpha = 0;
        int top = row * Factor, bottom = Math.Min(picture.Height, top + Factor), left = column * Factor, right = Math.Min(picture.Width, left + Factor);
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<byte> pixels = picture.Rgba.AsSpan(((y * picture.Width) + left) * 4, (right - left) * 4);
            for (int i = 0; i < pixels.Length; i += 4)
            {
                int a = pixels[i + 3];
                red += pixels[i] * a;
                green += pixels[i + 1] * a;
                blue += pixels[i + 2] * a;
                alpha += a;
            }
        }

        int at = (row * Alpha.Width) + column;
        Alpha.Values[at] = (float)((double)alpha / ((bottom - top) * (right - left)));
        if (alpha == 0) return;
        Red.Values[at] = (float)((double)red / alpha);
        Green.Values[at] = (float)((double)green / alpha);
        Blue.Values[at] = (float)((double)blue / alpha);
    }
}
