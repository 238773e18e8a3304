using System.Buffers.Binary;

namespace Glia.Live;

/// <summary>Reads datagrams: one message, or bundles of messages and bundles. Whatever the bytes are, it ends, allocates nothing and throws nothing of its own.</summary>
public static class OscPacket
{
    /// <summary>How deep bundles may lie in bundles; a bundle alone is 1 deep.</summary>
    public const int MaximumDepth = 8;

    /// <summary>The most elements of all bundles of a packet together.</summary>
    public const int MaximumElements = 1024;

    private const int HeaderLength = 16;

    private static ReadOnlySpan<byte> BundleMark => "#bundle\0"u8;

    /// <summary>
    /// Gives each message of a datagram to <paramref name="sink"/>, in order, and each part that cannot be read as an error. After a bad
    /// element the next is read, unless its length says nothing about where that begins.
    /// </summary>
    public static void Read<TSink>(ReadOnlySpan<byte> datagram, ref TSink sink)
        where TSink : IOscSink, allows ref struct
    {
        int elements = 0;
        ReadElement(datagram, OscTimeTag.Immediately, depth: 1, ref elements, ref sink);
    }

    private static void ReadElement<TSink>(ReadOnlySpan<byte> element, OscTimeTag time, int depth, ref int elements, ref TSink sink)
        where TSink : IOscSink, allows ref struct
    {
        if (element.StartsWith(BundleMark))
            ReadBundle(element, depth, ref elements, ref sink);
        else if (OscMessage.TryParse(element, out var message, out var error))
            sink.Message(message, time);
        else
            sink.Error(error, element);
    }

    private static void ReadBundle<TSink>(ReadOnlySpan<byte> bundle, int depth, ref int elements, ref TSink sink)
        where TSink : IOscSink, allows ref struct
    {
        if (depth > MaximumDepth)
        {
            sink.Error(OscError.TooDeep, bundle);
            return;
        }

        if (bundle.Length < HeaderLength)
        {
            sink.Error(OscError.TruncatedBundle, bundle);
            return;
        }

        var time = new OscTimeTag(BinaryPrimitives.ReadUInt64BigEndian(bundle[BundleMark.Length..]));
        var rest = bundle[HeaderLength..];

        // Beyond the limit everything ends, the bundles around this one too: one error, not one for each of them.
        while (!rest.IsEmpty && elements <= MaximumElements)
        {
            int length = 0;
            var error = ++elements > MaximumElements ? OscError.TooManyElements : TakeElement(rest, out length);
            if (error != null)
            {
                sink.Error(error, rest);
                return;
            }

            ReadElement(rest.Slice(4, length), time, depth + 1, ref elements, ref sink);
            rest = rest[(4 + length)..];
        }
    }

    private static OscError? TakeElement(ReadOnlySpan<byte> rest, out int length)
    {
        length = 0;
        if (rest.Length < 4)
            return OscError.TruncatedBundle;

        length = BinaryPrimitives.ReadInt32BigEndian(rest);
        if (length < 0)
            return OscError.NegativeElement;
        return length > rest.Length - 4 ? OscError.OverlongElement : null;
    }
}
