namespace Glia.Live.Tests;

/// <summary>What is written is read again, and misuse is refused.</summary>
public sealed class OscWriterTests
{
    [Fact]
    public void Random_messages_come_back_byte_by_byte()
    {
        var packets = new OscPackets(seed: 7);
        var writer = new OscWriter(capacity: 0);
        for (int i = 0; i < 20_000; i++)
        {
            var packet = packets.GoodMessage();
            Assert.True(OscMessage.TryParse(packet, out var message, out var error), error?.Message);
            writer.Clear();
            Assert.True(writer.Message(message).Finish().SequenceEqual(packet));
        }
    }

    [Fact]
    public void Random_bundles_hold_no_error()
    {
        var packets = new OscPackets(seed: 8);
        var counter = default(OscCounter);
        for (int i = 0; i < 20_000; i++)
            OscPacket.Read(packets.Good(), ref counter);
        Assert.Equal(0, counter.Errors);
        Assert.True(counter.Messages > 20_000);
    }

    [Fact]
    public void A_symbol_is_written_from_text_as_from_bytes()
    {
        OscWriter text = new(), bytes = new();
        Assert.True(text.Message("/a").Symbol("ünde").Finish().SequenceEqual(bytes.Message("/a").Symbol("ünde"u8).Finish()));
    }

    [Fact]
    public void Misuse_is_refused_with_a_sentence()
    {
        void Refused<TException>(string part, Action<OscWriter> use)
            where TException : Exception
            => Assert.Contains(part, Assert.Throws<TException>(() => use(new OscWriter())).Message);

        Refused<ArgumentException>("begins with a slash", w => w.Message("wek"));
        Refused<ArgumentException>("zero byte", w => w.Message("/a\0b"));
        Refused<ArgumentException>("zero byte", w => w.Message("/a").Text("a\0"));
        Refused<InvalidOperationException>("call Message first", w => w.Float(1));
        Refused<ArgumentException>("never read", w => w.Message("/a").Argument(default));
        Refused<ArgumentException>("zero byte", w => w.Message("/a").Symbol("a\0"));
        Refused<InvalidOperationException>("packet is complete", w => w.Message("/a").Message("/b"));
        Refused<InvalidOperationException>("packet is complete", w => w.Message("/a").BeginBundle(default));
        Refused<InvalidOperationException>("EndBundle", w => w.BeginBundle(default).Finish());
        Refused<InvalidOperationException>("No bundle", w => w.EndBundle());
        Refused<InvalidOperationException>("EndArray", w => w.Message("/a").BeginArray().Finish());
        Refused<InvalidOperationException>("No array", w => w.Message("/a").EndArray());
        Refused<InvalidOperationException>("Nothing", w => w.Finish());
        Refused<InvalidOperationException>("8 deep", w => Enumerable.Range(0, 9).ToList().ForEach(_ => w.BeginBundle(default)));
        Refused<InvalidOperationException>("1024 type tags", w => w.Message("/a").Floats(new float[1025]));
        Refused<InvalidOperationException>("1024 elements", w => Enumerable.Range(0, 1026).ToList().ForEach(i => _ = i == 0 ? w.BeginBundle(default) : w.Message("/a")));
    }
}
