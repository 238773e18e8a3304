using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Glia.Datasets;

/// <summary>Compares a file's unpacked bytes with what they must be, in fixed memory: a gzip that grows beyond its expected length is dropped at the first byte too many.</summary>
internal static class UnpackedCheck
{
    /// <summary>True where <paramref name="path"/> exists and holds exactly the bytes of <paramref name="file"/>, gzipped or plain.</summary>
    public static bool IsValid(string path, DownloadFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return false;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return FindFlaw(stream, file, cancellationToken) is null;
    }

    /// <summary>What is wrong with <paramref name="content"/> (seekable; gzipped or plain); null where it is right.</summary>
    public static string? FindFlaw(Stream content, DownloadFile file, CancellationToken cancellationToken)
    {
        content.Position = 0;
        bool packed = content.ReadByte() == 0x1F && content.ReadByte() == 0x8B;
        if (packed && !EndsWithLength(content, file.UnpackedLength))
            return $"the gzip is cut short, does not unpack to {file.UnpackedLength} bytes, or has bytes after its end";
        content.Position = 0;
        if (!packed) return FindUnpackedFlaw(content, file, cancellationToken);
        try
        {
            using var unpacked = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
            return FindUnpackedFlaw(unpacked, file, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            return $"it is not a sound gzip file ({e.Message})";
        }
    }

    private static string? FindUnpackedFlaw(Stream unpacked, DownloadFile file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long length = 0;
        int read;
        while ((read = unpacked.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            length += read;
            if (length > file.UnpackedLength) return $"it unpacks to more than {file.UnpackedLength} bytes";
            hash.AppendData(buffer, 0, read);
        }

        if (length < file.UnpackedLength) return $"it unpacks to {length} of {file.UnpackedLength} bytes";
        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        return found == file.Sha256 ? null : $"its unpacked bytes have SHA-256 {found}, not {file.Sha256}";
    }

    // A gzip ends with its unpacked length modulo 2^32 (RFC 1952). GZipStream overlooks bytes after that and does not always report a missing end.
    private static bool EndsWithLength(Stream content, long length)
    {
        if (content.Length < 18) return false; // 10 bytes of header, 8 of trailer
        Span<byte> last = stackalloc byte[4];
        content.Position = content.Length - 4;
        content.ReadExactly(last);
        return BinaryPrimitives.ReadUInt32LittleEndian(last) == unchecked((uint)length);
    }
}
