using System.Buffers.Binary;

namespace Glia.Datasets;

/// <summary>The IHDR chunk: what the pixels that follow look like.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool Interlaced)
{
    /// <summary>Bytes in an IHDR chunk.</summary>
    public const int Length = 13;

    /// <summary>Largest number of pixels that is read: 400 MB of RGBA.</summary>
    public const long MaxPixels = 100_000_000;

    /// <summary>Longest side that is read. A picture of one huge row would otherwise need row buffers larger than itself.</summary>
    public const int MaxSide = 1_000_000;

    public int Channels => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GrayAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    /// <summary>Distance to the byte that filters call "left": a whole pixel, at least one byte.</summary>
    public int FilterDistance => Math.Max(1, Channels * Depth / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => (int)((((long)width * Channels * Depth) + 7) / 8);

    /// <summary>The passes the pixels come in: one, or the seven of Adam7, less those that are empty.</summary>
    public IEnumerable<PngPass> Passes => Interlaced ? PngPass.Adam7(Width, Height) : [PngPass.Whole(Width, Height)];

    /// <summary>Bytes that the packed pixels must unpack to, filter bytes included.</summary>
    public long UnpackedLength
    {
        get
        {
            long sum = 0;
            foreach (PngPass pass in Passes) sum += (long)pass.Height * (1 + RowBytes(pass.Width));
            return sum;
        }
    }

    public static PngHeader Parse(ReadOnlySpan<byte> data, string file)
    {
        if (data.Length != Length)
            throw new InvalidFileException(file, "header-length", $"The IHDR chunk has {data.Length} bytes instead of {Length}.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        CheckSize(width, height, file);
        CheckFormat(data[8], data[9], file);
        if (data[10] != 0) throw new InvalidFileException(file, "header-compression", $"Compression method {data[10]} does not exist in PNG; there is only 0.");
        if (data[11] != 0) throw new InvalidFileException(file, "header-filter", $"Filter method {data[11]} does not exist in PNG; there is only 0.");
        if (data[12] > 1) throw new InvalidFileException(file, "header-interlace", $"Interlace method {data[12]} does not exist in PNG; there are 0 and 1.");
        return new((int)width, (int)height, data[8], (PngColor)data[9], data[12] == 1);
    }

    private static void CheckSize(uint width, uint height, string file)
    {
        if (width == 0 || height == 0)
            throw new InvalidFileException(file, "header-size", $"The picture is {width} × {height} pixels: there is nothing in it.");
        if (width > MaxSide || height > MaxSide || (ulong)width * height > MaxPixels)
        {
            throw new InvalidFileException(
                file,
                "picture-size",
                $"The picture claims {width} × {height} pixels. At most {MaxPixels} pixels and {MaxSide} a side are read; make it smaller first.");
        }
    }

    private static void CheckFormat(int depth, int color, string file)
    {
        bool valid = (PngColor)color switch
        {
            PngColor.Gray => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GrayAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!valid)
            throw new InvalidFileException(file, "header-format", $"Colour type {color} with {depth} bits a sample does not exist in PNG.");
    }
}
