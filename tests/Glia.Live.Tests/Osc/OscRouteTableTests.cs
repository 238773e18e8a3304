using System.Text;

namespace Glia.Live.Tests;

/// <summary>Which handlers an address means.</summary>
public sealed class OscRouteTableTests
{
    private static readonly string[] Addresses = ["/wek/inputs", "/wekinator/control/train", "/wekinator/control/startRecording", "/wekinator/control/stopRecording", "/größe", "/a b"];

    private static OscRouteTable<int> Table() => new(Addresses.Select((address, i) => new OscRoute<int>(address, i)));

    private static List<int> Matching(string address)
    {
        var found = new List<int>();
        foreach (var route in Table().Matching(Encoding.UTF8.GetBytes(address)))
        {
            Assert.Equal(Addresses[route.Handler], route.Address);
            found.Add(route.Handler);
        }

        return found;
    }

    [Fact]
    public void Each_address_finds_its_own_handler()
    {
        var table = Table();
        for (int i = 0; i < Addresses.Length; i++)
        {
            Assert.True(table.TryGet(Encoding.UTF8.GetBytes(Addresses[i]), out int handler));
            Assert.Equal(i, handler);
            Assert.Equal([i], Matching(Addresses[i]));
        }

        Assert.False(table.TryGet("/wek/input"u8, out _));
        Assert.False(table.TryGet("/wek/*"u8, out _));
        Assert.Equal(Addresses, table.Routes.Select(route => route.Address));
    }

    [Fact]
    public void A_pattern_finds_all_that_it_matches_in_order()
    {
        Assert.Equal([2, 3], Matching("/wekinator/control/*Recording"));
        Assert.Equal([1, 2, 3], Matching("/wekinator/*/*"));
        Assert.Equal([0], Matching("/{wek,x}/*"));
        Assert.Equal([4, 5], Matching("/*"));
        Assert.Empty(Matching("/[wek/inputs"));
        Assert.Empty(Matching("wek/inputs"));
        Assert.Empty(Matching(""));
    }

    [Theory]
    [InlineData("wek", "slash")]
    [InlineData("", "slash")]
    [InlineData("/wek/*", "none of")]
    [InlineData("/a\0", "zero")]
    [InlineData("/wek/inputs", "two routes")]
    public void What_is_no_route_is_refused(string address, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => new OscRouteTable<int>([new("/wek/inputs", 0), new(address, 1)])).Message);

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var table = Table();
        int sum = Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            sum += Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1001 * 9, sum);

        int Round()
        {
            int found = table.TryGet("/wekinator/control/train"u8, out int handler) ? handler : -1;
            foreach (var route in table.Matching("/wekinator/control/{start,stop}Rec*"u8))
                found += route.Handler;
            foreach (var route in table.Matching("/wekinator/control/stopRecording"u8))
                found += route.Handler;
            foreach (var route in table.Matching("/nothing"u8))
                found += route.Handler;
            return found;
        }
    }
}
