using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Glia.Live;

/// <summary>
/// A message as a line of text that says everything about it: <c>/wek/inputs 1 2.5</c>. The line becomes the same message again, bit by bit.
/// <list type="table">
/// <item><term>1, 2.5, -0, Infinity, NaN:7fc00000</term><description>f; NaN with all its bits</description></item>
/// <item><term>1d, NaN:7ff8000000000000</term><description>d</description></item>
/// <item><term>1i, 1h</term><description>i, h</description></item>
/// <item><term>"text", 'symbol'</term><description>s, S, with the escapes <c>\\ \" \' \n \r \t \xHH</c> (one byte)</description></item>
/// <item><term>blob:01ff, time:0000000000000001</term><description>b, t in hexadecimal</description></item>
/// <item><term>char:00000041, rgba:ff8000ff, midi:00903c7f</term><description>c, r, m in hexadecimal</description></item>
/// <item><term>true, false, nil, impulse, [ ]</term><description>T, F, N, I, arrays</description></item>
/// </list>
/// Control characters, invisible ones and bytes that are no UTF-8 are written as escapes.
/// </summary>
public static class OscText
{
    private const char CutSign = '…';

    /// <summary>The line of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="longest">The most characters, from 1; a longer line is cut and ends with …, and <see cref="TryParse"/> refuses it.</param>
    public static string Format(in OscMessage message, int longest = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var line = new StringBuilder();
        AppendEscaped(line, message.Address, IsPlainInAddress, longest);
        foreach (var argument in message.WithBrackets())
        {
            if (line.Length > longest)
                break;
            Append(line.Append(' '), argument, longest);
        }

        if (line.Length > longest)
            Cut(line, longest);
        return line.ToString();
    }

    /// <summary>Writes the message of a line, as <see cref="Format"/> makes it, as the next one of <paramref name="writer"/>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="writer">Where to; as it was if the line is refused.</param>
    /// <param name="error">One sentence that says what is wrong with the line and where, if it answers false.</param>
    /// <exception cref="InvalidOperationException">The writer takes no message now, see <see cref="OscWriter.Message(ReadOnlySpan{byte})"/>.</exception>
    public static bool TryParse(ReadOnlySpan<char> line, OscWriter writer, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new OscTextReader(line, writer).TryRead(out error);
    }

    /// <summary>Whether a letter stands for itself in an address: there a space would end it and … say that it was cut.</summary>
    internal static bool IsPlainInAddress(Rune rune) => rune.Value != ' ' && rune.Value != CutSign && IsPlain(rune);

    private static bool IsPlain(Rune rune) => rune.Value switch
    {
        ' ' => true,
        '\\' or '"' or '\'' => false,
        < 0x7f => rune.Value > ' ',
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
    };

    private static void Append(StringBuilder line, OscArgument argument, int longest)
    {
        switch (argument.Tag)
        {
            case 'f':
                AppendFloat(line, BinaryPrimitives.ReadSingleBigEndian(argument.Content));
                break;
            case 'd':
                AppendDouble(line, BinaryPrimitives.ReadDoubleBigEndian(argument.Content));
                break;
            case 'i' or 'h':
                argument.TryGetInt64(out long whole);
                line.Append(CultureInfo.InvariantCulture, $"{whole}{argument.Tag}");
                break;
            case 's' or 'S':
                char quote = argument.Tag == 's' ? '"' : '\'';
                AppendEscaped(line.Append(quote), argument.Content, IsPlain, longest);
                line.Append(quote);
                break;
            default:
                line.Append(OscTextWords.Of(argument.Tag));
                AppendHex(line, argument.Content, longest);
                break;
        }
    }

    private static void AppendFloat(StringBuilder line, float value)
    {
        if (float.IsNaN(value))
            line.Append("NaN:").Append(BitConverter.SingleToUInt32Bits(value).ToString("x8"));
        else
            line.Append(CultureInfo.InvariantCulture, $"{value}");
    }

    private static void AppendDouble(StringBuilder line, double value)
    {
        if (double.IsNaN(value))
            line.Append("NaN:").Append(BitConverter.DoubleToUInt64Bits(value).ToString("x16"));
        else
            line.Append(CultureInfo.InvariantCulture, $"{value}d");
    }

    // One byte beyond the cut is enough.
    private static void AppendHex(StringBuilder line, ReadOnlySpan<byte> bytes, int longest) =>
        line.Append(Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, longest)]));

    private static void AppendEscaped(StringBuilder line, ReadOnlySpan<byte> utf8, Func<Rune, bool> isPlain, int longest)
    {
        while (!utf8.IsEmpty && line.Length <= longest)
        {
            bool isRune = Rune.DecodeFromUtf8(utf8, out var rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isRune && isPlain(rune))
                line.Append(rune.ToString());
            else
                AppendEscape(line, utf8[..length]);
            utf8 = utf8[length..];
        }
    }

    private static void AppendEscape(StringBuilder line, ReadOnlySpan<byte> bytes)
    {
        foreach (byte each in bytes)
        {
            line.Append('\\');
            _ = each switch
            {
                (byte)'\\' or (byte)'"' or (byte)'\'' => line.Append((char)each),
                (byte)'\n' => line.Append('n'),
                (byte)'\r' => line.Append('r'),
                (byte)'\t' => line.Append('t'),
                _ => line.Append('x').Append(each.ToString("x2")),
            };
        }
    }

    private static void Cut(StringBuilder line, int longest)
    {
        line.Length = longest - 1;
        if (line.Length > 0 && char.IsHighSurrogate(line[^1]))
            line.Length--;
        line.Append(CutSign);
    }
}
