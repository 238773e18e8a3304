namespace Glia.Live.Tests;

/// <summary>TRUST, OSC over UDP: whatever comes, nothing is thrown and nothing is kept. <c>tests/Glia.Live.Fuzz</c> does the same ten million times.</summary>
public sealed class OscFuzzTests
{
    [Fact]
    public void Nothing_escapes_from_300_000_packets_and_nothing_is_allocated()
    {
        var packets = new OscPackets(seed: 11);
        var passage = new OscPassage();
        byte[] buffer = new byte[8192];
        for (int i = 0; i < 20_000; i++)
            passage.Take(buffer.AsSpan(0, packets.Next(buffer)));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 280_000; i++)
            passage.Take(buffer.AsSpan(0, packets.Next(buffer)));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(300_000, passage.Packets);
        Assert.True(passage.Messages > 100_000 && passage.Matches > 10_000 && passage.Errors.Count == OscError.All.Count, passage.ToString());
    }

    [Fact]
    public void Every_beginning_of_a_packet_is_read()
    {
        var packets = new OscPackets(seed: 12);
        var passage = new OscPassage();
        for (int i = 0; i < 300; i++)
        {
            byte[] packet = packets.Good().ToArray();
            for (int length = 0; length <= packet.Length; length++)
                passage.Take(packet.AsSpan(0, length));
        }

        Assert.True(passage.Packets > 20_000);
        Assert.Contains(passage.Errors, each => each.Key == OscError.TruncatedArgument);
    }

    [Fact]
    public void Random_lines_are_messages_or_sentences()
    {
        var random = new Random(13);
        const string Letters = "/ab1i2h.5dNaN:\"'\\xn0[] \t…\0ü\ud83d\ude00Infty";
        int read = 0;
        for (int i = 0; i < 50_000; i++)
        {
            string line = "/" + string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Letters[random.Next(Letters.Length)]));
            var writer = new OscWriter();
            if (!OscText.TryParse(line, writer, out string? error))
            {
                Assert.StartsWith("Character ", error);
                continue;
            }

            read++;
            Assert.True(OscMessage.TryParse(writer.Finish(), out _, out _));
        }

        Assert.True(read > 1000);
    }

    [Fact]
    public void After_all_of_it_a_good_message_is_read()
    {
        var packets = new OscPackets(seed: 14);
        var passage = new OscPassage();
        byte[] buffer = new byte[8192];
        for (int i = 0; i < 20_000; i++)
        {
            passage.Take(buffer.AsSpan(0, packets.Next(buffer)));
            if (i % 100 == 0)
                Assert.Equal(["/wek/inputs 1 2.5 @1"], OscCollector.Read([.. "/wek/inputs\0,ff\0"u8, 0x3f, 0x80, 0, 0, 0x40, 0x20, 0, 0]));
        }

    }
}
