using System.Buffers.Binary;

namespace Glia.Live;

/// <summary>The text that a file of Java objects begins with. Nothing else of such a file is looked at: objects in it name code to run.</summary>
internal static class JavaText
{
    private const byte ShortText = 0x74, LongText = 0x7C; // TC_STRING and TC_LONGSTRING of the Java Object Serialization Specification, 6.4

    /// <summary>The text; null where the file does not begin with one, or with one that is longer than <paramref name="most"/> bytes.</summary>
    public static string? First(Stream stream, int most)
    {
        Span<byte> head = stackalloc byte[5];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[..4].SequenceEqual((ReadOnlySpan<byte>)[0xAC, 0xED, 0, 5])) return null;
        Span<byte> size = stackalloc byte[head[4] == LongText ? 8 : 2];
        if (head[4] is not (ShortText or LongText) || stream.ReadAtLeast(size, size.Length, throwOnEndOfStream: false) < size.Length) return null;
        ulong length = size.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(size) : BinaryPrimitives.ReadUInt16BigEndian(size);
        if (length > (ulong)most || (stream.CanSeek && length > (ulong)(stream.Length - stream.Position))) return null;
        byte[] bytes = new byte[length];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? Decode(bytes) : null;
    }

    /// <summary>Java's own UTF-8: halves of surrogate pairs take three bytes each, and 0 takes two. Null where it is none.</summary>
    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[bytes.Length];
        int length = 0;
        while (!bytes.IsEmpty)
        {
            int first = bytes[0], size = first < 0x80 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 0;
            if (size == 0 || size > bytes.Length) return null;
            int c = size switch { 1 => first, 2 => first & 0x1F, _ => first & 0x0F };
            foreach (byte next in bytes[1..size])
            {
                if ((next & 0xC0) != 0x80) return null;
                c = (c << 6) | (next & 0x3F);
            }

            text[length++] = (char)c;
            bytes = bytes[size..];
        }

        return new string(text, 0, length);
    }
}
