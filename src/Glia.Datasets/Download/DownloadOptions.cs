namespace Glia.Datasets;

/// <summary>The patience and the limits of a <see cref="VerifiedDownload"/>.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How long a mirror may send nothing at all. Default: 30 seconds.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request may take as a whole, so that a mirror that sends a byte now and then cannot hold on for ever. Default: 30 minutes.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long to wait for another process that downloads into the same folder. Default: 30 minutes.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many redirects in a row are followed. Default: 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>How often a broken connection is taken up again at the same mirror before the next one is tried. Default: 4.</summary>
    public int MaxResumes { get; init; } = 4;

    /// <summary>Wait before a broken connection is taken up again. Default: 1 second.</summary>
    public TimeSpan ResumeDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the user can do where no mirror answers, added to the error; empty for nothing.</summary>
    public string Advice { get; init; } = "";
}
