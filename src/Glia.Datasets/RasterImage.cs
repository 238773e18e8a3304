namespace Glia.Datasets;

/// <summary>
/// A picture of <see cref="Width"/> × <see cref="Height"/> pixels with 8 bits each of red, green, blue and alpha. Its size never changes.
/// Alpha is straight: the colours are not multiplied by it, and 0 is fully transparent. The pixels can be changed (<see cref="Rgba"/>): several threads may read a picture at once while none writes.
/// </summary>
public sealed class RasterImage
{
    /// <summary>A picture over <paramref name="rgba"/>, which is kept, not copied.</summary>
    /// <param name="rgba">Shape <c>(height, width, 4)</c>: red, green, blue, alpha, each 0…255.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the array's length is not <c>width × height × 4</c>.</exception>
    public RasterImage(byte[] rgba, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(rgba);
        CheckSize(width, height, rgba.Length, 4, nameof(rgba));
        Width = width;
        Height = height;
        Rgba = rgba;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The pixels, shape <c>(height, width, 4)</c>: red, green, blue, alpha, each 0…255, from the upper left corner row by row.</summary>
    public byte[] Rgba { get; }

    /// <summary>The pixel in column <paramref name="x"/> (from the left) and row <paramref name="y"/> (from the top), both from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the picture.</exception>
    public (byte R, byte G, byte B, byte A) this[int x, int y]
    {
        get
        {
            if ((uint)x >= (uint)Width) throw new ArgumentOutOfRangeException(nameof(x), x, $"The picture has columns 0 … {Width - 1}.");
            if ((uint)y >= (uint)Height) throw new ArgumentOutOfRangeException(nameof(y), y, $"The picture has rows 0 … {Height - 1}.");
            ReadOnlySpan<byte> pixel = Rgba.AsSpan(((y * Width) + x) * 4, 4);
            return (pixel[0], pixel[1], pixel[2], pixel[3]);
        }
    }

    /// <summary>An opaque grey picture.</summary>
    /// <param name="gray">Shape <c>(height, width)</c>, 0 (black) … 255 (white); copied.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or there are not <c>width × height</c> values.</exception>
    public static RasterImage FromGray(ReadOnlySpan<byte> gray, int width, int height)
    {
        CheckSize(width, height, gray.Length, 1, nameof(gray));
        var rgba = new byte[checked(gray.Length * 4)];
        for (int i = 0; i < gray.Length; i++)
        {
            rgba.AsSpan(i * 4, 3).Fill(gray[i]);
            rgba[(i * 4) + 3] = 255;
        }

        return new(rgba, width, height);
    }

    /// <summary>
    /// The picture in grey, shape <c>(height, width)</c>, laid over a plain <paramref name="background"/> where it is transparent:
    /// <c>0.299 R + 0.587 G + 0.114 B</c> (luma of ITU-R BT.601), rounded. Grey pixels keep their value exactly.
    /// </summary>
    /// <param name="background">Grey behind the picture, 0 (black) … 255 (white).</param>
    public byte[] ToGray(byte background = 0)
    {
        var gray = new byte[Width * Height];
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> pixel = Rgba.AsSpan(i * 4, 4);
            int luma = ((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000;
            gray[i] = (byte)(((luma * pixel[3]) + (background * (255 - pixel[3])) + 127) / 255);
        }

        return gray;
    }

    /// <summary>
    /// The middle square of the picture in grey, as <see cref="ToGray"/> gives it, brought to <paramref name="side"/> × <paramref name="side"/> pixels, shape <c>(side, side)</c>:
    /// every new pixel is the mean over the area that it covers.
    /// </summary>
    /// <param name="side">Pixels in a row of the result, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is below 1.</exception>
    public byte[] ToGraySquare(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var plane = new GreyPlane(Width, Height);
        byte[] gray = ToGray();
        for (int i = 0; i < gray.Length; i++) plane.Values[i] = gray[i];
        int square = Math.Min(Width, Height);
        return AreaResampler.Fill(plane, new((Width - square) / 2, (Height - square) / 2, square, square), side).ToBytes(1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Width} × {Height} pixels";

    internal static void CheckSize(int width, int height, int length, int bytesPerPixel, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height * bytesPerPixel != length)
        {
            throw new ArgumentException(
                $"A picture of {width} × {height} pixels needs {(long)width * height * bytesPerPixel} bytes, but there are {length}.", name);
        }
    }
}
