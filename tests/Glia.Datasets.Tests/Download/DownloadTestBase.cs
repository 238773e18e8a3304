namespace Glia.Datasets.Tests.Download;

/// <summary>A folder, a file to fetch, and the downloader with short patience.</summary>
public abstract class DownloadTestBase : IDisposable
{
    internal static readonly Sample Wanted = Sample.Images("train-images-idx3-ubyte", 20);

    internal static readonly DownloadOptions Quick = new()
    {
        StallTimeout = TimeSpan.FromSeconds(20), // the tests of stalls shorten it; the others must not fail on a busy machine
        ResumeDelay = TimeSpan.Zero,
        MaxResumes = 0,
        Advice = "Use the generated digits.",
    };

    internal HttpMessageInvoker Client { get; } = VerifiedDownload.CreateClient(useProxy: false);

    internal TemporaryFolder Folder { get; } = new();

    internal string Target => Folder.At(Wanted.File.PackedName);

    internal string Part => Target + ".part";

    public void Dispose()
    {
        Client.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<Uri?> FetchAsync(DownloadOptions options, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken, params Uri[] mirrors)
    {
        using var download = new VerifiedDownload(Client, options);
        return await download.FetchAsync(Wanted.File, Folder.FullPath, mirrors, progress, cancellationToken);
    }

    internal Task<Uri?> FetchAsync(DownloadOptions options, params Uri[] mirrors) => FetchAsync(options, null, TestContext.Current.CancellationToken, mirrors);

    internal Task<Uri?> FetchAsync(params Uri[] mirrors) => FetchAsync(Quick, mirrors);

    internal static LocalServer HonestServer(string? eTag = null) => new(request => Reply.Honest(request, Wanted.Packed, eTag));

    /// <summary>The verified file is in place and nothing but it and the lock.</summary>
    internal void AssertFetched()
    {
        Assert.Equal(Wanted.Packed, File.ReadAllBytes(Target));
        Assert.Equal([FolderLock.FileName, Wanted.File.PackedName], Directory.GetFiles(Folder.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Runs <paramref name="action"/> at each report, at once and on the downloading thread.</summary>
    internal sealed class Reports(Action<DownloadProgress>? action = null) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> All { get; } = [];

        public void Report(DownloadProgress value)
        {
            All.Add(value);
            action?.Invoke(value);
        }
    }
}
