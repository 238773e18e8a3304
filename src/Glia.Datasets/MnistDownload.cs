namespace Glia.Datasets;

public static partial class Mnist
{
    /// <summary>
    /// The four files and the SHA-256 of their unpacked bytes. The hashes are those of the files of the original distribution, whose unpacked MD5 sums are, in this order,
    /// 6bbc9ace898e44ae57da46a324031adb, a25bea736e30d166cdddb491f175f624, 2646ac647ad5339dbf082846283269ea and 27ae3e4e09519cfbb04c329615203637.
    /// </summary>
    internal static IReadOnlyList<DownloadFile> Files { get; } =
    [
        new(TrainImages, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", 16 + (60_000 * 784)),
        new(TrainLabels, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", 8 + 60_000),
        new(TestImages, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", 16 + (10_000 * 784)),
        new(TestLabels, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", 8 + 10_000),
    ];

    /// <summary>Public folders that hold the four files; the address of the original distribution no longer does.</summary>
    public static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>
    /// Makes sure that the four files are in <paramref name="folder"/> and hold the right bytes (about 11 MB to download). Files that are there and right are not fetched again;
    /// an interrupted download is taken up where it stopped.
    /// </summary>
    /// <param name="folder">Folder to fetch into; null for <see cref="CacheFolder"/>.</param>
    /// <param name="mirrors">Other folders on the net to fetch from, one at least, by http or https; null for <see cref="Mirrors"/>.</param>
    /// <param name="client">What sends the requests; null for one of its own. It stays the caller's to dispose. It must neither follow redirects nor decompress by itself (<c>AllowAutoRedirect = false</c>,
    /// <c>AutomaticDecompression = DecompressionMethods.None</c>): a redirect is checked before it is followed, and what is resumed and counted are the packed bytes.</param>
    /// <param name="progress">Told after each block of bytes.</param>
    /// <param name="cancellationToken">Stops the download; what was received stays to resume from.</param>
    /// <returns>The folder, ready for <see cref="Load(string)"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="mirrors"/> is empty, or one is no absolute address of http or https.</exception>
    /// <exception cref="DownloadException">A file could be had from no mirror, or could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<string> FetchAsync(string? folder = null, IReadOnlyList<Uri>? mirrors = null, HttpMessageInvoker? client = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        FetchAsync(Files, folder ?? CacheFolder, mirrors ?? Mirrors, new DownloadOptions(), client, progress, cancellationToken);

    internal static async Task<string> FetchAsync(IReadOnlyList<DownloadFile> files, string folder, IReadOnlyList<Uri> mirrors, DownloadOptions options,
        HttpMessageInvoker? client, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var download = new VerifiedDownload(client, options with { Advice = Advice(files, folder) });
        foreach (DownloadFile file in files)
        {
            string? existing = MnistFolder.FindFile(folder, file.Name);
            if (existing is not null && IsValid(existing, file, cancellationToken)) continue;
            Uri? delivered = await download.FetchAsync(file, folder, mirrors, progress, cancellationToken).ConfigureAwait(false);

            // The mirror that worked comes first for the next file: the wait for a dead one is paid once.
            if (delivered is not null) mirrors = [delivered, .. mirrors.Where(mirror => mirror != delivered)];
        }

        return folder;
    }

    private static bool IsValid(string path, DownloadFile file, CancellationToken cancellationToken)
    {
        try
        {
            return UnpackedCheck.IsValid(path, file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(path, $"it cannot be read: {e.Message}", null, e);
        }
    }

    private static string Advice(IReadOnlyList<DownloadFile> files, string folder) =>
        "Is this computer offline? 'glia train --data generated' needs no download. Or copy the files " +
        $"{string.Join(", ", files.Select(file => file.PackedName))} into {folder}.";
}
