namespace Glia.Datasets.Tests.Download;

/// <summary>An interrupted download goes on where it stopped, and only where the bytes belong together.</summary>
public sealed class ResumeTests : DownloadTestBase
{
    private const string Tag = "\"version-1\"";

    private static int Length => Wanted.Packed.Length;

    /// <summary>100 points, from the first byte that tells a gzip to the last.</summary>
    public static TheoryData<int> CutPoints => [.. Enumerable.Range(0, 100).Select(i => 2 + (i * (Wanted.Packed.Length - 3) / 99))];

    [Theory]
    [MemberData(nameof(CutPoints))]
    public async Task A_cut_connection_leaves_a_part_that_the_next_run_completes(int cut)
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed, Tag) with { CutAfter = request.Number == 0 ? cut : null });

        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Root));
        Assert.Equal($"the connection broke after {cut} of {Length} bytes", Assert.Single(error.Failures).Reason);
        Assert.Equal(Wanted.Packed[..cut], await File.ReadAllBytesAsync(Part, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Target));

        await FetchAsync(server.Root);
        AssertFetched();
        Request second = server.Requests.Last();
        Assert.Equal((1, cut, Tag), (second.Number, second.RangeStart, second.IfRange));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Cut_before_a_gzip_can_be_told_nothing_is_kept(int cut)
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { CutAfter = request.Number == 0 ? cut : null });
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Root));
        Assert.False(File.Exists(Part));
        await FetchAsync(server.Root);
        AssertFetched();
    }

    [Fact]
    public async Task Within_one_run_the_same_mirror_is_asked_for_the_rest()
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { CutAfter = request.Number < 4 ? 500 : null });
        var reports = new Reports();

        await FetchAsync(Quick with { MaxResumes = 4 }, reports, TestContext.Current.CancellationToken, server.Root);

        AssertFetched();
        Assert.Equal([null, 500, 1000, 1500, 2000], server.Requests.Select(request => request.RangeStart));
        Assert.Equal(reports.All.OrderBy(report => report.Bytes), reports.All);
        Assert.All(reports.All, report => Assert.Equal((Wanted.File.PackedName, (long)Length, "127.0.0.1"), (report.File, report.Total, report.Host)));
        Assert.Equal(Length, reports.All[^1].Bytes);
    }

    [Fact]
    public async Task A_mirror_that_keeps_breaking_is_left_after_the_allowed_resumes()
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { CutAfter = 100 });
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick with { MaxResumes = 3 }, server.Root));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_mirror_that_brings_nothing_more_is_left_at_once()
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { CutAfter = request.Number == 0 ? 100 : 0 });
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick with { MaxResumes = 9 }, server.Root));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_it_all_again()
    {
        await LeavePartAsync(700, Tag);
        using var server = new LocalServer(_ => new("200 OK", Wanted.Packed));
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal(700, Assert.Single(server.Requests).RangeStart);
    }

    [Theory]
    [InlineData("bytes 0-{1}/{2}")] // not where asked
    [InlineData("bytes 701-{1}/{2}")]
    [InlineData("bytes 700-{1}/99")] // nonsense
    [InlineData("bytes 700-{1}/99999")] // another file
    [InlineData("lines 700-{1}/{2}")]
    [InlineData("bytes */{2}")]
    [InlineData("")]
    public async Task A_wrong_content_range_makes_it_start_over(string range)
    {
        await LeavePartAsync(700, Tag);
        string header = range.Replace("{1}", $"{Length - 1}", StringComparison.Ordinal).Replace("{2}", $"{Length}", StringComparison.Ordinal);
        using var server = new LocalServer(request => request.RangeStart is null
            ? Reply.Honest(request, Wanted.Packed)
            : new("206 Partial Content", Wanted.Packed[700..]) { Headers = header.Length == 0 ? [] : [$"Content-Range: {header}"] });

        await FetchAsync(server.Root);

        AssertFetched();
        Assert.Equal([700, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task A_wrong_content_range_without_end_is_left_for_the_next_mirror()
    {
        await LeavePartAsync(700, Tag);
        using var bad = new LocalServer(_ => new("206 Partial Content", Wanted.Packed) { Headers = [$"Content-Range: bytes 0-{Length - 1}/{Length}"] });
        using LocalServer good = HonestServer();
        Assert.Equal(good.Root, await FetchAsync(bad.Root, good.Root));
        Assert.Equal(2, bad.Requests.Count);
        AssertFetched();
    }

    [Fact]
    public async Task A_server_that_hands_out_portions_is_asked_until_all_is_there()
    {
        await LeavePartAsync(700, Tag);
        using var server = new LocalServer(request =>
        {
            int start = (int)request.RangeStart!.Value;
            int end = Math.Min(start + 1000, Length);
            return new("206 Partial Content", Wanted.Packed[start..end]) { Headers = [$"ETag: {Tag}", $"Content-Range: bytes {start}-{end - 1}/{Length}"] };
        });
        await FetchAsync(Quick with { MaxResumes = 20 }, server.Root);
        AssertFetched();
        Assert.Equal([700, 1700, 2700], server.Requests.Take(3).Select(request => request.RangeStart));
    }

    [Fact]
    public async Task A_file_that_changed_behind_the_same_address_is_fetched_anew()
    {
        await LeavePartAsync(700, Tag);
        using var server = new LocalServer(request => request.RangeStart is null
            ? Reply.Honest(request, Wanted.Packed, "\"version-2\"")
            : Reply.Honest(request with { IfRange = null }, Wanted.Packed, "\"version-2\""));
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal([700, null], server.Requests.Select(request => request.RangeStart));
    }

    [Fact]
    public async Task The_right_range_with_wrong_bytes_makes_it_start_over()
    {
        await LeavePartAsync(700, Tag);
        using var server = new LocalServer(request => request.RangeStart is null
            ? Reply.Honest(request, Wanted.Packed)
            : Reply.Honest(request with { IfRange = null }, [.. Wanted.Packed.Select(b => (byte)~b)]));
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_damaged_part_is_thrown_away()
    {
        await LeavePartAsync(700, Tag);
        byte[] bytes = await File.ReadAllBytesAsync(Part, TestContext.Current.CancellationToken);
        bytes[300] ^= 1;
        await File.WriteAllBytesAsync(Part, bytes, TestContext.Current.CancellationToken);
        using LocalServer server = HonestServer(Tag);
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal([700, null], server.Requests.Select(request => request.RangeStart));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("torn")]
    public async Task A_part_of_unknown_origin_is_thrown_away(string? note)
    {
        await File.WriteAllBytesAsync(Part, Wanted.Packed[..700], TestContext.Current.CancellationToken);
        if (note is not null) await File.WriteAllTextAsync(Part + ".from", note, TestContext.Current.CancellationToken);
        using LocalServer server = HonestServer(Tag);
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Null(Assert.Single(server.Requests).RangeStart);
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_thrown_away()
    {
        await LeavePartAsync(700, Tag);
        await File.WriteAllBytesAsync(Part, new byte[Length + 5], TestContext.Current.CancellationToken);
        using LocalServer server = HonestServer(Tag);
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Null(Assert.Single(server.Requests).RangeStart);
    }

    [Fact]
    public async Task A_complete_part_is_verified_and_needs_no_request()
    {
        await LeavePartAsync(700, Tag);
        await File.WriteAllBytesAsync(Part, Wanted.Packed, TestContext.Current.CancellationToken);
        await FetchAsync(LocalServer.Nobody());
        AssertFetched();
    }

    [Fact]
    public async Task A_416_that_says_the_part_is_complete_is_believed_and_verified()
    {
        // All bytes are here, but the mirror had announced no length: nobody knows that they are all.
        await LeavePartAsync(700, Tag);
        await File.WriteAllBytesAsync(Part, Wanted.Packed, TestContext.Current.CancellationToken);
        await ForgetTotalAsync();
        using LocalServer server = HonestServer(Tag);
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal(Length, Assert.Single(server.Requests).RangeStart);
    }

    [Theory]
    [InlineData("Content-Range: bytes */99")]
    [InlineData("X-Nothing: here")]
    public async Task Any_other_416_makes_it_start_over(string header)
    {
        await LeavePartAsync(700, Tag);
        using var server = new LocalServer(request => request.RangeStart is null ? Reply.Honest(request, Wanted.Packed) : new("416 Range Not Satisfiable", []) { Headers = [header] });
        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Another_mirror_with_the_same_tag_goes_on()
    {
        await LeavePartAsync(700, Tag);
        using LocalServer other = HonestServer(Tag);
        await FetchAsync(other.Root);
        AssertFetched();
        Assert.Equal(700, Assert.Single(other.Requests).RangeStart);
    }

    [Fact]
    public async Task Another_mirror_with_another_gzip_begins_anew()
    {
        await LeavePartAsync(700, Tag);
        byte[] other = Sample.Gzip(Wanted.Unpacked, System.IO.Compression.CompressionLevel.Fastest);
        Assert.NotEqual(Wanted.Packed, other);
        using var server = new LocalServer(request => Reply.Honest(request, other, "\"version-2\""));
        await FetchAsync(server.Root);
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal(700, Assert.Single(server.Requests).RangeStart);
    }

    [Fact]
    public async Task Another_mirror_that_overlooks_the_tag_is_found_out()
    {
        await LeavePartAsync(700, Tag);
        byte[] other = Sample.Gzip(Wanted.Unpacked, System.IO.Compression.CompressionLevel.NoCompression);
        using var server = new LocalServer(request => Reply.Honest(request with { IfRange = null }, other));
        await FetchAsync(server.Root);
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal([700, null], server.Requests.Select(request => request.RangeStart));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"weak\"")]
    public async Task Without_a_strong_tag_another_mirror_begins_anew(string? tag)
    {
        await LeavePartAsync(700, tag);
        using LocalServer other = HonestServer(tag);
        await FetchAsync(other.Root);
        AssertFetched();
        Assert.Null(Assert.Single(other.Requests).RangeStart);
    }

    [Theory]
    [InlineData("404 Not Found", "text/plain")]
    [InlineData("200 OK", "text/html")]
    public async Task A_fault_of_one_mirror_does_not_cost_the_part(string status, string type)
    {
        await LeavePartAsync(700, Tag);
        using var bad = new LocalServer(_ => new(status, "<html>"u8.ToArray()) { Headers = [$"Content-Type: {type}"] });
        using LocalServer good = HonestServer(Tag);
        await FetchAsync(bad.Root, good.Root);
        AssertFetched();
        Assert.Equal(700, Assert.Single(good.Requests).RangeStart);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_a_part()
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed, Tag) with { StallAfter = request.Number == 0 ? 700 : null });
        using var cancel = new CancellationTokenSource();
        var reports = new Reports(report => { if (report.Bytes == 700) cancel.Cancel(); });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(Quick, reports, cancel.Token, server.Root, LocalServer.Nobody()));
        Assert.Equal(Wanted.Packed[..700], await File.ReadAllBytesAsync(Part, TestContext.Current.CancellationToken));

        await FetchAsync(server.Root);
        AssertFetched();
        Assert.Equal(700, server.Requests.Last().RangeStart);
    }

    [Fact]
    public async Task An_HttpClient_of_the_callers_streams_too()
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler);
        using var download = new VerifiedDownload(client, Quick with { StallTimeout = TimeSpan.FromSeconds(1) });
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed) with { StallAfter = 700 });
        await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(Wanted.File, Folder.FullPath, [server.Root], null, TestContext.Current.CancellationToken));
        Assert.Equal(700, new FileInfo(Part).Length); // a client that waits for the whole body would have left nothing
    }

    private async Task LeavePartAsync(int length, string? tag)
    {
        using var server = new LocalServer(request => Reply.Honest(request, Wanted.Packed, tag) with { CutAfter = length });
        await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Root));
        Assert.Equal(length, new FileInfo(Part).Length);
    }

    private async Task ForgetTotalAsync()
    {
        string[] note = await File.ReadAllLinesAsync(Part + ".from", TestContext.Current.CancellationToken);
        Assert.Equal($"{Length}", note[2]);
        note[2] = "";
        await File.WriteAllLinesAsync(Part + ".from", note, TestContext.Current.CancellationToken);
    }
}
