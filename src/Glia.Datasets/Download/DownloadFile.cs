namespace Glia.Datasets;

/// <summary>
/// A file that may be downloaded, and what its content must be. It is fetched and kept gzipped, as <c>Name + ".gz"</c>; the hash is of the
/// unpacked bytes, because every mirror wraps the same bytes in a gzip of its own.
/// </summary>
internal sealed record DownloadFile
{
    /// <summary>Describes one file.</summary>
    /// <param name="name">Name of the unpacked file, without a folder.</param>
    /// <param name="sha256">SHA-256 of the unpacked bytes, 64 hexadecimal digits.</param>
    /// <param name="unpackedLength">Number of unpacked bytes, at least 1.</param>
    /// <exception cref="ArgumentException">The name is no plain file name, or the hash is not 64 hexadecimal digits.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unpackedLength"/> is below 1.</exception>
    public DownloadFile(string name, string sha256, long unpackedLength)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(sha256);
        ArgumentOutOfRangeException.ThrowIfLessThan(unpackedLength, 1);
        if (name is "." or ".." || name.AsSpan().IndexOfAny("/\\:") >= 0)
            throw new ArgumentException($"'{name}' must be a file name without a folder.", nameof(name));
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
            throw new ArgumentException($"'{sha256}' is not a SHA-256 of 64 hexadecimal digits.", nameof(sha256));
        Name = name;
        Sha256 = sha256.ToLowerInvariant();
        UnpackedLength = unpackedLength;
    }

    /// <summary>Name of the unpacked file.</summary>
    public string Name { get; }

    /// <summary>Name on the mirrors and in the target folder.</summary>
    public string PackedName => Name + ".gz";

    /// <summary>SHA-256 of the unpacked bytes, in lower case.</summary>
    public string Sha256 { get; }

    /// <summary>Number of unpacked bytes.</summary>
    public long UnpackedLength { get; }

    /// <summary>The most bytes a download may have: bytes that cannot be compressed grow by less than 1/256 in a gzip, and its header is short.</summary>
    internal long PackedLimit => UnpackedLength + (UnpackedLength >> 8) + 4096;
}
