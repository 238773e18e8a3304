namespace Glia.Datasets;

/// <summary>How far a download is.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Bytes">Bytes of it on the disk by now, those of an earlier, interrupted run included.</param>
/// <param name="Total">Bytes that it will have; null where the mirror does not say.</param>
/// <param name="Host">The mirror it comes from.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long? Total, string Host);
