using System.Buffers;
using System.Globalization;
using System.Text;

namespace Glia.Live;

/// <summary>Reads one line of <see cref="OscText"/>.</summary>
internal ref struct OscTextReader(ReadOnlySpan<char> line, OscWriter writer)
{
    private readonly ReadOnlySpan<char> _line = line;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _at;
    private int _open;
    private string? _error;

    internal bool TryRead(out string? error)
    {
        bool isRead = ReadAddress();
        if (isRead && !ReadArguments())
        {
            writer.AbandonMessage();
            isRead = false;
        }

        error = _error;
        return isRead;
    }

    private bool ReadAddress()
    {
        SkipSpace();
        int start = _at;
        var address = TakeWhile(static c => !char.IsWhiteSpace(c));
        if (address.IsEmpty || address[0] != '/')
            return Refuse(start, "a message begins with its address, which begins with a slash");
        if (!Unescape(address, start, isAddress: true))
            return false;

        writer.Message(_bytes.WrittenSpan);
        return true;
    }

    private bool ReadArguments()
    {
        for (SkipSpace(); _at < _line.Length; SkipSpace())
        {
            if (!writer.HasRoomForArgument)
                return Refuse(_at, $"a message has at most {OscMessage.MaximumArguments} arguments");
            if (!ReadArgument())
                return false;
        }

        return _open == 0 || Refuse(_at, "an array is not closed: ] is missing");
    }

    private bool ReadArgument()
    {
        int start = _at;
        char first = _line[_at];
        if (first is '"' or '\'')
            return ReadText(first);
        if (first is '[' or ']')
            return ReadBracket(first);

        var word = TakeWhile(static c => !char.IsWhiteSpace(c) && c is not ('[' or ']'));
        return ReadWord(word) || ReadNumber(word) || Refuse(start, $"\"{word[..Math.Min(word.Length, 40)]}\" is no argument; there are numbers (1 2i 3h 4d), \"text\", 'symbol', true, false, nil, impulse, [ ], and blob: time: char: rgba: midi: with hexadecimal digits");
    }

    private bool ReadBracket(char bracket)
    {
        if (bracket == ']' && _open == 0)
            return Refuse(_at, "no array is open here");
        _at++;
        _open += bracket == '[' ? 1 : -1;
        _ = bracket == '[' ? writer.BeginArray() : writer.EndArray();
        return true;
    }

    private bool ReadText(char quote)
    {
        int start = _at++;
        int length = LengthOfText(_line[_at..], quote);
        if (length < 0)
            return Refuse(start, $"the text that begins here is not closed: {quote} is missing");
        if (!Unescape(_line.Slice(_at, length), _at, isAddress: false))
            return false;

        _at += length + 1;
        if (_at < _line.Length && !char.IsWhiteSpace(_line[_at]) && _line[_at] != ']')
            return Refuse(_at, "a space is missing after the text");
        _ = quote == '"' ? writer.Text(_bytes.WrittenSpan) : writer.Symbol(_bytes.WrittenSpan);
        return true;
    }

    private static int LengthOfText(ReadOnlySpan<char> rest, char quote)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] == quote)
                return i;
            if (rest[i] == '\\')
                i++;
        }

        return -1;
    }

    private bool ReadWord(ReadOnlySpan<char> word)
    {
        foreach (var (tag, name, count) in OscTextWords.All)
        {
            if (!word.StartsWith(name, StringComparison.Ordinal) || !TryHex(word[name.Length..], count))
                continue;
            _ = tag == 'b' ? writer.Blob(_bytes.WrittenSpan) : writer.Argument(new OscArgument((byte)tag, _bytes.WrittenSpan));
            return true;
        }

        return false;
    }

    private readonly bool TryHex(ReadOnlySpan<char> digits, int count)
    {
        _bytes.ResetWrittenCount();
        if (count >= 0 && digits.Length != 2 * count)
            return false;
        if (digits.IsEmpty)
            return true;
        if (Convert.FromHexString(digits, _bytes.GetSpan(digits.Length), out _, out int written) != OperationStatus.Done)
            return false;
        _bytes.Advance(written);
        return true;
    }

    private readonly bool ReadNumber(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("NaN", StringComparison.Ordinal))
            return ReadNaN(word[3..]);

        var digits = word[..^1];
        switch (word[^1])
        {
            case 'i':
                return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) && writer.Int32(whole) != null;
            case 'h':
                return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large) && writer.Int64(large) != null;
            case 'd':
                return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && IsMeant(digits, real) && writer.Double(real) != null;
            default:
                return float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) && IsMeant(word, single) && writer.Float(single) != null;
        }
    }

    // 1e99 is no float: an infinity has to be written as one.
    private static bool IsMeant(ReadOnlySpan<char> digits, double value) =>
        !double.IsNaN(value) && double.IsInfinity(value) == digits.EndsWith("Infinity", StringComparison.Ordinal);

    private readonly bool ReadNaN(ReadOnlySpan<char> bits)
    {
        if (bits.IsEmpty)
            return writer.Float(float.NaN) != null;
        if (bits[0] != ':')
            return false;

        bits = bits[1..];
        if (bits.Length == 8 && uint.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint single) && float.IsNaN(BitConverter.UInt32BitsToSingle(single)))
            return writer.Float(BitConverter.UInt32BitsToSingle(single)) != null;
        return bits.Length == 16 && ulong.TryParse(bits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong real)
            && double.IsNaN(BitConverter.UInt64BitsToDouble(real)) && writer.Double(BitConverter.UInt64BitsToDouble(real)) != null;
    }

    /// <summary>Turns letters and escapes into bytes, in <see cref="_bytes"/>.</summary>
    private bool Unescape(ReadOnlySpan<char> text, int start, bool isAddress)
    {
        _bytes.ResetWrittenCount();
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '\\')
            {
                int length = UnescapeOne(text[i..]);
                if (length == 0)
                    return Refuse(start + i, "an escape is one of \\\\ \\\" \\' \\n \\r \\t and \\x01 … \\xff");
                i += length;
                continue;
            }

            if (Rune.DecodeFromUtf16(text[i..], out var rune, out int used) != OperationStatus.Done || rune.Value == 0)
                return Refuse(start + i, "this letter cannot be sent");
            if (isAddress && !OscText.IsPlainInAddress(rune))
                return Refuse(start + i, rune.Value == '…' ? "the line was cut here" : "this letter has to be written as an escape in an address");
            _bytes.Advance(rune.EncodeToUtf8(_bytes.GetSpan(4)));
            i += used;
        }

        return true;
    }

    private readonly int UnescapeOne(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
            return 0;
        if (text[1] == 'x')
            return text.Length >= 4 && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte any) && any != 0 ? Put(any, 4) : 0;

        return text[1] switch
        {
            '\\' or '"' or '\'' => Put((byte)text[1], 2),
            'n' => Put((byte)'\n', 2),
            'r' => Put((byte)'\r', 2),
            't' => Put((byte)'\t', 2),
            _ => 0,
        };
    }

    private readonly int Put(byte value, int length)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return length;
    }

    private ReadOnlySpan<char> TakeWhile(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < _line.Length && belongs(_line[_at]))
            _at++;
        return _line[start.._at];
    }

    private void SkipSpace() => TakeWhile(char.IsWhiteSpace);

    private bool Refuse(int position, string why)
    {
        _error ??= $"Character {position + 1} of the line: {why}.";
        return false;
    }
}
