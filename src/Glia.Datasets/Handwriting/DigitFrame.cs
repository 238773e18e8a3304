using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>
/// The frame that MNIST puts its digits in (LeCun, Cortes and Burges 1998): fitted into a box of 20 × 20 pixels with the aspect ratio kept, and laid into
/// 28 × 28 pixels so that the centre of mass comes to the middle, by whole pixels.
/// </summary>
internal static class DigitFrame
{
    /// <summary>Side of the finished picture in pixels.</summary>
    public const int Side = 28;

    /// <summary>Side of the box that a digit is fitted into, in pixels.</summary>
    public const int Box = 20;

    /// <summary>Number of pixels of the finished picture.</summary>
    public const int Length = Side * Side;

    /// <summary>Where MNIST has the centre of mass, counted from the centre of the first pixel: half a pixel right of and below the true middle.</summary>
    public const double Middle = 14.0;

    /// <summary>Lays <paramref name="box"/>, shape <c>(20, 20)</c>, into <paramref name="picture"/>, shape <c>(28, 28)</c>, by its centre of mass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Centre(ReadOnlySpan<byte> box, Span<byte> picture)
    {
        (double x, double y) = CentreOfMass(box, Box);
        int left = Math.Clamp((int)Math.Floor(Middle - x + 0.5), 0, Side - Box), top = Math.Clamp((int)Math.Floor(Middle - y + 0.5), 0, Side - Box);
        picture.Clear();
        for (int row = 0; row < Box; row++)
            box.Slice(row * Box, Box).CopyTo(picture.Slice(((top + row) * Side) + left, Box));
    }

    /// <summary>Centre of mass of <paramref name="pixels"/> (rows of <paramref name="width"/>), counted from the centre of the first pixel; the middle where there is no ink.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double X, double Y) CentreOfMass(ReadOnlySpan<byte> pixels, int width)
    {
        long mass = 0, sumX = 0, sumY = 0;
        int height = pixels.Length / width;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int ink = pixels[(row * width) + column];
                mass += ink;
                sumX += (long)ink * column;
                sumY += (long)ink * row;
            }
        }

        return mass == 0 ? ((width - 1) * 0.5, (height - 1) * 0.5) : ((double)sumX / mass, (double)sumY / mass);
    }
}
