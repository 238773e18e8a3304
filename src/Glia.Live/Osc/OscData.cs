using System.Buffers.Binary;

namespace Glia.Live;

/// <summary>How the data of each type tag lies in a message: everything big-endian, everything filled up to four bytes with zeros (OSC 1.0, M. Wright, 2002).</summary>
internal static class OscData
{
    /// <summary>Whether the tag opens or closes an array and has no value of its own.</summary>
    internal static bool IsBracket(byte tag) => tag is (byte)'[' or (byte)']';

    /// <summary>Length and what fills it up to a multiple of four.</summary>
    internal static int Padded(int length) => (length + 3) & ~3;

    /// <summary>Finds the value of a tag at the beginning of <paramref name="data"/>: <paramref name="content"/> without length and padding, <paramref name="size"/> with both.</summary>
    internal static OscError? Take(byte tag, ReadOnlySpan<byte> data, out ReadOnlySpan<byte> content, out int size)
    {
        switch (tag)
        {
            case (byte)'f' or (byte)'i' or (byte)'c' or (byte)'r' or (byte)'m':
                return TakeFixed(data, 4, out content, out size);
            case (byte)'h' or (byte)'d' or (byte)'t':
                return TakeFixed(data, 8, out content, out size);
            case (byte)'s' or (byte)'S':
                return TakeText(data, out content, out size);
            case (byte)'b':
                return TakeBlob(data, out content, out size);
            case (byte)'T' or (byte)'F' or (byte)'N' or (byte)'I' or (byte)'[' or (byte)']':
                return TakeFixed(data, 0, out content, out size);
            default:
                content = default;
                size = 0;
                return OscError.UnknownTag;
        }
    }

    /// <summary>A text up to its zero byte; the zero bytes that follow are counted and checked.</summary>
    internal static OscError? TakeText(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> text, out int size)
    {
        int length = data.IndexOf((byte)0);
        size = Padded(length + 1);
        if (length < 0 || size > data.Length)
        {
            text = default;
            return OscError.TruncatedText;
        }

        text = data[..length];
        return data[length..size].ContainsAnyExcept((byte)0) ? OscError.Padding : null;
    }

    private static OscError? TakeFixed(ReadOnlySpan<byte> data, int length, out ReadOnlySpan<byte> content, out int size)
    {
        size = length;
        if (data.Length < length)
        {
            content = default;
            return OscError.TruncatedArgument;
        }

        content = data[..length];
        return null;
    }

    private static OscError? TakeBlob(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> content, out int size)
    {
        content = default;
        size = 0;
        if (data.Length < 4)
            return OscError.TruncatedArgument;

        int length = BinaryPrimitives.ReadInt32BigEndian(data);
        if (length < 0)
            return OscError.BlobLength;

        // Compared before it is filled up: the largest length would overflow.
        if (length > data.Length - 4 || Padded(length) > data.Length - 4)
            return OscError.TruncatedArgument;

        content = data.Slice(4, length);
        size = 4 + Padded(length);
        return data[(4 + length)..size].ContainsAnyExcept((byte)0) ? OscError.Padding : null;
    }
}
