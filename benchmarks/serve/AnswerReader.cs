using System.Buffers.Text;
using System.Net.Sockets;

namespace Glia.ServeLoad;

/// <summary>Reads answers of HTTP/1.1 with a Content-Length, or in chunks, one at a time; no more than a load generator needs, so that it is faster than what it measures.</summary>
internal sealed class AnswerReader(Socket socket)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _length;

    /// <returns>The status, 0 where the connection ended before a whole answer; and whether it is the last one of this connection.</returns>
    public async ValueTask<(int Status, bool IsLast)> ReadAsync()
    {
        while (true)
        {
            if (TryTake(out int status, out bool isLast)) return (status, isLast);
            int read = await socket.ReceiveAsync(_buffer.AsMemory(_length));
            if (read == 0) return (0, true);
            _length += read;
        }
    }

    private bool TryTake(out int status, out bool isLast)
    {
        (status, isLast) = (0, false);
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _length);
        int head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        ReadOnlySpan<byte> header = bytes[..(head + 2)];
        int end = head + 4;
        if (Field(header, "Content-Length: "u8) is { Length: > 0 } text && Utf8Parser.TryParse(text, out int length, out _)) end += length;
        else
        {
            int last = bytes[(head + 2)..].IndexOf("\r\n0\r\n\r\n"u8);
            if (last < 0) return false;
            end = head + 2 + last + 7;
        }

        if (_length < end) return false;
        Utf8Parser.TryParse(header["HTTP/1.1 ".Length..], out status, out _);
        isLast = header.IndexOf("Connection: close"u8) >= 0;
        bytes[end..].CopyTo(_buffer);
        _length -= end;
        return true;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name)
    {
        int at = header.IndexOf(name);
        if (at < 0) return [];
        ReadOnlySpan<byte> rest = header[(at + name.Length)..];
        return rest[..rest.IndexOf((byte)'\r')];
    }
}
