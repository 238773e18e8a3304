using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Glia.Live;

/// <summary>
/// One OSC message, read where it lies in the packet: nothing is copied, nothing is allocated. <see cref="TryParse"/> checks all of it, so
/// that what follows cannot fail. Tolerated: a missing type-tag string (no arguments), any bytes in the address after its slash, and bytes
/// after the last argument.
/// </summary>
/// <remarks>Source: M. Wright, The Open Sound Control 1.0 Specification (2002).</remarks>
public readonly ref struct OscMessage
{
    /// <summary>The most type tags a message may have, brackets of arrays among them.</summary>
    public const int MaximumArguments = 1024;

    private readonly ReadOnlySpan<byte> _data;

    private OscMessage(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> address, ReadOnlySpan<byte> tags, ReadOnlySpan<byte> data, int count)
    {
        Packet = packet;
        Address = address;
        TypeTags = tags;
        _data = data;
        Count = count;
    }

    /// <summary>All its bytes.</summary>
    public ReadOnlySpan<byte> Packet { get; }

    /// <summary>The address, from its slash on, without its zero byte; should be ASCII and need not be.</summary>
    public ReadOnlySpan<byte> Address { get; }

    /// <summary>The type tags without the comma, with the brackets of arrays; empty where there are none.</summary>
    public ReadOnlySpan<byte> TypeTags { get; }

    /// <summary>Number of arguments: those in arrays are counted one by one, brackets are not.</summary>
    public int Count { get; }

    /// <summary>Reads a packet that is one message.</summary>
    /// <param name="packet">The bytes; the message refers to them and holds as long as they do.</param>
    /// <param name="message">The message, or an empty one.</param>
    /// <param name="error">What is wrong, if it answers false.</param>
    public static bool TryParse(ReadOnlySpan<byte> packet, out OscMessage message, [NotNullWhen(false)] out OscError? error)
    {
        message = default;
        error = TakeAddress(packet, out var address, out int size);
        if (error != null)
            return false;

        error = TakeTags(packet[size..], out var tags, out var data);
        if (error != null)
            return false;

        error = CheckArguments(tags, data, out int count);

        // Last, since whatever is cut off has a better word for it.
        if (error == null && packet.Length % 4 != 0)
            error = OscError.NotMultipleOfFour;
        if (error != null)
            return false;

        message = new OscMessage(packet, address, tags, data, count);
        return true;
    }

    /// <summary>The arguments in order, those in arrays one by one.</summary>
    public Enumerator GetEnumerator() => new(TypeTags, _data, withBrackets: false);

    /// <summary>The argument at an index from 0; false where there is none. It walks there: to read all, enumerate.</summary>
    public bool TryGetArgument(int index, out OscArgument argument)
    {
        foreach (var each in this)
        {
            if (index-- != 0)
                continue;
            argument = each;
            return true;
        }

        argument = default;
        return false;
    }

    /// <summary>Fills <paramref name="numbers"/> if there are exactly as many arguments and all are numbers (i f d h T F); otherwise answers false.</summary>
    public bool TryGetNumbers(Span<float> numbers)
    {
        if (Count != numbers.Length)
            return false;

        int i = 0;
        foreach (var argument in this)
        {
            if (argument.Tag == 'f')
                numbers[i++] = BinaryPrimitives.ReadSingleBigEndian(argument.Content);
            else if (argument.TryGetNumber(out double number))
                numbers[i++] = (float)number;
            else
                return false;
        }

        return true;
    }

    /// <summary>The arguments, and the brackets of arrays as arguments without a value.</summary>
    internal Enumerator WithBrackets() => new(TypeTags, _data, withBrackets: true);

    private static OscError? TakeAddress(ReadOnlySpan<byte> packet, out ReadOnlySpan<byte> address, out int size)
    {
        address = default;
        size = 0;
        if (packet.IsEmpty)
            return OscError.Empty;
        return packet[0] == (byte)'/' ? OscData.TakeText(packet, out address, out size) : OscError.NoSlash;
    }

    private static OscError? TakeTags(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> tags, out ReadOnlySpan<byte> data)
    {
        tags = default;
        data = default;
        if (rest.IsEmpty || rest[0] != (byte)',')
            return null;

        var error = OscData.TakeText(rest, out tags, out int size);
        if (error != null)
            return error;

        tags = tags[1..];
        data = rest[size..];
        return tags.Length > MaximumArguments ? OscError.TooManyArguments : null;
    }

    private static OscError? CheckArguments(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        int open = 0;
        foreach (byte tag in tags)
        {
            var error = OscData.Take(tag, data, out _, out int size);
            if (error != null)
                return error;

            data = data[size..];
            if (!OscData.IsBracket(tag))
                count++;
            else if (tag == (byte)'[')
                open++;
            else if (--open < 0)
                return OscError.UnbalancedArray;
        }

        return open == 0 ? null : OscError.UnbalancedArray;
    }

    /// <summary>Walks the arguments of a message.</summary>
    public ref struct Enumerator
    {
        private readonly bool _withBrackets;
        private ReadOnlySpan<byte> _tags;
        private ReadOnlySpan<byte> _data;

        internal Enumerator(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> data, bool withBrackets)
        {
            _tags = tags;
            _data = data;
            _withBrackets = withBrackets;
        }

        /// <summary>The argument it stands at.</summary>
        public OscArgument Current { get; private set; }

        /// <summary>This, so that an enumerator can be enumerated.</summary>
        public readonly Enumerator GetEnumerator() => this;

        /// <summary>Goes to the next argument; false after the last.</summary>
        public bool MoveNext()
        {
            while (!_tags.IsEmpty)
            {
                byte tag = _tags[0];
                OscData.Take(tag, _data, out var content, out int size);
                _tags = _tags[1..];
                _data = _data[size..];
                if (!_withBrackets && OscData.IsBracket(tag))
                    continue;

                Current = new OscArgument(tag, content);
                return true;
            }

            return false;
        }
    }
}
