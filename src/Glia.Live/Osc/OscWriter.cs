using System.Buffers.Binary;
using System.Text;

namespace Glia.Live;

/// <summary>
/// Writes packets into a buffer that it keeps: after the longest packet it allocates nothing. Begin with <see cref="Message(ReadOnlySpan{byte})"/> or
/// <see cref="BeginBundle"/>, add arguments, take <see cref="Finish"/>, and <see cref="Clear"/> before the next. Not for several threads at once.
/// </summary>
/// <example><code>var writer = new OscWriter();
/// using var socket = new System.Net.Sockets.UdpClient("127.0.0.1", 6448);
/// socket.Send(writer.Message("/wek/inputs"u8).Float(1).Float(2.5f).Finish());
/// writer.Clear(); // before the next</code></example>
public sealed class OscWriter
{
    private readonly int[] _bundles = new int[OscPacket.MaximumDepth];
    private readonly byte[] _tags = new byte[OscMessage.MaximumArguments + 1];
    private byte[] _packet;
    private byte[] _arguments;
    private int _length;
    private int _argumentsLength;
    private int _tagCount;
    private int _arrays;
    private int _depth;
    private int _elements;
    private int _messageStart = -1;

    /// <summary>A writer whose buffer begins with that many bytes.</summary>
    public OscWriter(int capacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _packet = new byte[Math.Max(capacity, 64)];
        _arguments = new byte[Math.Max(capacity, 64)];
        _tags[0] = (byte)',';
    }

    private bool IsInMessage => _messageStart >= 0;

    /// <summary>Forgets what was written; the buffer stays.</summary>
    public void Clear()
    {
        _length = 0;
        _depth = 0;
        _elements = 0;
        _messageStart = -1;
    }

    /// <summary>The packet, which holds until the next call on this writer.</summary>
    /// <exception cref="InvalidOperationException">A bundle or an array is open, or nothing was written.</exception>
    public ReadOnlySpan<byte> Finish()
    {
        CloseMessage();
        if (_depth > 0)
            throw new InvalidOperationException("A bundle is open: call EndBundle before Finish.");
        if (_length == 0)
            throw new InvalidOperationException("Nothing was written: call Message or BeginBundle first.");
        return _packet.AsSpan(0, _length);
    }

    /// <summary>Begins a bundle, within the open one if there is one.</summary>
    /// <exception cref="InvalidOperationException">The packet is complete, or bundles lie 8 deep already.</exception>
    public OscWriter BeginBundle(OscTimeTag time)
    {
        CloseMessage();
        if (_depth == OscPacket.MaximumDepth)
            throw new InvalidOperationException($"Bundles may lie {OscPacket.MaximumDepth} deep and no deeper.");
        _bundles[_depth] = BeginElement();
        _depth++;
        "#bundle\0"u8.CopyTo(Room(ref _packet, ref _length, 8));
        BinaryPrimitives.WriteUInt64BigEndian(Room(ref _packet, ref _length, 8), time.Value);
        return this;
    }

    /// <summary>Ends the innermost bundle.</summary>
    /// <exception cref="InvalidOperationException">No bundle is open.</exception>
    public OscWriter EndBundle()
    {
        CloseMessage();
        if (_depth == 0)
            throw new InvalidOperationException("No bundle is open.");
        EndElement(_bundles[--_depth]);
        return this;
    }

    /// <summary>Begins a message; arguments follow. It ends where the next begins.</summary>
    /// <param name="address">UTF-8, beginning with a slash, without a zero byte.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="InvalidOperationException">The packet is complete: several messages need a bundle.</exception>
    public OscWriter Message(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty || address[0] != (byte)'/')
            throw new ArgumentException($"An OSC address begins with a slash; this is \"{Encoding.UTF8.GetString(address)}\".", nameof(address));
        CheckText(address, nameof(address));

