using System.Buffers.Binary;

namespace Glia.Datasets;

/// <summary>Turns rows of a PNG file's samples into RGBA pixels of 8 bits, with the file's palette and transparent colour.</summary>
internal sealed class PngPixels(PngHeader header, byte[]? palette, byte[]? transparency, string file)
{
    // The colour that is transparent (grey and RGB only), in the file's own depth; −1: none.
    private readonly long _key = Key(header, transparency);

    /// <summary>Converts one row of <paramref name="count"/> pixels, shape <c>(count, 4)</c>.</summary>
    public void Convert(ReadOnlySpan<byte> row, int count, Span<byte> rgba)
    {
        switch (header.Color)
        {
            case PngColor.Gray when header.Depth < 16:
                ConvertGray(row, count, rgba);
                break;
            case PngColor.Palette:
                ConvertPalette(row, count, rgba);
                break;
            default:
                ConvertChannels(row, count, rgba);
                break;
        }
    }

    private void ConvertGray(ReadOnlySpan<byte> row, int count, Span<byte> rgba)
    {
        int factor = 255 / ((1 << header.Depth) - 1); // 255, 85, 17, 1: white is white in each depth
        for (int i = 0; i < count; i++)
        {
            int sample = Sample(row, i);
            rgba.Slice(i * 4, 3).Fill((byte)(sample * factor));
            rgba[(i * 4) + 3] = sample == _key ? (byte)0 : (byte)255;
        }
    }

    private void ConvertPalette(ReadOnlySpan<byte> row, int count, Span<byte> rgba)
    {
        int colors = palette!.Length / 3;
        for (int i = 0; i < count; i++)
        {
            int index = Sample(row, i);
            if (index >= colors)
                throw new InvalidFileException(file, "palette-index", $"A pixel has colour {index}, but the palette has colours 0 … {colors - 1}.");
            palette.AsSpan(index * 3, 3).CopyTo(rgba[(i * 4)..]);
            rgba[(i * 4) + 3] = transparency is not null && index < transparency.Length ? transparency[index] : (byte)255;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int i)
    {
        int bit = i * header.Depth;
        return (row[bit / 8] >> (8 - header.Depth - (bit % 8))) & ((1 << header.Depth) - 1);
    }

    // One, two, three or four samples of 8 or 16 bits: grey or colour, then alpha where there is one.
    private void ConvertChannels(ReadOnlySpan<byte> row, int count, Span<byte> rgba)
    {
        int channels = header.Channels;
        int bytes = header.Depth / 8;
        bool colored = channels >= 3;
        bool alpha = channels is 2 or 4;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(i * channels * bytes, channels * bytes);
            Span<byte> target = rgba.Slice(i * 4, 4);
            target[0] = To8Bits(pixel);
            target[1] = colored ? To8Bits(pixel[bytes..]) : target[0];
            target[2] = colored ? To8Bits(pixel[(2 * bytes)..]) : target[0];
            target[3] = alpha ? To8Bits(pixel[^bytes..]) : IsKey(pixel) ? (byte)0 : (byte)255;
        }
    }

    private byte To8Bits(ReadOnlySpan<byte> sample) =>
        header.Depth == 8 ? sample[0] : (byte)(((BinaryPrimitives.ReadUInt16BigEndian(sample) * 255u) + 32767) / 65535);

    private bool IsKey(ReadOnlySpan<byte> pixel)
    {
        if (_key < 0) return false;
        long value = 0;
        for (int at = 0; at < pixel.Length; at += header.Depth / 8)
            value = (value << 16) | (header.Depth == 8 ? pixel[at] : BinaryPrimitives.ReadUInt16BigEndian(pixel[at..]));
        return value == _key;
    }

    private static long Key(PngHeader header, byte[]? transparency)
    {
        if (transparency is null || header.Color is not (PngColor.Gray or PngColor.Rgb)) return -1;
        long key = 0;
        for (int at = 0; at < transparency.Length; at += 2) // the unused upper bits may be anything: section 11.3.1.1 has them ignored
            key = (key << 16) | (uint)(BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(at)) & ((1 << header.Depth) - 1));
        return key;
    }
}
