using System.Buffers.Binary;
using System.Text;

namespace Glia.Datasets.Tests;

/// <summary>
/// Makes PNG files of any kind, whole or broken, straight from the specification and without a line of the library:
/// the check bit by bit, Adam7 from the specification's 8 × 8 table.
/// </summary>
internal static class TestPng
{
    public static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    private static readonly int[,] Adam7 =
    {
        { 1, 6, 4, 6, 2, 6, 4, 6 },
        { 7, 7, 7, 7, 7, 7, 7, 7 },
        { 5, 6, 5, 6, 5, 6, 5, 6 },
        { 7, 7, 7, 7, 7, 7, 7, 7 },
        { 3, 6, 4, 6, 3, 6, 4, 6 },
        { 7, 7, 7, 7, 7, 7, 7, 7 },
        { 5, 6, 5, 6, 5, 6, 5, 6 },
        { 7, 7, 7, 7, 7, 7, 7, 7 },
    };

    /// <summary>A whole file. Filter −1 goes through all five, row by row; the pixels are cut into IDAT chunks of <paramref name="cut"/> bytes.</summary>
    public static byte[] Encode(TestPicture p, bool interlaced, int filter, int cut = int.MaxValue)
    {
        var chunks = new List<byte[]> { Header(p.Width, p.Height, p.Depth, p.Color, interlace: interlaced ? 1 : 0) };
        if (p.Palette is not null) chunks.Add(Chunk("PLTE", p.Palette));
        if (p.Transparency is not null) chunks.Add(Chunk("tRNS", p.Transparency));
        chunks.Add(Chunk("tEXt", "Comment\0nothing"u8));
        byte[] packed = Bytes.Zlib(Raw(p, interlaced, filter));
        for (int at = 0; at < packed.Length; at += Math.Min(cut, packed.Length - at))
            chunks.Add(Chunk("IDAT", packed.AsSpan(at, Math.Min(cut, packed.Length - at))));
        chunks.Add(Chunk("tIME", [7, 230, 1, 2, 3, 4, 5]));
        chunks.Add(Chunk("IEND", []));
        return File([.. chunks]);
    }

    /// <summary>Filtered rows of all passes, as they are before packing.</summary>
    public static byte[] Raw(TestPicture p, bool interlaced, int filter)
    {
        var raw = new List<byte>();
        for (int pass = interlaced ? 1 : 0; pass <= (interlaced ? 7 : 0); pass++)
        {
            byte[]? above = null;
            for (int y = 0; y < p.Height; y++)
            {
                var pixels = new List<int[]>();
                for (int x = 0; x < p.Width; x++)
                {
                    if (pass == 0 || Adam7[y % 8, x % 8] == pass) pixels.Add(p.Samples[y, x]);
                }

                if (pixels.Count == 0) continue;
                byte[] row = Pack(pixels, p.Depth);
                int f = filter < 0 ? y % 5 : filter;
                raw.Add((byte)f);
                raw.AddRange(Filter(f, row, above ?? new byte[row.Length], Math.Max(1, p.Channels * p.Depth / 8)));
                above = row;
            }
        }

        return [.. raw];
    }

    public static byte[] Header(uint width, uint height, int depth, int color, int compression = 0, int filter = 0, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[10], data[11], data[12]) = ((byte)depth, (byte)color, (byte)compression, (byte)filter, (byte)interlace);
        return Chunk("IHDR", data);
    }

    public static byte[] Header(int width, int height, int depth, int color, int interlace = 0) =>
        Header((uint)width, (uint)height, depth, color, interlace: interlace);

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.Latin1.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Check(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    public static byte[] File(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(c => c)];

    /// <summary>Puts right the check of every chunk that can be found, so that damage gets past it.</summary>
    public static void RepairChecks(byte[] file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length) return;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(at + 8 + length)), Check(file.AsSpan((int)at + 4, (int)length + 4)));
            at += 12 + length;
        }
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        uint c = uint.MaxValue;
        foreach (byte b in bytes)
        {
            c ^= b;
            for (int bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320 : c >> 1;
        }

        return ~c;
    }

    private static byte[] Pack(List<int[]> pixels, int depth)
    {
        var bits = new List<bool>();
        foreach (int sample in pixels.SelectMany(p => p))
        {
            for (int bit = depth - 1; bit >= 0; bit--) bits.Add(((sample >> bit) & 1) != 0);
        }

        var row = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++) row[i / 8] |= (byte)(bits[i] ? 128 >> (i % 8) : 0);
        return row;
    }

    private static byte[] Filter(int filter, byte[] row, byte[] above, int distance)
    {
        var result = new byte[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            int a = i >= distance ? row[i - distance] : 0, b = above[i], c = i >= distance ? above[i - distance] : 0;
            int p = a + b - c;
            int[] nearest = [a, b, c];
            int guess = filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => nearest.MinBy(v => Math.Abs(p - v)) };
            result[i] = (byte)(row[i] - guess);
        }

        return result;
    }
}