        CloseMessage();
        int start = BeginElement();
        WriteText(ref _packet, ref _length, address);
        _messageStart = start;
        _argumentsLength = 0;
        _tagCount = 0;
        _arrays = 0;
        return this;
    }

    /// <inheritdoc cref="Message(ReadOnlySpan{byte})"/>
    public OscWriter Message(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(address, utf8, out int length) ? Message(utf8[..length]) : Message(Encoding.UTF8.GetBytes(address));
    }

    /// <summary>A whole message, argument by argument.</summary>
    /// <exception cref="ArgumentException">The message was never read: it is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">The packet is complete: several messages need a bundle.</exception>
    public OscWriter Message(in OscMessage message)
    {
        Message(message.Address);
        foreach (var argument in message.WithBrackets())
            Argument(argument);
        return this;
    }

    /// <summary>An argument as it was read.</summary>
    /// <exception cref="ArgumentException">It was never read: the argument is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already; or a bracket closes an array that is not open.</exception>
    public OscWriter Argument(in OscArgument argument) => argument.Tag switch
    {
        '\0' => throw new ArgumentException("This argument was never read from a message: it has no type tag.", nameof(argument)),
        '[' => BeginArray(),
        ']' => EndArray(),
        'b' => Blob(argument.Content),
        's' or 'S' => AddText((byte)argument.Tag, argument.Content, nameof(argument)),
        _ => Add((byte)argument.Tag, argument.Content),
    };

    /// <summary>A 32-bit float (f).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Float(float value) => AddBits('f', BitConverter.SingleToUInt32Bits(value));

    /// <summary>A 32-bit whole number (i).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Int32(int value) => AddBits('i', (uint)value);

    /// <summary>A 64-bit whole number (h).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Int64(long value) => AddBits('h', (ulong)value);

    /// <summary>A 64-bit float (d).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Double(double value) => AddBits('d', BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Floats (f), one after the other.</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Floats(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            Float(value);
        return this;
    }

    /// <summary>A text (s) in UTF-8.</summary>
    /// <exception cref="ArgumentException">It has a zero byte, which ends a text in OSC.</exception>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Text(ReadOnlySpan<byte> utf8) => AddText((byte)'s', utf8, nameof(utf8));

    /// <summary>A text (s); lone surrogates become U+FFFD.</summary>
    /// <exception cref="ArgumentException">It has a zero character, which ends a text in OSC.</exception>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(text, utf8, out int length) ? AddText((byte)'s', utf8[..length], nameof(text)) : AddText((byte)'s', Encoding.UTF8.GetBytes(text), nameof(text));
    }

    /// <summary>A symbol (S) in UTF-8.</summary>
    /// <exception cref="ArgumentException">It has a zero byte.</exception>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Symbol(ReadOnlySpan<byte> utf8) => AddText((byte)'S', utf8, nameof(utf8));

    /// <summary>A symbol (S); lone surrogates become U+FFFD.</summary>
    /// <exception cref="ArgumentException">It has a zero character, which ends a text in OSC.</exception>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Symbol(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(text, utf8, out int length) ? AddText((byte)'S', utf8[..length], nameof(text)) : AddText((byte)'S', Encoding.UTF8.GetBytes(text), nameof(text));
    }

    /// <summary>Bytes (b).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Blob(ReadOnlySpan<byte> bytes)
    {
        AddTag((byte)'b');
        BinaryPrimitives.WriteInt32BigEndian(Room(ref _arguments, ref _argumentsLength, 4), bytes.Length);
        WritePadded(ref _arguments, ref _argumentsLength, bytes, OscData.Padded(bytes.Length));
        return this;
    }

    /// <summary>A time tag (t).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Time(OscTimeTag time) => AddBits('t', time.Value);

    /// <summary>A character (c): ASCII in the lowest byte.</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Character(uint code) => AddBits('c', code);

    /// <summary>A colour (r), 0xRRGGBBAA.</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Color(uint rgba) => AddBits('r', rgba);

    /// <summary>A MIDI message (m): port, status, two data bytes, from the highest byte on.</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Midi(uint midi) => AddBits('m', midi);

    /// <summary>True (T) or false (F).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Bool(bool value) => Add((byte)(value ? 'T' : 'F'), default);

    /// <summary>Nothing (N).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Nil() => Add((byte)'N', default);

    /// <summary>Impulse (I), also called infinitum or bang.</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter Impulse() => Add((byte)'I', default);

    /// <summary>Opens an array ([).</summary>
    /// <exception cref="InvalidOperationException">No message is begun, or it has 1,024 type tags already.</exception>
    public OscWriter BeginArray()
    {
        Add((byte)'[', default);
        _arrays++;
        return this;
    }

    /// <summary>Closes the innermost array (]).</summary>
    /// <exception cref="InvalidOperationException">No array is open, or the message has 1,024 type tags already.</exception>
    public OscWriter EndArray()
    {
        if (_arrays == 0)
            throw new InvalidOperationException("No array is open.");
        Add((byte)']', default);
        _arrays--;
        return this;
    }

    /// <summary>Whether the open message takes one more type tag.</summary>
    internal bool HasRoomForArgument => _tagCount < OscMessage.MaximumArguments;

    /// <summary>Takes back the open message.</summary>
    internal void AbandonMessage()
    {
        if (!IsInMessage)
            return;
        _length = _messageStart;
        _messageStart = -1;
        if (_depth > 0)
            _elements--;
    }

    private static void CheckText(ReadOnlySpan<byte> utf8, string parameter)
    {
        if (utf8.Contains((byte)0))
            throw new ArgumentException("An OSC text cannot hold a zero byte: it would end there.", parameter);
    }

    private static Span<byte> Room(ref byte[] buffer, ref int length, int size)
    {
        if (size > buffer.Length - length)
            Array.Resize(ref buffer, Math.Max(checked(length + size), (int)Math.Min(buffer.Length * 2L, Array.MaxLength)));

        length += size;
        return buffer.AsSpan(length - size, size);
    }

    private static void WritePadded(ref byte[] buffer, ref int length, ReadOnlySpan<byte> bytes, int size)
    {
        var room = Room(ref buffer, ref length, size);
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
    }

    private static void WriteText(ref byte[] buffer, ref int length, ReadOnlySpan<byte> utf8) =>
        WritePadded(ref buffer, ref length, utf8, OscData.Padded(utf8.Length + 1));

    private OscWriter AddBits(char tag, uint bits)
    {
        AddTag((byte)tag);
        BinaryPrimitives.WriteUInt32BigEndian(Room(ref _arguments, ref _argumentsLength, 4), bits);
        return this;
    }

    private OscWriter AddBits(char tag, ulong bits)
    {
        AddTag((byte)tag);
        BinaryPrimitives.WriteUInt64BigEndian(Room(ref _arguments, ref _argumentsLength, 8), bits);
        return this;
    }

    private OscWriter AddText(byte tag, ReadOnlySpan<byte> utf8, string parameter)
    {
        CheckText(utf8, parameter);
        AddTag(tag);
        WriteText(ref _arguments, ref _argumentsLength, utf8);
        return this;
    }

    private OscWriter Add(byte tag, ReadOnlySpan<byte> content)
    {
        AddTag(tag);
        content.CopyTo(Room(ref _arguments, ref _argumentsLength, content.Length));
        return this;
    }

    private void AddTag(byte tag)
    {
        if (!IsInMessage)
            throw new InvalidOperationException("An argument needs a message: call Message first.");
        if (!HasRoomForArgument)
            throw new InvalidOperationException($"A message has at most {OscMessage.MaximumArguments} type tags.");
        _tags[++_tagCount] = tag;
    }

    // The type tags stand before the arguments and are known only after them: both wait here until the message ends.
    private void CloseMessage()
    {
        if (!IsInMessage)
            return;
        if (_arrays > 0)
            throw new InvalidOperationException("An array is open: call EndArray first.");

        WriteText(ref _packet, ref _length, _tags.AsSpan(0, _tagCount + 1));
        _arguments.AsSpan(0, _argumentsLength).CopyTo(Room(ref _packet, ref _length, _argumentsLength));
        EndElement(_messageStart);
        _messageStart = -1;
    }

    private int BeginElement()
    {
        if (_depth == 0 && _length > 0)
            throw new InvalidOperationException("The packet is complete: call Clear, or BeginBundle before several messages.");
        if (_depth > 0 && _elements == OscPacket.MaximumElements)
            throw new InvalidOperationException($"A packet has at most {OscPacket.MaximumElements} elements.");

        int start = _length;
        if (_depth > 0)
        {
            _elements++;
            Room(ref _packet, ref _length, 4);
        }

        return start;
    }

    // The outermost element has no length in front.
    private void EndElement(int start)
    {
        if (_depth > 0)
            BinaryPrimitives.WriteInt32BigEndian(_packet.AsSpan(start), _length - start - 4);
    }
}
