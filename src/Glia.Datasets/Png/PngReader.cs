using System.IO.Compression;

namespace Glia.Datasets;

/// <summary>Reads one PNG file: signature, chunks in their order, unpacked rows, filters, passes, pixels.</summary>
internal sealed class PngReader(Stream stream, string file)
{
    // Deflate turns at best 2 bits into 258 bytes, so a file cannot unpack to more than 1,032 times its length.
    private const int MaxRatio = 1032;

    private readonly PngChunks _chunks = new(stream, file);
    private PngHeader _header;
    private byte[]? _palette;
    private byte[]? _transparency;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public RasterImage Read()
    {
        CheckSignature();
        _chunks.Next();
        if (_chunks.Type != "IHDR") throw Fail("chunk-order", $"The first chunk is {_chunks.Type}, but must be IHDR.");
        _header = PngHeader.Parse(_chunks.ReadAll(PngHeader.Length), file);
        ReadUpToPixels();
        byte[] rgba = ReadPixels();
        ReadToEnd();
        return new RasterImage(rgba, _header.Width, _header.Height);
    }

    private void CheckSignature()
    {
        Span<byte> start = stackalloc byte[8];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (count == 0) throw Fail("empty", "The file is empty.");
        if (!start[..count].SequenceEqual(Signature[..count])) throw Fail("signature", "This is not a PNG file: it does not start with the PNG signature. Save the picture as PNG.");
        if (count < start.Length) throw Fail("truncated", "The file ends inside the PNG signature.");
    }

    private void ReadUpToPixels()
    {
        for (_chunks.Next(); _chunks.Type != "IDAT"; _chunks.Next())
        {
            if (_chunks.Type == "PLTE")
                ReadPalette();
            else if (_chunks.Type == "tRNS")
                ReadTransparency();
            else if (_chunks.Type == "IEND")
                throw Fail("no-pixels", "The file ends before any pixels came (no IDAT chunk).");
            else
                SkipAncillary();
        }

        if (_header.Color == PngColor.Palette && _palette is null)
            throw Fail("palette-missing", "The pixels are colours of a palette, but there is no palette (PLTE chunk) before them.");
    }

    private void ReadPalette()
    {
        if (_palette is not null) throw Fail("chunk-order", "There are two palettes (PLTE chunks).");
        if (_transparency is not null) throw Fail("chunk-order", "The palette (PLTE chunk) comes after the transparency (tRNS chunk).");
        if (_header.Color is PngColor.Gray or PngColor.GrayAlpha) throw Fail("palette-forbidden", "A grey picture must not have a palette (PLTE chunk).");
        int most = _header.Color == PngColor.Palette ? 1 << _header.Depth : 256;
        _palette = _chunks.ReadAll(most * 3);
        if (_palette.Length == 0 || _palette.Length % 3 != 0)
            throw Fail("palette-length", $"The palette has {_palette.Length} bytes, which is not three for each of at least one colour.");
    }

    private void ReadTransparency()
    {
        if (_transparency is not null) throw Fail("chunk-order", "There are two tRNS chunks.");
        if (_header.Color is PngColor.GrayAlpha or PngColor.Rgba) throw Fail("transparency-forbidden", "A picture with alpha must not have a tRNS chunk as well.");
        if (_header.Color == PngColor.Palette && _palette is null) throw Fail("chunk-order", "The transparency (tRNS chunk) comes before the palette (PLTE chunk).");
        _transparency = _chunks.ReadAll(256);
        bool fits = _header.Color == PngColor.Palette ? _transparency.Length <= _palette!.Length / 3 : _transparency.Length == 2 * _header.Channels;
        if (!fits) throw Fail("transparency-length", $"The tRNS chunk has {_transparency.Length} bytes, which does not go with the picture's colours.");
    }

    private byte[] ReadPixels()
    {
        if (stream.CanSeek && _header.UnpackedLength / MaxRatio > stream.Length - stream.Position)
            throw Fail("truncated", $"{_header.Width} × {_header.Height} pixels cannot come from a file this short.");
        var data = new PngDataStream(_chunks, file);
        using var unpacked = new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true);
        var rgba = new byte[_header.Width * _header.Height * 4];
        var pixels = new PngPixels(_header, _palette, _transparency, file);
        try
        {
            foreach (PngPass pass in _header.Passes) ReadPass(pass, unpacked, pixels, rgba);
            if (unpacked.ReadByte() >= 0) throw Fail("pixel-data-long", "There are more packed pixels than the header announces.");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidFileException(file, "pixel-data", "The packed pixels are damaged.", e);
        }

        data.Drain();
        return rgba;
    }

    private void ReadPass(PngPass pass, Stream unpacked, PngPixels pixels, byte[] rgba)
    {
        int length = _header.RowBytes(pass.Width);
        byte[] row = new byte[1 + length], above = new byte[1 + length]; // each with its filter byte in front
        byte[] line = pass.StepX == 1 ? [] : new byte[pass.Width * 4];
        for (int y = 0; y < pass.Height; y++)
        {
            if (unpacked.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                throw Fail("pixel-data-short", "The packed pixels end before the picture is full.");
            if (row[0] > PngFilter.Paeth) throw Fail("filter-type", $"A row uses filter {row[0]}; PNG has filters 0 … 4.");
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), _header.FilterDistance);
            Span<byte> target = rgba.AsSpan((pass.Top + (y * pass.StepY)) * _header.Width * 4, _header.Width * 4);
            if (pass.StepX == 1)
            {
                pixels.Convert(row.AsSpan(1), pass.Width, target);
            }
            else
            {
                pixels.Convert(row.AsSpan(1), pass.Width, line);
                for (int x = 0; x < pass.Width; x++) line.AsSpan(x * 4, 4).CopyTo(target[((pass.Left + (x * pass.StepX)) * 4)..]);
            }

            (row, above) = (above, row);
        }
    }

    // The chunk after the last IDAT is already the current one.
    private void ReadToEnd()
    {
        for (; _chunks.Type != "IEND"; _chunks.Next())
        {
            if (_chunks.Type is "IDAT" or "PLTE" or "tRNS") throw Fail("chunk-order", $"There is a second run of pixels, or a {_chunks.Type} chunk after the pixels.");
            SkipAncillary();
        }

        if (_chunks.Length != 0) throw Fail("chunk-length", $"The IEND chunk has {_chunks.Length} bytes; it must be empty.");
        _chunks.Finish();
    }

    // A small fifth bit marks chunks that can be passed over without harm (section 5.4).
    private void SkipAncillary()
    {
        if (_chunks.Type == "IHDR") throw Fail("chunk-order", "There are two IHDR chunks.");
        if (char.IsAsciiLetterUpper(_chunks.Type[0]))
            throw Fail("unknown-chunk", $"The file needs a reader that knows {_chunks.Type} chunks, which are not part of PNG. Save the picture again as plain PNG.");
        _chunks.Finish();
    }

    private InvalidFileException Fail(string rule, string message) => new(file, rule, message);
}
