using System.Text;

namespace Glia.Live.Tests;

/// <summary>Messages, byte by byte.</summary>
public sealed class OscMessageTests
{
    private static byte[] Bytes(string escaped) => Encoding.Latin1.GetBytes(escaped);

    private static OscError? ErrorOf(ReadOnlySpan<byte> packet) => OscMessage.TryParse(packet, out _, out var error) ? null : error;

    [Fact]
    public void The_inputs_of_Wekinator_are_exact_bytes()
    {
        byte[] packet = new OscWriter().Message("/wek/inputs"u8).Float(1).Float(2.5f).Finish().ToArray();
        Assert.Equal("2f77656b2f696e70757473002c6666003f80000040200000", Convert.ToHexStringLower(packet));

        Assert.True(OscMessage.TryParse(packet, out var message, out _));
        Assert.True(message.Address.SequenceEqual("/wek/inputs"u8));
        Assert.True(message.TypeTags.SequenceEqual("ff"u8));
        float[] numbers = new float[2];
        Assert.True(message.TryGetNumbers(numbers));
        Assert.Equal([1f, 2.5f], numbers);
        Assert.False(message.TryGetNumbers(new float[3]));
    }

    [Fact]
    public void Every_type_is_exact_bytes()
    {
        void Row(string hex, Func<OscWriter, OscWriter> add) =>
            Assert.Equal("2f610000" + hex, Convert.ToHexStringLower(add(new OscWriter().Message("/a"u8)).Finish()));

        Row("2c000000", w => w);
        Row("2c690000" + "fffffffe", w => w.Int32(-2));
        Row("2c680000" + "0000000100000002", w => w.Int64(0x1_0000_0002));
        Row("2c640000" + "3ff8000000000000", w => w.Double(1.5));
        Row("2c660000" + "ffc00001", w => w.Float(BitConverter.UInt32BitsToSingle(0xffc00001)));
        Row("2c730000" + "61626300", w => w.Text("abc"));
        Row("2c730000" + "6162636400000000", w => w.Text("abcd"u8));
        Row("2c730000" + "c3bc0000", w => w.Text("ü"));
        Row("2c530000" + "61000000", w => w.Symbol("a"u8));
        Row("2c730000" + "00000000", w => w.Text(""));
        Row("2c620000" + "0000000301020300", w => w.Blob([1, 2, 3]));
        Row("2c620000" + "000000040102030400000000"[..16], w => w.Blob([1, 2, 3, 4]));
        Row("2c620000" + "00000000", w => w.Blob([]));
        Row("2c740000" + "0000000000000001", w => w.Time(OscTimeTag.Immediately));
        Row("2c630000" + "00000041", w => w.Character('A'));
        Row("2c720000" + "ff8000cc", w => w.Color(0xff8000cc));
        Row("2c6d0000" + "00903c7f", w => w.Midi(0x00903c7f));
        Row("2c54464e49000000", w => w.Bool(true).Bool(false).Nil().Impulse());
        Row("2c5b695d69000000" + "0000000100000002", w => w.BeginArray().Int32(1).EndArray().Int32(2));
    }

    [Fact]
    public void Every_type_is_read_back()
    {
        var writer = new OscWriter();
        var packet = writer.Message("/größe").Float(1.5f).Int32(-2).Double(0.1).Int64(long.MinValue).Bool(true).Bool(false).Text("größe").Symbol("s"u8)
            .Blob([7, 8]).Time(new OscTimeTag(9)).Character('c').Color(0x01020304).Midi(0x05060708).Nil().Impulse().Finish();
        Assert.True(OscMessage.TryParse(packet, out var message, out _));
        Assert.Equal("fidhTFsSbtcrmNI", Encoding.ASCII.GetString(message.TypeTags));
        Assert.Equal(15, message.Count);
        Assert.Equal("/größe", Encoding.UTF8.GetString(message.Address));

        double[] numbers = [1.5, -2, 0.1, -9.2233720368547758e18, 1, 0];
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.True(message.TryGetArgument(i, out var argument) && argument.IsNumber && argument.TryGetNumber(out double number) && number == numbers[i]);
            Assert.False(argument.TryGetText(out _));
        }

