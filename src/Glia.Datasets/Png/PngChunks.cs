using System.Buffers.Binary;

namespace Glia.Datasets;

/// <summary>Walks through the chunks of a PNG file: length, type, data, check. Data can be taken in pieces, so that no length in the file decides how much memory is used.</summary>
internal sealed class PngChunks(Stream stream, string file)
{
    private Crc32 _crc;
    private int _remaining;

    /// <summary>Four letters.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Bytes of data in the current chunk.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the next chunk; the one before must have been finished.</summary>
    public void Next()
    {
        Span<byte> head = stackalloc byte[8];
        Fill(head);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        foreach (byte letter in head[4..])
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new InvalidFileException(file, "chunk-type", $"A chunk's type holds byte {letter}, which is not a letter: the file is damaged.");
        }

        Type = System.Text.Encoding.ASCII.GetString(head[4..]);
        if (length > int.MaxValue)
            throw new InvalidFileException(file, "chunk-length", $"The {Type} chunk claims {length} bytes; PNG allows {int.MaxValue}.");
        Length = _remaining = (int)length;
        _crc = default;
        _crc.Add(head[4..]);
    }

    /// <summary>Some of the current chunk's data; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        if (_remaining == 0 || buffer.Length == 0) return 0;
        int count = stream.Read(buffer[..Math.Min(buffer.Length, _remaining)]);
        if (count == 0) throw Truncated();
        _crc.Add(buffer[..count]);
        _remaining -= count;
        return count;
    }

    /// <summary>All data of a chunk that may have up to <paramref name="most"/> bytes, its check verified.</summary>
    public byte[] ReadAll(int most)
    {
        if (Length > most)
            throw new InvalidFileException(file, "chunk-length", $"The {Type} chunk has {Length} bytes; at most {most} make sense here.");
        var data = new byte[Length];
        for (int at = 0; at < data.Length;) at += Read(data.AsSpan(at));
        Finish();
        return data;
    }

    /// <summary>Passes over what is left of the chunk and verifies its check.</summary>
    public void Finish()
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (_remaining > 0) Read(buffer);
        Fill(buffer[..4]);
        if (BinaryPrimitives.ReadUInt32BigEndian(buffer) != _crc.Value)
            throw new InvalidFileException(file, "chunk-crc", $"The {Type} chunk does not match its check sum: the file is damaged.");
    }

    private void Fill(Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length) throw Truncated();
    }

    private InvalidFileException Truncated() =>
        new(file, "truncated", Type.Length == 0 ? "The file ends right after the PNG signature." : $"The file ends in or after its {Type} chunk; the rest is missing.");
}
