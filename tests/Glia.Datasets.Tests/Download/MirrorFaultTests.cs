using System.IO.Compression;
using System.Text;

namespace Glia.Datasets.Tests.Download;

/// <summary>Every way in which a mirror can be wrong: the next one is tried, the error says what happened, and no bad file gets the final name.</summary>
public sealed class MirrorFaultTests : DownloadTestBase
{
    private static readonly byte[] WebPage = Encoding.UTF8.GetBytes("\r\n<!DOCTYPE html><html><body>Please log in to the hotel's network</body></html>");

    private static readonly Dictionary<string, (Func<Request, Reply> Answer, string Reason)> Faults = new(StringComparer.Ordinal)
    {
        ["not found"] = (_ => new("404 Not Found", "nothing here"u8.ToArray()), "404 (NotFound)"),
        ["server error"] = (_ => new("500 Internal Server Error", []), "500 (InternalServerError)"),
        ["unknown status"] = (_ => new("799 Whatever", []), "799"),
        ["a part nobody asked for"] = (_ => new("206 Partial Content", Wanted.Packed) { Headers = [$"Content-Range: bytes 0-{Wanted.Packed.Length - 1}/{Wanted.Packed.Length}"] }, "206"),
        ["416 to a request for all"] = (_ => new("416 Range Not Satisfiable", []), "416"),
        ["wrong content of the right length"] = (_ => new("200 OK", Sample.Gzip(Changed(Wanted.Unpacked))), "have SHA-256"),
        ["damaged gzip of the right length"] = (_ => new("200 OK", Damaged()), "it is not a sound gzip file"),
        ["not gzip, right length"] = (_ => new("200 OK", new byte[Wanted.Packed.Length]), "not a gzip file"),
        ["unpacked file"] = (_ => new("200 OK", Wanted.Unpacked), "not a gzip file"),
        ["bytes after the gzip"] = (_ => new("200 OK", [.. Wanted.Packed, .. new byte[100]]), "bytes after its end"),
        ["content too long"] = (_ => new("200 OK", Sample.Gzip([.. Wanted.Unpacked, 1])), "does not unpack to"),
        ["content too short"] = (_ => new("200 OK", Sample.Gzip(Wanted.Unpacked[..^1])), "does not unpack to"),
        ["two gzips in a row"] = (_ => new("200 OK", [.. Wanted.Packed, .. Wanted.Packed]), "more than 15696 bytes"),
        ["announces too much"] = (_ => new("200 OK", Wanted.Packed) { Announced = 1L << 40 }, "announces 1099511627776 bytes"),
        ["sends too much, unannounced"] = (_ => new("200 OK", Endless()) { Announced = null }, "more bytes than the file has"),
        ["gzip bomb"] = (_ => new("200 OK", Bomb()), "more than 15696 bytes"),
        ["gzip of half the file"] = (_ => new("200 OK", Wanted.Packed[..(Wanted.Packed.Length / 2)]), "cut short"),
        ["closed early, length unannounced"] = (_ => new("200 OK", Wanted.Packed) { Announced = null, CutAfter = 1000 }, "cut short"),
        ["web page"] = (_ => new("200 OK", WebPage) { Headers = ["Content-Type: text/html; charset=utf-8"] }, "web page"),
        ["web page called gzip"] = (_ => new("200 OK", WebPage) { Headers = ["Content-Type: application/gzip"] }, "web page"),
        ["gzip called web page"] = (_ => new("200 OK", Wanted.Packed) { Headers = ["Content-Type: text/html"] }, "web page"),
        ["empty"] = (_ => new("200 OK", []), "no bytes"),
        ["empty, length unannounced"] = (_ => new("200 OK", []) { Announced = null }, "no bytes"),
        ["one byte"] = (_ => new("200 OK", [0x1F]), "not a gzip file"),
        ["two bytes"] = (_ => new("200 OK", [0x1F, 0x8B]), "cut short"),
        ["no HTTP"] = (_ => new("", []) { Raw = "SSH-2.0-OpenSSH_9.2\r\n" }, "could not be reached"),
        ["closes at once"] = (_ => new("", []) { Raw = "" }, "could not be reached"),
        ["closes within the headers"] = (_ => new("", []) { Raw = "HTTP/1.1 200 OK\r\nContent-Le" }, "could not be reached"),
        ["endless headers"] = (_ => new("", []) { Raw = "HTTP/1.1 200 OK\r\nX-Long: " + new string('x', 300_000) + "\r\n\r\n" }, "could not be reached"),
        ["bad length"] = (_ => new("200 OK", Wanted.Packed) { Announced = null, Headers = ["Content-Length: many"], CutAfter = 500 }, "cut short"),
        ["redirect to itself"] = (request => Moved(request.Path), "redirects more than 5 times"),
        ["endless redirects"] = (request => Moved($"/{request.Number}"), "redirects more than 5 times"),
        ["redirect to nowhere"] = (_ => new("302 Found", []), "redirects to nowhere"),
        ["redirect out of the web"] = (_ => Moved("file:///etc/passwd"), "redirects from http to file"),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task The_next_mirror_is_tried(string name)
    {
        using var bad = new LocalServer(Faults[name].Answer);
        using LocalServer good = HonestServer();
        var reports = new Reports(_ => Assert.False(File.Exists(Target)));

        Assert.Equal(good.Root, await FetchAsync(Quick, reports, TestContext.Current.CancellationToken, bad.Root, good.Root));

        AssertFetched();
        Assert.NotEmpty(bad.Requests);
        Assert.Equal(Wanted.Packed.Length, reports.All[^1].Bytes);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task Alone_it_is_a_clear_error_and_the_previous_file_stays(string name)
    {
        byte[] previous = Sample.Gzip("the file of yesterday"u8.ToArray());
        await File.WriteAllBytesAsync(Target, previous, TestContext.Current.CancellationToken);
        using var bad = new LocalServer(Faults[name].Answer);
        var reports = new Reports(_ => Assert.Equal(previous, File.ReadAllBytes(Target)));

        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick, reports, TestContext.Current.CancellationToken, bad.Root));

        Assert.Equal(previous, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        DownloadFailure failure = Assert.Single(error.Failures);
        Assert.Equal(new Uri(bad.Root, Wanted.File.PackedName), failure.Address);
        Assert.Contains(Faults[name].Reason, failure.Reason, StringComparison.Ordinal);
        Assert.Contains(failure.Reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("Use the generated digits.", error.Message, StringComparison.Ordinal);
        Assert.Equal(Target, error.File);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task The_next_run_finds_nothing_harmful(string name)
    {
        using (var bad = new LocalServer(Faults[name].Answer))
            await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(bad.Root));
        Assert.False(File.Exists(Target));

        using LocalServer good = HonestServer();
        await FetchAsync(good.Root);
        AssertFetched();
    }

    [Fact]
    public async Task All_mirrors_are_named_in_the_error()
    {
        using var first = new LocalServer(Faults["not found"].Answer);
        using var second = new LocalServer(Faults["server error"].Answer);
        Uri nobody = LocalServer.Nobody();

        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(first.Root, nobody, second.Root));

        Assert.Equal([first.Root.Port, nobody.Port, second.Root.Port], error.Failures.Select(failure => failure.Address.Port));
        Assert.Contains("could not be reached", error.Failures[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_moves_on()
    {
        using LocalServer good = HonestServer();
        Assert.Equal(good.Root, await FetchAsync(LocalServer.Nobody(), good.Root));
        AssertFetched();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_stall_moves_on(int after)
    {
        using var bad = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { StallAfter = after });
        using LocalServer good = HonestServer();
        DownloadOptions impatient = Quick with { StallTimeout = TimeSpan.FromSeconds(1) };

        Assert.Equal(good.Root, await FetchAsync(impatient, bad.Root, good.Root));
        AssertFetched();
    }

    [Fact]
    public async Task A_stall_before_the_headers_is_named()
    {
        using var bad = new LocalServer(_ => new("", []) { Raw = "", StallAfter = 0 });
        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick with { StallTimeout = TimeSpan.FromMilliseconds(300) }, bad.Root));
        Assert.Equal("it sent nothing for 0.3 seconds", Assert.Single(error.Failures).Reason);
    }

    [Fact]
    public async Task A_byte_now_and_then_does_not_hold_on_for_ever()
    {
        using var bad = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { Drip = true });
        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick with { RequestTimeout = TimeSpan.FromMilliseconds(600) }, bad.Root));
        Assert.Equal("it took longer than 0.01 minutes", Assert.Single(error.Failures).Reason);
    }

    [Theory]
    [InlineData("301 Moved Permanently", "/elsewhere")]
    [InlineData("302 Found", "elsewhere")]
    [InlineData("307 Temporary Redirect", "http://127.0.0.1:{0}/elsewhere")]
    public async Task A_redirect_is_followed(string status, string location)
    {
        LocalServer running = null!;
        running = new LocalServer(request => request.Path.EndsWith("elsewhere", StringComparison.Ordinal)
            ? Reply.Honest(request, Wanted.Packed)
            : new(status, []) { Headers = [$"Location: {location.Replace("{0}", $"{running.Root.Port}", StringComparison.Ordinal)}"] });
        using (running)
        {
            Assert.Equal(running.Root, await FetchAsync(running.Root));
            AssertFetched();
            Assert.Equal(2, running.Requests.Count);
        }
    }

    [Fact]
    public void A_bomb_is_stopped_within_little_memory()
    {
        byte[] bomb = Bomb(256);
        Assert.True(bomb.Length < 512 * 1024);
        var file = new DownloadFile("bomb", Wanted.File.Sha256, 1000);
        bomb.AsSpan(bomb.Length - 4).Clear();
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.Length - 4), 1000); // it lies about its length, too
        using var content = new MemoryStream(bomb);

        long before = GC.GetAllocatedBytesForCurrentThread();
        string? flaw = UnpackedCheck.FindFlaw(content, file, TestContext.Current.CancellationToken);

        Assert.Equal("it unpacks to more than 1000 bytes", flaw);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static Reply Moved(string location) => new("302 Found", []) { Headers = [$"Location: {location}"] };

    private static byte[] Changed(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        changed[changed.Length / 2] ^= 0x55;
        return changed;
    }

    // Deflate's reserved block type, in the first byte after the gzip header: an error in every unpacker (RFC 1951).
    private static byte[] Damaged()
    {
        byte[] damaged = [.. Wanted.Packed];
        damaged[10] |= 0b110;
        return damaged;
    }

    private static byte[] Endless()
    {
        var bytes = new byte[(int)Wanted.File.PackedLimit + 100_000];
        Wanted.Packed.CopyTo(bytes, 0);
        return bytes;
    }

    // Zeros, about a thousandth of their length when packed, that end like the wanted file, so that only unpacking can tell.
    private static byte[] Bomb(int mebibytes = 4)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
            for (int i = 0; i < mebibytes; i++) gzip.Write(new byte[1 << 20]);
        byte[] bomb = memory.ToArray();
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.Length - 4), (int)Wanted.File.UnpackedLength);
        return bomb;
    }
}
