namespace Glia.Datasets;

/// <summary>How far a download is.</summary>
public readonly record struct DownloadProgress
{
    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>Bytes of it on the disk by now, those of an earlier, interrupted run included.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes that it will have; null where the mirror does not say.</summary>
    public required long? Total { get; init; }

    /// <summary>The mirror it comes from.</summary>
    public required string Host { get; init; }
}
