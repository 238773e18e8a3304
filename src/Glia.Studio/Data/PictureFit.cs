using Glia.Datasets;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>How the pictures of a set come to one size.</summary>
internal static class PictureFit
{
    /// <summary>The ink is found and framed as MNIST frames its digits: 20 × 20 pixels in the middle of 28 × 28. Where and how large something was drawn does not matter.</summary>
    public const string Digit = "digit";

    /// <summary>The middle square of the picture as it is, in grey, made smaller: for what has no ink, and where size and place matter.</summary>
    public const string Whole = "whole";

    /// <summary>A picture as it is kept, shape <c>(side, side)</c>.</summary>
    /// <exception cref="StudioException">There is nothing in it.</exception>
    public static byte[] Apply(string fit, int side, RasterImage picture)
    {
        byte[]? pixels = fit == Digit ? Framed(picture) : Shrunk(picture, side);
        return pixels ?? throw StudioException.Bad("picture", fit == Digit ? "There is no ink in this picture. Draw something, or raise the contrast." : "This picture is of one colour: there is nothing in it.");
    }

    private static byte[]? Framed(RasterImage picture)
    {
        InkPreparationResult ink = InkPreparation.Prepare(picture);
        return ink.IsEmpty ? null : ink.Pixels;
    }

    private static byte[]? Shrunk(RasterImage picture, int side)
    {
        int square = Math.Min(picture.Width, picture.Height), left = (picture.Width - square) / 2, top = (picture.Height - square) / 2;
        byte[] grey = picture.ToGray(), pixels = new byte[side * side];
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++)
                pixels[(row * side) + column] = Mean(grey, picture.Width, left + ((double)column * square / side), top + ((double)row * square / side), (double)square / side);
        return pixels.All(p => p == pixels[0]) ? null : pixels;
    }

    // The mean over the square that a new pixel covers, parts of old pixels counted as parts.
    private static byte Mean(byte[] grey, int width, double left, double top, double size)
    {
        double sum = 0;
        int lastRow = (int)Math.Ceiling(top + size - 1e-9) - 1, lastColumn = (int)Math.Ceiling(left + size - 1e-9) - 1;
        for (int y = (int)top; y <= lastRow; y++)
        {
            double high = Math.Min(y + 1, top + size) - Math.Max(y, top), row = 0;
            for (int x = (int)left; x <= lastColumn; x++) row += grey[(y * width) + x] * (Math.Min(x + 1, left + size) - Math.Max(x, left));
            sum += row * high;
        }

        return (byte)Math.Clamp(Math.Round(sum / (size * size)), 0, 255);
    }
}
