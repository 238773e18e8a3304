using System.Globalization;

namespace Glia.Live.Tests;

/// <summary>Messages as lines, and back.</summary>
public sealed class OscTextTests
{
    private static string Of(ReadOnlySpan<byte> packet, int longest = int.MaxValue)
    {
        Assert.True(OscMessage.TryParse(packet, out var message, out var error), error?.Message);
        return OscText.Format(message, longest);
    }

    private static byte[] Packet(string line)
    {
        var writer = new OscWriter();
        Assert.True(OscText.TryParse(line, writer, out string? error), error);
        return writer.Finish().ToArray();
    }

    [Fact]
    public void Every_type_is_readable()
    {
        var writer = new OscWriter();
        Assert.Equal("/wek/inputs 1 2.5", Of(writer.Message("/wek/inputs"u8).Float(1).Float(2.5f).Finish()));
        writer.Clear();
        Assert.Equal(
            "/a 1i -2h 0.1d -0 Infinity -Infinityd 1E-10 true false nil impulse [ 1i [ ] ]",
            Of(writer.Message("/a"u8).Int32(1).Int64(-2).Double(0.1).Float(-0f).Float(float.PositiveInfinity).Double(double.NegativeInfinity).Float(1e-10f)
                .Bool(true).Bool(false).Nil().Impulse().BeginArray().Int32(1).BeginArray().EndArray().EndArray().Finish()));
        writer.Clear();
        Assert.Equal(
            """/gr\x20öße "say \"hi\"\n\x1b[0m\xe2\x80\xaeü" 'it\'s' blob:00ff blob: time:0000000000000001 char:00000041 rgba:ff8000cc midi:00903c7f NaN:7fc00001 NaN:fff8000000000002""",
            Of(writer.Message("/gr öße").Text("say \"hi\"\n\u001b[0m\u202eü").Symbol("it's"u8).Blob([0, 255]).Blob([]).Time(OscTimeTag.Immediately).Character('A')
                .Color(0xff8000cc).Midi(0x00903c7f).Float(BitConverter.UInt32BitsToSingle(0x7fc00001)).Double(BitConverter.UInt64BitsToDouble(0xfff8000000000002)).Finish()));
    }

    [Fact]
    public void Lines_become_exact_bytes()
    {
        Assert.Equal("2f77656b2f696e70757473002c6666003f80000040200000", Convert.ToHexStringLower(Packet("/wek/inputs 1 2.5")));
        Assert.Equal("2f77656b2f696e70757473002c6666003f80000040200000", Convert.ToHexStringLower(Packet("  /wek/inputs\t1.0  25e-1 ")));
        Assert.Equal("2f6100002c5b695d5400000000000001", Convert.ToHexStringLower(Packet("/a [1i]true")));
        Assert.Equal("2f6100002c00", Convert.ToHexStringLower(Packet("/a"))[..12]);
    }

    [Fact]
    public void Random_messages_come_back_bit_by_bit()
    {
        var packets = new OscPackets(seed: 9);
        var writer = new OscWriter();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] packet = packets.GoodMessage().ToArray();
            string line = Of(packet);
            Assert.DoesNotContain(line, char.IsControl);
            writer.Clear();
            Assert.True(OscText.TryParse(line, writer, out string? error), line + " " + error);
            Assert.True(writer.Finish().SequenceEqual(packet), line);
        }
    }

    [Fact]
    public void A_line_is_cut_with_a_sign_and_not_read_again()
    {
        byte[] packet = Packet("""/wek/inputs 1 2.5 "text 😀" blob:0102 [ true ]""");
        string whole = Of(packet);
        Assert.Equal("/wek/inputs 1…", Of(packet, 14));
        for (int longest = 1; longest < whole.Length; longest++)
        {
            string cut = Of(packet, longest);
            Assert.True(cut.Length <= longest && cut.EndsWith('…'), cut);
            Assert.StartsWith(cut[..^1], whole);
            Assert.False(char.IsHighSurrogate(cut.PadLeft(2)[^2]), cut);
            Assert.False(OscText.TryParse(cut, new OscWriter(), out _), cut);
        }

        Assert.Equal(whole, Of(packet, whole.Length));
        Assert.Equal(100, Of(new OscWriter().Message("/a"u8).Blob(new byte[60_000]).Text(new string('ü', 60_000)).Finish(), 100).Length);
    }

    [Theory]
    [InlineData("", "Character 1 ")]
    [InlineData("wek", "slash")]
    [InlineData("/a 1 x", "Character 6 of the line: \"x\" is no argument")]
    [InlineData("/a 1e99", "is no argument")]
    [InlineData("/a 3000000000i", "is no argument")]
    [InlineData("/a 1.5i", "is no argument")]
    [InlineData("/a truer", "is no argument")]
    [InlineData("/a i", "is no argument")]
    [InlineData("/a blob:0", "is no argument")]
    [InlineData("/a blob:0g", "is no argument")]
    [InlineData("/a char:41", "is no argument")]
    [InlineData("/a NaN:00000000", "is no argument")]
    [InlineData("/a NaN1", "is no argument")]
    [InlineData("/a \"b", "\" is missing")]
    [InlineData("/a \"b\\", "\" is missing")]
    [InlineData("/a \"b\"c", "a space is missing")]
    [InlineData("/a \"\\q\"", "an escape is one of")]
    [InlineData("/a \"\\x00\"", "an escape is one of")]
    [InlineData("/a \"\\x4\"", "an escape is one of")]
    [InlineData("/a \"\0\"", "cannot be sent")]
    [InlineData("/a\u202eb", "escape in an address")]
    [InlineData("/a… 1", "was cut")]
    [InlineData("/a [ 1", "] is missing")]
    [InlineData("/a ]", "no array")]
    public void What_is_no_message_is_refused_and_the_writer_is_as_it_was(string line, string part)
    {
        var writer = new OscWriter();
        writer.BeginBundle(OscTimeTag.Immediately).Message("/good"u8).Float(1);
        Assert.False(OscText.TryParse(line, writer, out string? error));
        Assert.Contains(part, error);
        Assert.EndsWith(".", error);
        Assert.Equal(["/good 1 @1", "/z @1"], OscCollector.Read(writer.Message("/z"u8).EndBundle().Finish()));
    }

    [Fact]
    public void The_1025th_argument_is_refused()
    {
        Assert.False(OscText.TryParse("/a" + string.Concat(Enumerable.Repeat(" 1", 1025)), new OscWriter(), out string? error));
        Assert.Contains("1024", error);
    }

    [Fact]
    public void Refused_lines_take_no_place_in_a_bundle()
    {
        var writer = new OscWriter();
        writer.BeginBundle(OscTimeTag.Immediately);
        for (int i = 0; i < 2 * OscPacket.MaximumElements; i++)
            Assert.False(OscText.TryParse("/a [", writer, out _));
        Assert.True(OscText.TryParse("/a 1", writer, out _));
        Assert.Equal(["/a 1 @1"], OscCollector.Read(writer.EndBundle().Finish()));
    }

    [Fact]
    public void The_reader_s_language_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            byte[] packet = Packet("/a 2.5 -1i -2.5d");
            Assert.Equal("/a 2.5 -1i -2.5d", Of(packet));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
