namespace Glia.Datasets;

/// <summary>Why one mirror could not deliver a file.</summary>
/// <param name="Address">Address of the file on that mirror.</param>
/// <param name="Reason">What it did, in a few words.</param>
public sealed record DownloadFailure(Uri Address, string Reason);
