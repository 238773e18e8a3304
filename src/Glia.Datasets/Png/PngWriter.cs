using System.Buffers.Binary;
using System.IO.Compression;

namespace Glia.Datasets;

/// <summary>Writes PNG files of 8 bits a sample, not interlaced, each row with the filter that promises the smallest file.</summary>
internal static class PngWriter
{
    private const int MaxChunk = 1 << 16;

    public static void Write(Stream stream, RasterImage image)
    {
        PngColor color = SmallestColor(image.Rgba);
        Write(stream, Samples(image.Rgba, color), image.Width, image.Height, color);
    }

    /// <summary>Writes samples of shape <c>(height, width, channels)</c>.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> samples, int width, int height, PngColor color)
    {
        var header = new PngHeader(width, height, 8, color, Interlaced: false);
        stream.Write(PngReader.Signature);
        WriteHeader(stream, header);
        int chunk = (int)Math.Min(MaxChunk, header.UnpackedLength + 64); // a folder of digits is many thousand small files
        using (var data = new PngDataWriter(stream, chunk))
        using (var packed = new ZLibStream(data, CompressionLevel.Optimal))
            WriteRows(packed, samples, header);
        WriteChunk(stream, "IEND"u8, []);
    }

    public static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        Crc32 crc = default;
        crc.Add(type);
        crc.Add(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.Value);
        stream.Write(number);
    }

    private static PngColor SmallestColor(ReadOnlySpan<byte> rgba)
    {
        bool gray = true;
        for (int i = 0; i < rgba.Length; i += 4)
        {
            if (rgba[i + 3] != 255) return PngColor.Rgba;
            gray &= rgba[i] == rgba[i + 1] && rgba[i] == rgba[i + 2];
        }

        return gray ? PngColor.Gray : PngColor.Rgb;
    }

    private static byte[] Samples(byte[] rgba, PngColor color)
    {
        if (color == PngColor.Rgba) return rgba;
        int channels = color == PngColor.Gray ? 1 : 3;
        var samples = new byte[rgba.Length / 4 * channels];
        for (int i = 0; i < rgba.Length / 4; i++) rgba.AsSpan(i * 4, channels).CopyTo(samples.AsSpan(i * channels));
        return samples;
    }

    private static void WriteHeader(Stream stream, PngHeader header)
    {
        Span<byte> data = stackalloc byte[PngHeader.Length];
        data.Clear(); // compression, filter and interlace methods are all 0
        BinaryPrimitives.WriteInt32BigEndian(data, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(data[4..], header.Height);
        data[8] = (byte)header.Depth;
        data[9] = (byte)header.Color;
        WriteChunk(stream, "IHDR"u8, data);
    }

    private static void WriteRows(Stream packed, ReadOnlySpan<byte> samples, PngHeader header)
    {
        int length = header.RowBytes(header.Width);
        ReadOnlySpan<byte> above = new byte[length];
        byte[] trial = new byte[1 + length], best = new byte[1 + length]; // each with its filter byte in front
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = samples.Slice(y * length, length);
            long bestCost = long.MaxValue;
            for (int filter = PngFilter.None; filter <= PngFilter.Paeth; filter++)
            {
                trial[0] = (byte)filter;
                PngFilter.Apply(filter, row, above, header.FilterDistance, trial.AsSpan(1));
                long cost = Cost(trial.AsSpan(1));
                if (cost >= bestCost) continue;
                bestCost = cost;
                (best, trial) = (trial, best);
            }

            packed.Write(best);
            above = row;
        }
    }

    // The rule of thumb of the specification's section 12.7: the smaller the bytes, taken as signed, the better they pack.
    private static long Cost(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        foreach (byte b in filtered) sum += Math.Abs((int)(sbyte)b);
        return sum;
    }
}
