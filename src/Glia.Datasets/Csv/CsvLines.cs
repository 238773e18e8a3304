namespace Glia.Datasets;

/// <summary>The lines of a text file as UTF-8 bytes, one after the other in one buffer, less line ends and byte order mark.</summary>
internal sealed class CsvLines(Stream stream, string file)
{
    /// <summary>Longest line: a picture of a million pixels. Without a limit, a file without line ends would be taken into memory whole.</summary>
    public const int MaxLength = 4 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line that is not blank; it is valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        do
        {
            if (!NextLine(out line)) return false;
        }
        while (line.Trim(" \t"u8).IsEmpty);
        return true;
    }

    private bool NextLine(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0 || (_ended && _end > _start))
            {
                length = length >= 0 ? length + searched : _end - _start;
                line = Trimmed(_buffer.AsSpan(_start, length));
                _start = Math.Min(_end, _start + length + 1);
                return true;
            }

            if (_ended)
            {
                line = default;
                return false;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line)
    {
        Number++;
        if (line.Length > MaxLength) throw TooLong();
        if (Number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end > MaxLength)
        {
            Number++;
            throw TooLong();
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxLength + 2)); // a longest line and its end
        int count = stream.Read(_buffer.AsSpan(_end));
        if (_buffer.AsSpan(_end, count).Contains((byte)0))
            throw new InvalidFileException(file, "csv-text", "There are zero bytes in this file: it is not text, or not UTF-8. Save it as CSV in UTF-8.");
        _end += count;
        _ended = count == 0;
    }

    private InvalidFileException TooLong() => new(file, "csv-line-length", $"Line {Number} is longer than {MaxLength} bytes. Is this a CSV file?");
}
