namespace Glia.Datasets;

/// <summary>The data of all IDAT chunks in a row as one stream, wherever the writer cut it into chunks. It leaves the walk at the first chunk after them.</summary>
internal sealed class PngDataStream(PngChunks chunks, string file) : ForwardStream
{
    private bool _ended;
    private int _position; // counts to 2 and stops
    private byte _first;

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && buffer.Length > 0)
        {
            int count = chunks.Read(buffer);
            if (count > 0)
            {
                CheckZlibHeader(buffer[..count]);
                return count;
            }

            chunks.Finish();
            chunks.Next();
            _ended = chunks.Type != "IDAT";
        }

        return 0;
    }

    /// <summary>Reads to the last IDAT chunk's end, so that every check sum is looked at.</summary>
    public void Drain()
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (Read(buffer) > 0)
        {
            // Bytes after the end of the packed pixels carry nothing.
        }
    }

    // RFC 1950: deflate, no preset dictionary, first two bytes a multiple of 31. The platform's zlib would call a dictionary an I/O error.
    private void CheckZlibHeader(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (_position == 2) return;
            if (_position == 0)
                _first = b;
            else if ((_first & 15) != 8 || _first >> 4 > 7 || (b & 32) != 0 || ((_first * 256) + b) % 31 != 0)
                throw new InvalidFileException(file, "pixel-data", "The packed pixels do not start as zlib data does.");
            _position++;
        }
    }
}
