using System.IO.Compression;
using Glia.Formats;

namespace Glia.Datasets;

/// <summary>Opens a data file as the bytes it stands for: as it is, or unpacked where it is gzip. The content decides, not the name.</summary>
internal static class DataFile
{
    /// <summary>Opens a file to read from its start to its end.</summary>
    public static Stream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (file.CanSeek) return Unpack(file, path);
        file.Dispose();
        throw new InvalidFileException(path, "not-a-file", "This is a pipe or a device; sizes cannot be checked before reading. Save the data to a file first.");
    }

    /// <summary>Whether a file is packed.</summary>
    public static bool IsPacked(string path)
    {
        using Stream stream = OpenRead(path);
        return stream is GunzipStream;
    }

    /// <summary>The same over an open stream that can seek and stands at its start; the result owns it.</summary>
    public static Stream Unpack(Stream source, string name)
    {
        int first = source.ReadByte();
        int second = source.ReadByte();
        source.Position = 0;
        return first == 0x1F && second == 0x8B ? new GunzipStream(source, name) : source;
    }

    /// <summary>Writes a file as a whole or not at all, packed with gzip where its name ends in <c>.gz</c>.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                write(stream);
                return;
            }

            using var packed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            write(packed);
        });
    }

    /// <summary>The most bytes that can still come out of <paramref name="stream"/>, from the length of the file behind it.</summary>
    public static long MostBytes(Stream stream) => stream is GunzipStream gunzip ? gunzip.MostBytes : stream.Length;
}
