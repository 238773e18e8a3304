using System.Buffers.Binary;
using Glia.Datasets;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Data;

/// <summary>Pictures as the page sends them: PNG files, or the grey bytes of its square canvas.</summary>
internal static class UploadedPicture
{
    /// <summary>Bytes of one picture.</summary>
    public const int MostBytes = 8 << 20;

    private const int MostSide = 512;
    private const long MostPixels = 16 << 20;

    /// <summary>The picture in the body of a request.</summary>
    /// <exception cref="StudioException">There is none, or it is too large.</exception>
    /// <exception cref="InvalidFileException">It is no PNG file.</exception>
    public static async Task<RasterImage> Read(HttpContext context) => context.Request.ContentType switch
    {
        "image/png" => Png(await Api.Bytes(context, MostBytes), "the picture"),
        "application/octet-stream" => Grey(await Api.Bytes(context, MostSide * MostSide)),
        _ => throw new StudioException(StatusCodes.Status415UnsupportedMediaType, "A picture is wanted here: a PNG file as 'image/png', or the grey bytes of a square as 'application/octet-stream'."),
    };

    /// <summary>A PNG file whose picture is of a size that a camera makes.</summary>
    /// <exception cref="StudioException">It has too many pixels.</exception>
    /// <exception cref="InvalidFileException">It is no PNG file.</exception>
    public static RasterImage Png(byte[] bytes, string name)
    {
        // The header's size is looked at first: a small file may unpack to 400 MB.
        if (bytes.Length >= 24 && (long)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16)) * BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(20)) > MostPixels)
            throw StudioException.Bad("picture", $"{name}: the picture has more than {MostPixels >> 20} million pixels. Make it smaller.");
        using var stream = new MemoryStream(bytes, writable: false);
        return Datasets.Png.Read(stream, name);
    }

    private static RasterImage Grey(byte[] bytes)
    {
        int side = (int)Math.Sqrt(bytes.Length);
        if (side < 8 || side * side != bytes.Length) throw StudioException.Bad("picture", $"Grey bytes must be those of a square of 8 to {MostSide} pixels a side, but there are {bytes.Length}.");
        return RasterImage.FromGray(bytes, side, side);
    }
}
