using System.Buffers.Binary;
using Glia.Datasets;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Draw;

/// <summary>A picture as the page sends it: a PNG file, or the ink of a drawing, one byte a pixel.</summary>
internal static class SentPicture
{
    /// <summary>Bytes of a PNG file.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Width and height of a drawing.</summary>
    public const int MostSide = 512;

    private const long MostPixels = 16_000_000; // the page makes larger ones smaller before it sends them
    private const string PngType = "image/png", InkType = "application/octet-stream";

    /// <summary>Reads the body of a request.</summary>
    /// <returns>The picture; of a drawing white ink on nothing. And whether it was one.</returns>
    /// <exception cref="StudioException">It is neither, or too large.</exception>
    /// <exception cref="InvalidFileException">It is a broken PNG file.</exception>
    public static async Task<(RasterImage Picture, bool IsDrawing)> Read(HttpContext context) => TypeOf(context) switch
    {
        PngType => (FromPng(await Api.Bytes(context, MostBytes)), false),
        InkType => (await Drawing(context), true),
        _ => throw new StudioException(StatusCodes.Status415UnsupportedMediaType, $"A picture is wanted here: a PNG file with 'Content-Type: {PngType}', or the ink of a drawing, one byte a pixel, with '{InkType}', ?width= and &height=."),
    };

    /// <summary>Reads a PNG file that is not too large to be unpacked.</summary>
    public static RasterImage FromPng(byte[] file)
    {
        // Width and height stand at the same place in every PNG file (PNG specification, third edition, 11.2.1).
        if (file.Length >= 24 && (long)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(16)) * BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(20)) is var pixels and > MostPixels && file[1] == (byte)'P')
            throw new StudioException(StatusCodes.Status413PayloadTooLarge, $"The picture has {pixels:N0} pixels; up to {MostPixels:N0} are taken here. Make it smaller.");
        using var stream = new MemoryStream(file);
        return Png.Read(stream, "picture");
    }

    /// <summary>The body's media type, without what follows it.</summary>
    private static string TypeOf(HttpContext context) => (context.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static async Task<RasterImage> Drawing(HttpContext context)
    {
        int width = Api.Number(context, "width", 1, MostSide), height = Api.Number(context, "height", 1, MostSide);
        byte[] ink = await Api.Bytes(context, 1 << 20);
        if (ink.Length != width * height) throw StudioException.Bad("picture", $"A drawing of {width} × {height} pixels has {width * height:N0} bytes, but {ink.Length:N0} were sent.");
        var rgba = new byte[ink.Length * 4];
        for (int i = 0; i < ink.Length; i++)
        {
            rgba.AsSpan(4 * i, 3).Fill(255);
            rgba[(4 * i) + 3] = ink[i];
        }

        return new RasterImage(rgba, width, height);
    }
}
