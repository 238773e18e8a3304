namespace Glia.Datasets.Tests.Download;

public sealed class VerifiedDownloadTests : DownloadTestBase
{
    [Fact]
    public async Task A_file_is_fetched_under_its_name_into_a_new_folder()
    {
        using LocalServer server = HonestServer();
        using var download = new VerifiedDownload(Client, Quick);
        string folder = Path.Combine(Folder.FullPath, "new", "folder");

        Assert.Equal(server.Root, await download.FetchAsync(Wanted.File, folder, [server.Root], null, TestContext.Current.CancellationToken));

        Assert.Equal(Wanted.Packed, await File.ReadAllBytesAsync(Path.Combine(folder, Wanted.File.PackedName), TestContext.Current.CancellationToken));
        Assert.Equal("/files/train-images-idx3-ubyte.gz", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_mirror_without_a_last_slash_is_a_folder_too()
    {
        using LocalServer server = HonestServer();
        await FetchAsync(new Uri(server.Root.AbsoluteUri.TrimEnd('/')));
        AssertFetched();
        Assert.Equal("/files/train-images-idx3-ubyte.gz", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_valid_file_is_not_fetched_again_whatever_its_gzip()
    {
        byte[] other = Sample.Gzip(Wanted.Unpacked, System.IO.Compression.CompressionLevel.NoCompression);
        await File.WriteAllBytesAsync(Target, other, TestContext.Current.CancellationToken);
        Assert.Null(await FetchAsync(LocalServer.Nobody()));
        Assert.Equal(other, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_different_file_of_that_name_is_replaced_but_kept()
    {
        await File.WriteAllTextAsync(Target, "somebody's own pictures", TestContext.Current.CancellationToken);
        using LocalServer server = HonestServer();
        await FetchAsync(server.Root);
        Assert.Equal(Wanted.Packed, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal("somebody's own pictures", await File.ReadAllTextAsync(Target + ".old", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_at_once_fetch_it_once()
    {
        using LocalServer server = HonestServer();
        Uri?[] sources = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FetchAsync(server.Root))));
        AssertFetched();
        Assert.Single(server.Requests);
        Assert.Single(sources, source => source is not null);
    }

    [Fact]
    public async Task A_lock_that_is_never_freed_is_a_clear_error()
    {
        using IDisposable taken = await FolderLock.TakeAsync(Folder.FullPath, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(Quick with { LockTimeout = TimeSpan.Zero }, LocalServer.Nobody()));
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
        Assert.Empty(error.Failures);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_a_clear_error()
    {
        await File.WriteAllTextAsync(Folder.At("file"), "", TestContext.Current.CancellationToken);
        using var download = new VerifiedDownload(Client, Quick);
        var error = await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(Wanted.File, Folder.At("file"), [LocalServer.Nobody()], null, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_taken_by_a_folder_is_a_clear_error()
    {
        Directory.CreateDirectory(Target);
        using LocalServer server = HonestServer();
        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server.Root));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Target));
    }

    [Fact]
    public async Task Mirrors_must_be_web_addresses()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(new Uri("ftp://127.0.0.1/")));
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(new Uri("relative", UriKind.Relative)));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("c:x")]
    [InlineData(" ")]
    public void A_file_name_has_no_folder(string name) => Assert.Throws<ArgumentException>(() => new DownloadFile(name, new string('0', 64), 1));

    [Fact]
    public void A_hash_and_a_length_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new DownloadFile("a", new string('0', 63), 1));
        Assert.Throws<ArgumentException>(() => new DownloadFile("a", new string('g', 64), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DownloadFile("a", new string('0', 64), 0));
    }
}
