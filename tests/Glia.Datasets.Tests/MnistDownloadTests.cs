using Glia.Datasets.Tests.Download;

namespace Glia.Datasets.Tests;

public sealed class MnistDownloadTests : IDisposable
{
    private static readonly Sample[] Mini = Sample.MiniMnist();
    private static readonly DownloadFile[] Manifest = [.. Mini.Select(sample => sample.File)];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpMessageInvoker _client = VerifiedDownload.CreateClient(useProxy: false);

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_four_files_are_fetched_once_and_load()
    {
        using var server = new LocalServer(Serve);
        string folder = await FetchAsync(server.Root);

        (Dataset train, Dataset test) = Mnist.Load(folder);
        Assert.Equal((30, 20), (train.Count, test.Count));
        Assert.Equal(Mini[0].Unpacked[16..(16 + 784)], train.ByteFeatures(0));
        Assert.Equal(4, server.Requests.Count);

        await FetchAsync(server.Root);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Only_what_is_missing_or_wrong_is_fetched()
    {
        await File.WriteAllBytesAsync(_folder["train-images.idx3-ubyte"], Mini[0].Unpacked, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder["t10k-images-idx3-ubyte"], Mini[2].Unpacked[..^1], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder["t10k-labels-idx1-ubyte.gz"], Mini[3].Packed, TestContext.Current.CancellationToken);
        using var server = new LocalServer(Serve);

        await FetchAsync(server.Root);

        Assert.Equal(["/files/train-labels-idx1-ubyte.gz", "/files/t10k-images-idx3-ubyte.gz"], server.Requests.Select(request => request.Path), StringComparer.Ordinal);
        Assert.Equal(20, Mnist.Load(_folder.Root).Test.Count);
    }

    [Fact]
    public async Task A_dead_mirror_is_asked_once_not_for_every_file()
    {
        using var dead = new LocalServer(_ => new("503 Service Unavailable", []));
        using var server = new LocalServer(Serve);
        await FetchAsync(dead.Root, server.Root);
        Assert.Single(dead.Requests);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Offline_the_error_says_what_to_do()
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(LocalServer.Nobody(), LocalServer.Nobody()));
        Assert.Equal(2, error.Failures.Count);
        Assert.Contains("glia train --data generated", error.Message, StringComparison.Ordinal);
        Assert.Contains($"train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into {_folder.Root}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_call_refuses_what_is_not_MNIST()
    {
        using var server = new LocalServer(Serve);
        var error = await Assert.ThrowsAsync<DownloadException>(() => Mnist.FetchAsync(_folder.Root, [server.Root], _client, null, TestContext.Current.CancellationToken));
        Assert.Contains("47040016", Assert.Single(error.Failures).Reason, StringComparison.Ordinal);
        Assert.NotNull(Record.Exception(() => Mnist.Load(_folder.Root)));
    }

    [Fact]
    public void There_are_two_mirrors_and_four_files()
    {
        Assert.True(Mnist.Mirrors.Select(mirror => mirror.Host).Distinct(StringComparer.Ordinal).Count() >= 2);
        Assert.All(Mnist.Mirrors, mirror => Assert.Equal("https", mirror.Scheme));
        Assert.Equal([47_040_016, 60_008, 7_840_016, 10_008], Mnist.Files.Select(file => file.UnpackedLength));
    }

    private Task<string> FetchAsync(params Uri[] mirrors) =>
        Mnist.FetchAsync(Manifest, _folder.Root, mirrors, DownloadTestBase.Quick, _client, null, TestContext.Current.CancellationToken);

    private static Reply Serve(Request request) =>
        Mini.FirstOrDefault(sample => request.Path == "/files/" + sample.File.PackedName) is { } sample ? Reply.Honest(request, sample.Packed) : new("404 Not Found", []);
}
