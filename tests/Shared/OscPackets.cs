using Glia.Live;

namespace Glia.TestShared;

/// <summary>Seeded OSC packets: good ones of every type, and what is left of them after a mutation.</summary>
internal sealed class OscPackets(int seed)
{
    private static readonly string[] Addresses =
    [
        "/wek/inputs", "/wekinator/control/startRecording", "/wekinator/control/outputs", "/a", "/", "//", "/*a*a*a*a*b", "/wek/{in,out}puts",
        "/wek/[a-m]nputs", "/an address", "/größe", "/wek/[!a", "/x/{a,", "/output_1", "/?/?",
    ];

    private static readonly byte[] Interesting = [0, 1, 4, 16, 0x7f, 0x80, 0xff, (byte)'/', (byte)',', (byte)'#', (byte)'[', (byte)']', (byte)'{', (byte)'*', (byte)'b', (byte)'s'];

    private readonly Random _random = new(seed);
    private readonly OscWriter _writer = new();
    private readonly byte[] _bytes = new byte[64];

    /// <summary>Fills the beginning of the buffer with a packet, good or bad, and says its length.</summary>
    public int Next(Span<byte> buffer)
    {
        if (_random.Next(8) == 0)
            return RandomBytes(buffer);
        if (_random.Next(500) == 0)
            return Excess(buffer);

        var packet = Good();
        int length = Math.Min(packet.Length, buffer.Length);
        packet[..length].CopyTo(buffer);
        for (int mutations = _random.Next(5); mutations > 0; mutations--)
            length = Mutate(buffer, length);
        return length;
    }

    /// <summary>A good packet: a message, or bundles of messages.</summary>
    public ReadOnlySpan<byte> Good()
    {
        _writer.Clear();
        if (_random.Next(3) == 0)
            WriteBundle(depth: 1);
        else
            WriteMessage();
        return _writer.Finish();
    }

    /// <summary>A good packet that is one message.</summary>
    public ReadOnlySpan<byte> GoodMessage()
    {
        _writer.Clear();
        WriteMessage();
        return _writer.Finish();
    }

    private void WriteBundle(int depth)
    {
        _writer.BeginBundle(new OscTimeTag((ulong)_random.NextInt64()));
        for (int count = _random.Next(5); count > 0; count--)
        {
            if (depth < OscPacket.MaximumDepth && _random.Next(3) == 0)
                WriteBundle(depth + 1);
            else
                WriteMessage();
        }

        _writer.EndBundle();
    }

    private void WriteMessage()
    {
        _writer.Message(Addresses[_random.Next(Addresses.Length)]);
        int open = 0;
        for (int count = _random.Next(12); count > 0; count--)
            open += WriteArgument(open);
        for (; open > 0; open--)
            _writer.EndArray();
    }

    // All bits of a number are random: NaNs of every payload come up.
    private int WriteArgument(int open)
    {
        switch (_random.Next(18))
        {
            case 0: _writer.Float(_random.NextSingle()); break;
            case 1: _writer.Float(BitConverter.Int32BitsToSingle(Bits())); break;
            case 2: _writer.Float(BitConverter.UInt32BitsToSingle(0x7f800000u | ((uint)Bits() & 0x807fffffu))); break;
            case 3: _writer.Int32(Bits()); break;
            case 4: _writer.Int64(_random.NextInt64(long.MinValue, long.MaxValue)); break;
            case 5: _writer.Double(BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue))); break;
            case 6: _writer.Double(BitConverter.UInt64BitsToDouble(0x7ff0000000000000u | ((ulong)_random.NextInt64() & 0xfffffffffffffu))); break;
            case 7: _writer.Text(Text()); break;
            case 8: _writer.Text("ein Wort \"mit\" allem \\ \n\u202e…"u8); break;
            case 9: _writer.Symbol(Text()); break;
            case 10: _writer.Blob(RandomSlice()); break;
            case 11: _writer.Time(new OscTimeTag((ulong)Bits() << 32 | (uint)Bits())); break;
            case 12: _writer.Character((uint)Bits()).Color((uint)Bits()).Midi((uint)Bits()); break;
            case 13: _writer.Bool(true).Bool(false); break;
            case 14: _writer.Nil(); break;
            case 15: _writer.Impulse(); break;
            case 16: _writer.BeginArray(); return 1;
            case 17 when open > 0: _writer.EndArray(); return -1;
            default: _writer.Float(1); break;
        }

        return 0;
    }

    private int Mutate(Span<byte> buffer, int length)
    {
        if (length == 0)
            return 0;

        int at = _random.Next(length);
        switch (_random.Next(7))
        {
            case 0: return at;
            case 1: buffer[at] = (byte)_random.Next(256); return length;
            case 2: buffer[at] ^= (byte)(1 << _random.Next(8)); return length;
            case 3: buffer[at] = Interesting[_random.Next(Interesting.Length)]; return length;
            case 4: buffer[(at & ~3)..Math.Min(length, (at & ~3) + 4)].Fill((byte)(_random.Next(2) * 255)); return length;
            case 5: buffer[(at + 1)..length].CopyTo(buffer[at..]); return length - 1;
            default: return Double(buffer, length, at);
        }
    }

    // The end comes twice, from anywhere: elements and arguments stand where none were promised.
    private static int Double(Span<byte> buffer, int length, int at)
    {
        int more = Math.Min(length - at, buffer.Length - length);
        buffer.Slice(at, more).CopyTo(buffer[length..]);
        return length + more;
    }

    private int RandomBytes(Span<byte> buffer)
    {
        int length = _random.Next(Math.Min(buffer.Length, 160));
        _random.NextBytes(buffer[..length]);
        if (length >= 8 && _random.Next(2) == 0)
            "#bundle\0"u8.CopyTo(buffer);
        else if (length > 0 && _random.Next(2) == 0)
            buffer[0] = (byte)'/';
        return length;
    }

    // More elements, depth or arguments than are allowed, if the buffer holds them.
    private int Excess(Span<byte> buffer)
    {
        buffer.Clear();
        switch (_random.Next(3))
        {
            case 0:
                "#bundle\0"u8.CopyTo(buffer);
                return buffer.Length & ~3;
            case 1:
                "/a\0\0,"u8.CopyTo(buffer);
                buffer[5..(buffer.Length - 4)].Fill((byte)'T');
                return buffer.Length & ~3;
            default:
                return Nest(buffer, depth: OscPacket.MaximumDepth - 1 + _random.Next(3));
        }
    }

    // Bundles, each the only element of the one around it; the last has an element without bytes.
    private static int Nest(Span<byte> buffer, int depth)
    {
        int end = 20 * depth;
        for (int start = 0; start < end; start += 20)
        {
            "#bundle\0"u8.CopyTo(buffer[start..]);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(buffer[(start + 16)..], end - start - 20);
        }

        return end;
    }

    private int Bits() => _random.Next(int.MinValue, int.MaxValue);

    private ReadOnlySpan<byte> RandomSlice()
    {
        var slice = _bytes.AsSpan(0, _random.Next(_bytes.Length));
        _random.NextBytes(slice);
        return slice;
    }

    // Any bytes but zero: UTF-8 or not.
    private ReadOnlySpan<byte> Text()
    {
        var text = _bytes.AsSpan(0, _random.Next(20));
        foreach (ref byte letter in text)
            letter = (byte)(_random.Next(4) == 0 ? _random.Next(1, 256) : _random.Next(' ', '~'));
        return text;
    }
}