        Assert.True(message.TryGetArgument(3, out var whole) && whole.TryGetInt64(out long integer) && integer == long.MinValue);
        Assert.True(message.TryGetArgument(6, out var text) && text.TryGetText(out string? word) && word == "größe" && text.TryGetUtf8(out var utf8) && utf8.Length == 7);
        Assert.False(text.IsNumber || text.TryGetNumber(out _) || text.TryGetBlob(out _));
        Assert.True(message.TryGetArgument(7, out var symbol) && symbol.TryGetText(out string? name) && name == "s");
        Assert.True(message.TryGetArgument(8, out var blob) && blob.TryGetBlob(out var bytes) && bytes.SequenceEqual((byte[])[7, 8]));
        Assert.True(message.TryGetArgument(9, out var time) && time.TryGetTime(out var tag) && tag.Value == 9);
        Assert.True(message.TryGetArgument(10, out var character) && character.TryGetCharacter(out uint code) && code == 'c');
        Assert.True(message.TryGetArgument(11, out var colour) && colour.TryGetColor(out uint rgba) && rgba == 0x01020304);
        Assert.True(message.TryGetArgument(12, out var midi) && midi.TryGetMidi(out uint port) && port == 0x05060708);
        Assert.True(message.TryGetArgument(14, out var impulse) && impulse.Tag == 'I' && impulse.Content.IsEmpty);
        Assert.False(message.TryGetArgument(15, out _) || message.TryGetArgument(-1, out _));
    }

    [Fact]
    public void Arrays_are_read_one_by_one()
    {
        var packet = new OscWriter().Message("/a"u8).Int32(1).BeginArray().Int32(2).BeginArray().EndArray().Int32(3).EndArray().Int32(4).Finish();
        Assert.True(OscMessage.TryParse(packet, out var message, out _));
        Assert.Equal("i[i[]i]i", Encoding.ASCII.GetString(message.TypeTags));
        float[] numbers = new float[4];
        Assert.True(message.TryGetNumbers(numbers));
        Assert.Equal([1f, 2, 3, 4], numbers);
    }

    [Theory]
    [InlineData(1.0, true, 1)]
    [InlineData(-2147483648.0, true, int.MinValue)]
    [InlineData(2147483648.0, false, 0)]
    [InlineData(1.5, false, 0)]
    [InlineData(double.NaN, false, 0)]
    [InlineData(double.PositiveInfinity, false, 0)]
    public void A_count_is_read_from_any_whole_number(double number, bool expected, int whole)
    {
        Assert.True(OscMessage.TryParse(new OscWriter().Message("/a"u8).Double(number).Finish(), out var message, out _));
        Assert.True(message.TryGetArgument(0, out var argument));
        Assert.Equal((expected, whole), (argument.TryGetInt32(out int read), read));
    }

    /// <summary>What Wekinator tolerates (WEKINATOR: transport), we tolerate.</summary>
    [Theory]
    [InlineData("/a\0\0", 0)]
    [InlineData("/a\0\0,\0\0\0", 0)]
    [InlineData("/a\0\0\0\0\0\u0001", 0)] // data without type tags, as before OSC 1.0
    [InlineData("/a\0\0,T\0\0\0\0\0\0", 1)] // bytes after the last argument
    [InlineData("/a b*\0\0\0,T\0\0", 1)]
    public void Oddities_are_tolerated(string packet, int count)
    {
        Assert.True(OscMessage.TryParse(Bytes(packet), out var message, out var error), error?.Message);
        Assert.Equal(count, message.Count);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("wek/inputs\0\0", "no-slash")]
    [InlineData("\0\0\0\0", "no-slash")]
    [InlineData("/abc", "truncated-text")]
    [InlineData("/ab\0,fff", "truncated-text")]
    [InlineData("/abcd\0", "truncated-text")]
    [InlineData("/a\0,f\0\0\0", "padding")]
    [InlineData("/a\0\0,f\0x\0\0\0\0", "padding")]
    [InlineData("/a\0\0,s\0\0a\0b\0", "padding")]
    [InlineData("/a\0\0,b\0\0\0\0\0\u0001aaaa", "padding")]
    [InlineData("/a\0\0,f\0\0\0\0", "truncated-argument")]
    [InlineData("/a\0\0,d\0\0\0\0\0\0", "truncated-argument")]
    [InlineData("/a\0\0,s\0\0abcd", "truncated-text")]
    [InlineData("/a\0\0,s\0\0", "truncated-text")]
    [InlineData("/a\0\0,b\0\0\0\0", "truncated-argument")]
    [InlineData("/a\0\0,b\0\0\0\0\0\u0005aaaa", "truncated-argument")]
    [InlineData("/a\0\0,b\0\0\u007f\u00ff\u00ff\u00ff", "truncated-argument")]
    [InlineData("/a\0\0,b\0\0\u00ff\u00ff\u00ff\u00ff", "blob-length")]
    [InlineData("/a\0\0,x\0\0", "unknown-tag")]
    [InlineData("/a\0\0,,\0\0", "unknown-tag")]
    [InlineData("/a\0\0,[\0\0", "unbalanced-array")]
    [InlineData("/a\0\0,][\0", "unbalanced-array")]
    [InlineData("/a\0\0,T\0\0a", "length")]
    [InlineData("/a\0\0a", "length")]
    public void What_is_malformed_is_an_error_of_its_kind(string packet, string error) => Assert.Equal(error, ErrorOf(Bytes(packet))?.Code);

    /// <summary>TRUST: at most 1,024 arguments.</summary>
    [Fact]
    public void The_1025th_argument_is_refused()
    {
        Assert.Null(ErrorOf(Bytes("/a\0\0," + new string('T', 1024) + "\0\0\0")));
        Assert.Equal(OscError.TooManyArguments, ErrorOf(Bytes("/a\0\0," + new string('T', 1025) + "\0\0")));
        Assert.Equal(OscError.TooManyArguments, ErrorOf(Bytes("/a\0\0," + new string('[', 600) + new string(']', 600) + "\0\0\0")));
    }

    [Fact]
    public void Each_error_has_a_name_and_a_sentence_of_its_own()
    {
        Assert.Equal(OscError.All.Count, OscError.All.Select(e => e.Code).Distinct().Count());
        Assert.All(OscError.All, e => Assert.EndsWith(".", e.Message));
        Assert.Contains("1,024", OscError.TooManyArguments.Message);
        Assert.Equal(OscMessage.MaximumArguments, OscPacket.MaximumElements);
    }

    [Fact]
    public void A_time_tag_keeps_the_moment()
    {
        var moment = new DateTime(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc).AddTicks(1234567);
        Assert.Equal(moment, OscTimeTag.FromDateTime(moment).ToDateTime());
        Assert.Equal(0x83aa7e8000000000u, OscTimeTag.FromDateTime(DateTime.UnixEpoch).Value);
        Assert.Equal(DateTimeKind.Utc, OscTimeTag.FromDateTime(moment).ToDateTime().Kind);
        Assert.True(OscTimeTag.Immediately.IsImmediate);
    }
}
