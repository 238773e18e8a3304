using System.Buffers.Binary;
using Glia.Datasets;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Serving;

/// <summary>Reads a PNG picture as <c>glia predict</c> does: for a network of digits its ink is found and framed, for others it must have their size.</summary>
internal static class PictureReader
{
    private const int HeaderBytes = 24; // signature, length and type of the first chunk, width, height
    private const long MostPixels = 8_000_000; // a small file can claim to be a hundred million, and unpacking those takes memory

    /// <exception cref="StudioException">It is no PNG picture, or not one that the network can be shown.</exception>
    public static InkPreparationResult? Read(byte[] body, int length, Network network, bool raw, Samples samples)
    {
        if (network.ClassNames.Count == 0 && !network.InputShape.IsImage) throw Bad("This model does not look at pictures. Send its inputs as JSON: {\"inputs\": […]}.");
        RasterImage picture = Unpack(body, length);
        FeatureShape shape = network.InputShape.Length == network.Inputs ? network.InputShape : FeatureShape.Row(network.Inputs);
        InkPreparationResult? ink = !raw && shape == HandwrittenDigits.Shape ? InkPreparation.Prepare(picture) : null;
        byte[] pixels = ink?.Pixels ?? Same(picture, shape, raw);
        samples.Begin(network.Inputs);
        Span<float> values = samples.Add();
        for (int i = 0; i < values.Length; i++) values[i] = pixels[i];
        return ink;
    }

    private static RasterImage Unpack(byte[] body, int length)
    {
        ReadOnlySpan<byte> bytes = body.AsSpan(0, length);
        if (bytes.Length < HeaderBytes || !bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) throw Bad("The body is not a PNG picture. Send the bytes of a .png file as they are.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), height = BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
        if ((long)width * height > MostPixels) throw new StudioException(StatusCodes.Status413PayloadTooLarge, $"The picture has {width} × {height} pixels, but {MostPixels / 1_000_000} million are the most. Scale it down.");
        try
        {
            using var stream = new MemoryStream(body, 0, length, writable: false);
            return Png.Read(stream, "The picture");
        }
        catch (InvalidFileException e)
        {
            throw new StudioException(StatusCodes.Status400BadRequest, e.Message, inner: e);
        }
    }

    private static byte[] Same(RasterImage picture, FeatureShape shape, bool raw)
    {
        if (picture.Width == shape.Width && picture.Height == shape.Height) return picture.ToGray();
        string hint = raw && shape == HandwrittenDigits.Shape ? " Leave 'raw' out to have it prepared." : "";
        throw Bad($"The picture has {picture}, but the model takes {shape.Width} × {shape.Height}.{hint}");
    }

    private static StudioException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
