using Glia.Formats;

namespace Glia.Datasets;

/// <summary>
/// Pictures in the PNG format (W3C, <i>Portable Network Graphics (PNG) Specification</i>, third edition, 2025).
/// Every colour type, bit depth and filter is read, interlaced or not; colours are taken as they stand (no gamma or colour profile),
/// 16 bits a sample are rounded to 8, and of an animation the still picture is taken. It keeps nothing between calls: several threads may read and write different files at once.
/// </summary>
/// <remarks>
/// A file that is damaged or lies about itself is an <see cref="InvalidFileException"/>, whatever is wrong with it. Sizes are
/// checked before memory is taken: at most 100 million pixels, and never more than the file's length can unpack to.
/// Bytes after the picture's last chunk are ignored, as are bytes after the end of the packed pixels, for cameras and editors leave some there.
/// </remarks>
public static class Png
{
    /// <summary>Reads a picture from a file.</summary>
    /// <exception cref="InvalidFileException">The file is not a whole, valid PNG file, or its picture is larger than 100 million pixels.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static RasterImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a picture from a stream, up to its last chunk and not one byte further.</summary>
    /// <param name="stream">Where the PNG file starts at the current position.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <exception cref="InvalidFileException">The stream does not hold a whole, valid PNG file, or its picture is larger than 100 million pixels.</exception>
    public static RasterImage Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new PngReader(stream, name).Read();
    }

    /// <summary>Writes a picture: as 8-bit grey where all of it is grey and opaque, else as RGB, or as RGBA where something is transparent. The file appears whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void Write(string path, RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        AtomicFile.Write(path, stream => Write(stream, image));
    }

    /// <summary>Writes a picture to a stream, which stays open: as 8-bit grey where all of it is grey and opaque, else as RGB, or as RGBA where something is transparent.</summary>
    public static void Write(Stream stream, RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        PngWriter.Write(stream, image);
    }

    /// <summary>Writes an 8-bit grey picture. The file appears whole or not at all.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="pixels">Shape <c>(height, width)</c>, 0 (black) … 255 (white).</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or there are not <c>width × height</c> values.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void WriteGray(string path, ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var memory = new MemoryStream();
        WriteGray(memory, pixels, width, height);
        AtomicFile.Write(path, memory.WriteTo);
    }

    /// <summary>Writes an 8-bit grey picture to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="pixels">Shape <c>(height, width)</c>, 0 (black) … 255 (white).</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">A side is below 1, or there are not <c>width × height</c> values.</exception>
    public static void WriteGray(Stream stream, ReadOnlySpan<byte> pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RasterImage.CheckSize(width, height, pixels.Length, 1, nameof(pixels));
        PngWriter.Write(stream, pixels, width, height, PngColor.Gray);
    }
}
