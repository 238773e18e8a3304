using System.Net;

namespace Glia.Datasets;

/// <summary>
/// Downloads one file from several mirrors and lets it appear under its final name only when its unpacked bytes have the expected SHA-256.
/// Bytes go into <c>name.gz.part</c>, from which a later call resumes; whatever a mirror does wrong, the next one is tried, and a file that was there before stays
/// until a verified one takes its place (a different file of the same name is then kept as <c>name.gz.old</c>). Processes that share a folder wait for one another.
/// </summary>
internal sealed class VerifiedDownload : IDisposable
{
    private readonly HttpMessageInvoker _client;
    private readonly bool _ownsClient;
    private readonly DownloadOptions _options;

    /// <summary>A downloader.</summary>
    /// <param name="client">What sends the requests; it stays the caller's to dispose. Null for one made for this purpose.</param>
    /// <param name="options">Limits; null for the usual ones.</param>
    public VerifiedDownload(HttpMessageInvoker? client = null, DownloadOptions? options = null)
    {
        _options = options ?? new DownloadOptions();
        _ownsClient = client is null;
        _client = client ?? CreateClient();
    }

    /// <summary>Makes sure that <paramref name="folder"/> holds <paramref name="file"/>, gzipped and verified; downloads it where it does not.</summary>
    /// <param name="file">The file and what it must hold.</param>
    /// <param name="folder">Folder to put it in; made where it does not exist.</param>
    /// <param name="mirrors">Folders on the net that hold the file, tried in this order; http or https.</param>
    /// <param name="progress">Told after each block of bytes.</param>
    /// <param name="cancellationToken">Stops the download; what was received stays to resume from.</param>
    /// <returns>The mirror that delivered the file; null where a valid one was there already.</returns>
    /// <exception cref="DownloadException">No mirror could deliver it, or it could not be written.</exception>
    /// <exception cref="ArgumentException">There is no mirror, or one is not an absolute http or https address.</exception>
    public async Task<Uri?> FetchAsync(DownloadFile file, string folder, IReadOnlyList<Uri> mirrors, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        CheckMirrors(mirrors);
        string target = Path.Combine(folder, file.PackedName);
        try
        {
            if (UnpackedCheck.IsValid(target, file, cancellationToken)) return null; // before the lock: a read-only folder that holds the file will do
            Directory.CreateDirectory(folder);
            using IDisposable folderLock = await FolderLock.TakeAsync(folder, _options.LockTimeout, cancellationToken).ConfigureAwait(false);
            if (UnpackedCheck.IsValid(target, file, cancellationToken)) return null; // another process may have fetched it meanwhile
            using PartFile part = PartFile.Open(target + ".part");
            Uri mirror = await FillAsync(part, file, target, mirrors, progress, cancellationToken).ConfigureAwait(false);
            part.MoveTo(target);
            return mirror;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(target, $"it cannot be written: {e.Message} Free the space, mend the permissions or name another folder.", null, e);
        }
        catch (TimeoutException e)
        {
            throw new DownloadException(target, $"{e.Message}.", null, e);
        }
    }

    private async Task<Uri> FillAsync(PartFile part, DownloadFile file, string target, IReadOnlyList<Uri> mirrors, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var failures = new List<DownloadFailure>();
        foreach (Uri mirror in mirrors)
        {
            Uri address = AddressOf(mirror, file);
            try
            {
                await new MirrorTransfer(_client, _options, file, part, address, progress).RunAsync(cancellationToken).ConfigureAwait(false);
                return mirror;
            }
            catch (MirrorFault fault)
            {
                failures.Add(new DownloadFailure(address, fault.Message));
            }
        }

        throw DownloadException.AllMirrorsFailed(target, failures, _options.Advice);
    }

    // A base address without its last slash would lose its last segment.
    private static Uri AddressOf(Uri mirror, DownloadFile file) => new(new Uri(mirror.AbsoluteUri.TrimEnd('/') + "/"), Uri.EscapeDataString(file.PackedName));

    private static void CheckMirrors(IReadOnlyList<Uri> mirrors)
    {
        ArgumentNullException.ThrowIfNull(mirrors);
        if (mirrors.Count == 0) throw new ArgumentException("At least one mirror is needed.", nameof(mirrors));
        foreach (Uri mirror in mirrors)
            if (!mirror.IsAbsoluteUri || (mirror.Scheme != Uri.UriSchemeHttp && mirror.Scheme != Uri.UriSchemeHttps))
                throw new ArgumentException($"The mirror '{mirror}' is not an http or https address.", nameof(mirrors));
    }

    // Redirects are followed by hand (they are counted and may not leave https), and a body given up on is not read to its end.
    internal static HttpMessageInvoker CreateClient(bool useProxy = true) => new(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        MaxResponseHeadersLength = 32, // KiB
        MaxResponseDrainSize = 0,
    });

    /// <summary>Frees the connections of the client made for this purpose.</summary>
    public void Dispose()
    {
        if (_ownsClient) _client.Dispose();
    }
}
