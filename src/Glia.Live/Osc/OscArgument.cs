using System.Buffers.Binary;
using System.Text;

namespace Glia.Live;

/// <summary>One argument of a message, read where it lies in the packet.</summary>
public readonly ref struct OscArgument
{
    private readonly byte _tag;

    internal OscArgument(byte tag, ReadOnlySpan<byte> content)
    {
        _tag = tag;
        Content = content;
    }

    /// <summary>Its type tag: one of <c>i f s b h t d S c r m T F N I</c>.</summary>
    public char Tag => (char)_tag;

    /// <summary>Its bytes as they lie in the packet, without a blob's length and without padding; none for T F N I.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Whether <see cref="TryGetNumber"/> answers: i f d h T F.</summary>
    public bool IsNumber => _tag is (byte)'f' or (byte)'i' or (byte)'d' or (byte)'h' or (byte)'T' or (byte)'F';

    /// <summary>Whether it is a text: s or S.</summary>
    public bool IsText => _tag is (byte)'s' or (byte)'S';

    /// <summary>The number of an i f d h, 1 of T, 0 of F. An h beyond ±2⁵³ is rounded; NaN and infinities are given as they are.</summary>
    public bool TryGetNumber(out double number)
    {
        switch (_tag)
        {
            case (byte)'f':
                number = BinaryPrimitives.ReadSingleBigEndian(Content);
                return true;
            case (byte)'i':
                number = BinaryPrimitives.ReadInt32BigEndian(Content);
                return true;
            case (byte)'d':
                number = BinaryPrimitives.ReadDoubleBigEndian(Content);
                return true;
            case (byte)'h':
                number = BinaryPrimitives.ReadInt64BigEndian(Content);
                return true;
            default:
                number = _tag == (byte)'T' ? 1 : 0;
                return _tag is (byte)'T' or (byte)'F';
        }
    }

    /// <summary>The number if it is a whole one that an <see cref="int"/> holds, of whichever type: senders write a count as i, f or d.</summary>
    public bool TryGetInt32(out int whole)
    {
        bool isWhole = TryGetNumber(out double number) && number is >= int.MinValue and <= int.MaxValue && Math.Truncate(number) == number;
        whole = isWhole ? (int)number : 0;
        return isWhole;
    }

    /// <summary>The number of an i or h, to the last bit.</summary>
    public bool TryGetInt64(out long whole)
    {
        whole = _tag switch
        {
            (byte)'i' => BinaryPrimitives.ReadInt32BigEndian(Content),
            (byte)'h' => BinaryPrimitives.ReadInt64BigEndian(Content),
            _ => 0,
        };
        return _tag is (byte)'i' or (byte)'h';
    }

    /// <summary>The bytes of a text (s or S), which should be UTF-8 and need not be.</summary>
    public bool TryGetUtf8(out ReadOnlySpan<byte> utf8)
    {
        utf8 = IsText ? Content : default;
        return IsText;
    }

    /// <summary>A text (s or S) as a string; bytes that are no UTF-8 become U+FFFD. Allocates the string.</summary>
    public bool TryGetText([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = IsText ? Encoding.UTF8.GetString(Content) : null;
        return text != null;
    }

    /// <summary>The bytes of a blob (b).</summary>
    public bool TryGetBlob(out ReadOnlySpan<byte> blob)
    {
        blob = _tag == (byte)'b' ? Content : default;
        return _tag == (byte)'b';
    }

    /// <summary>A time tag (t).</summary>
    public bool TryGetTime(out OscTimeTag time)
    {
        time = _tag == (byte)'t' ? new OscTimeTag(BinaryPrimitives.ReadUInt64BigEndian(Content)) : default;
        return _tag == (byte)'t';
    }

    /// <summary>The code of a character (c): ASCII in its lowest byte.</summary>
    public bool TryGetCharacter(out uint code) => TryGetBits((byte)'c', out code);

    /// <summary>A colour (r) as 0xRRGGBBAA.</summary>
    public bool TryGetColor(out uint rgba) => TryGetBits((byte)'r', out rgba);

    /// <summary>A MIDI message (m): port, status and two data bytes, from the highest byte on.</summary>
    public bool TryGetMidi(out uint midi) => TryGetBits((byte)'m', out midi);

    private bool TryGetBits(byte tag, out uint bits)
    {
        bits = _tag == tag ? BinaryPrimitives.ReadUInt32BigEndian(Content) : 0;
        return _tag == tag;
    }
}
