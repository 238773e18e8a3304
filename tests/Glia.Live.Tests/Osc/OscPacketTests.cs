using System.Text;

namespace Glia.Live.Tests;

/// <summary>Bundles: what is good in them is read, whatever stands beside it.</summary>
public sealed class OscPacketTests
{
    private static byte[] Element(string bytes) => [.. Length(bytes.Length), .. Encoding.Latin1.GetBytes(bytes)];

    private static byte[] Length(int length) => [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];

    private static byte[] Bundle(params byte[][] elements) => [.. "#bundle\0\0\0\0\0\0\0\0\u0001"u8, .. elements.SelectMany(e => e)];

    private static byte[] Good(string name) => Element($"/{name}\0\0,T\0\0");

    [Fact]
    public void Bundles_are_walked_in_order_with_their_time()
    {
        var writer = new OscWriter();
        var packet = writer.BeginBundle(new OscTimeTag(7)).Message("/a"u8).Int32(1).BeginBundle(new OscTimeTag(8)).Message("/b"u8).EndBundle().Message("/c"u8).EndBundle().Finish();
        Assert.Equal(["/a 1 @7", "/b @8", "/c @7"], OscCollector.Read(packet));
    }

    [Fact]
    public void A_bundle_is_exact_bytes()
    {
        var packet = new OscWriter().BeginBundle(OscTimeTag.Immediately).Message("/a"u8).Float(1).BeginBundle(OscTimeTag.Immediately).EndBundle().EndBundle().Finish();
        string head = "2362756e646c65000000000000000001";
        Assert.Equal(head + "0000000c2f6100002c6600003f800000" + "00000010" + head, Convert.ToHexStringLower(packet));
    }

    [Fact]
    public void An_empty_bundle_is_nothing() => Assert.Empty(OscCollector.Read(Bundle()));

    /// <summary>WEKINATOR, "what silences": the inputs that are packets of their own.</summary>
    [Theory]
    [InlineData("", "error: empty")]
    [InlineData("/wek/*\0\0,T\0\0", "/wek/* 1 @1")]
    [InlineData("/wek inputs\0,T\0\0", "/wek inputs 1 @1")]
    [InlineData("wek/inputs\0\0,T\0\0", "error: no-slash")]
    [InlineData("/wek/inputs\0,f\0\0\u003f\u0080", "error: truncated-argument")]
    [InlineData("/wek/inputs\0,b\0\0\0\0\0\u0001a\0\0\0", "/wek/inputs b @1")]
    [InlineData("/wek/inputs,f\0", "error: truncated-text")]
    [InlineData("/wek/inputs,f\0\0\0", "/wek/inputs,f @1")]
    [InlineData("#bundle\0", "error: truncated-bundle")]
    [InlineData("#bundle", "error: no-slash")]
    [InlineData("\u00ff\u0012\u0000\u0007\u00aa", "error: no-slash")]
    public void A_packet_that_silences_others_is_a_message_or_an_error(string packet, string seen) =>
        Assert.Equal([seen], OscCollector.Read(Encoding.Latin1.GetBytes(packet)));

    [Fact]
    public void After_a_bad_element_the_next_is_read()
    {
        string[] around = ["/a 1 @1", "/z 1 @1"];
        List<string> Between(params byte[][] bad) => OscCollector.Read(Bundle([Good("a"), .. bad, Good("z")]));

        Assert.Equal([around[0], "error: empty", around[1]], Between(Length(0)));
        Assert.Equal([around[0], "error: no-slash", around[1]], Between(Element("\u0001\u0002\u0003\u0004\u00ff\u00ff\u00ff\u00ff")));
        Assert.Equal([around[0], "error: length", around[1]], Between(Element("/b\0\0,T\0\0a")));
        Assert.Equal([around[0], "error: truncated-bundle", around[1]], Between(Element("#bundle\0abcd")));
        Assert.Equal([around[0], "error: unknown-tag", "error: empty", around[1]], Between(Element("/b\0\0,?\0\0"), Length(0)));
    }

    [Fact]
    public void Where_the_next_element_cannot_be_found_the_bundle_ends_and_the_one_around_it_goes_on()
    {
        Assert.Equal(["/a 1 @1", "error: negative-element"], OscCollector.Read(Bundle(Good("a"), Length(-4), Good("z"))));
        Assert.Equal(["/a 1 @1", "error: overlong-element"], OscCollector.Read(Bundle(Good("a"), Length(400), Good("z"))));
        Assert.Equal(["/a 1 @1", "error: overlong-element"], OscCollector.Read(Bundle(Good("a"), Length(int.MaxValue))));
        Assert.Equal(["/a 1 @1", "error: truncated-bundle"], OscCollector.Read(Bundle(Good("a"), [0, 0, 0])));

        byte[] inner = Bundle(Length(int.MinValue));
        Assert.Equal(["error: negative-element", "/z 1 @1"], OscCollector.Read(Bundle([.. Length(inner.Length), .. inner], Good("z"))));
    }

    /// <summary>TRUST: depth ≤ 8.</summary>
    [Fact]
    public void Bundles_are_read_8_deep()
    {
        byte[] Nested(int depth) => depth == 1 ? Bundle(Good("a")) : Bundle([.. Length(Nested(depth - 1).Length), .. Nested(depth - 1)], Good("z"));
        Assert.Equal("/a 1 @1", OscCollector.Read(Nested(8))[0]);
        var tooDeep = OscCollector.Read(Nested(9));
        Assert.Equal("error: too-deep", tooDeep[0]);
        Assert.Equal(9, tooDeep.Count);
        Assert.All(tooDeep.Skip(1), each => Assert.Equal("/z 1 @1", each));
    }

    /// <summary>TRUST: elements ≤ 1,024.</summary>
    [Fact]
    public void The_1025th_element_ends_the_packet_with_one_error()
    {
        byte[] inner = Bundle([.. Enumerable.Repeat(Good("a"), 1023)]);
        Assert.Equal(1023, OscCollector.Read(Bundle([.. Length(inner.Length), .. inner])).Count);

        var seen = OscCollector.Read(Bundle([.. Length(inner.Length), .. inner], Good("y"), Good("z")));
        Assert.Equal(1024, seen.Count);
        Assert.Equal("error: too-many-elements", seen[^1]);

        // Ended within a bundle, the packet ends too.
        inner = Bundle([.. Enumerable.Repeat(Length(0), 1100)]);
        Assert.Equal(1024, OscCollector.Read(Bundle([.. Length(inner.Length), .. inner], Good("z"))).Count);
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var writer = new OscWriter();
        var counter = default(OscCounter);
        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((2002, 1001, 1001 * 15.0), (counter.Messages, counter.Errors, counter.Sum));

        void Round()
        {
            writer.Clear();
            writer.BeginBundle(OscTimeTag.Immediately).Message("/wek/inputs").Float(1).Int32(2).Double(3).Int64(4).Bool(true).Text("größe").Blob([1, 2, 3]);
            writer.BeginBundle(OscTimeTag.Immediately).Message("/b"u8).Float(4).Nil().EndBundle().EndBundle();
            OscPacket.Read(writer.Finish(), ref counter);
            OscPacket.Read("none"u8, ref counter);
        }
    }
}
