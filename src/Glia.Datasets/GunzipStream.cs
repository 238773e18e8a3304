using System.Buffers.Binary;
using System.IO.Compression;

namespace Glia.Datasets;

/// <summary>
/// What a gzip file (RFC 1952) unpacks to, with what <see cref="GZipStream"/> leaves open: a file that was cut is an error, not a
/// shorter file, and a small file that unpacks to far more than data ever does is stopped.
/// </summary>
internal sealed class GunzipStream : ForwardStream
{
    // Digits pack about 5 : 1 and CSV about 10 : 1; packed zeros reach 1,000 : 1. Small results do no harm at any ratio.
    private const int MaxRatio = 250;
    private const long AlwaysAllowed = 16 << 20;

    private readonly Stream _source;
    private readonly GZipStream _unpacked;
    private readonly string _file;
    private readonly uint _announced;
    private long _count;

    /// <param name="source">The gzip file, at its start and able to seek; disposed with this stream.</param>
    /// <param name="file">Its name in errors.</param>
    public GunzipStream(Stream source, string file)
    {
        _source = source;
        _file = file;
        MostBytes = Math.Max(AlwaysAllowed, source.Length * MaxRatio);
        _announced = LastFourBytes(source);
        _unpacked = new GZipStream(source, CompressionMode.Decompress);
    }

    /// <summary>Length of the gzip file.</summary>
    public long PackedLength => _source.Length;

    /// <summary>Where unpacking stops with an error.</summary>
    public long MostBytes { get; }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = _unpacked.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidFileException(_file, "gzip-data", "The gzip data is damaged. Fetch or pack the file again.", e);
        }

        _count += count;
        if (_count > MostBytes) throw TooMuch();
        if (count == 0 && buffer.Length > 0) CheckEnd();
        return count;
    }

    /// <summary>The error about a file that unpacks to more than <see cref="MostBytes"/>.</summary>
    public InvalidFileException TooMuch() =>
        new(_file, "gzip-ratio", $"{_source.Length} packed bytes stand for more than {MostBytes}, which no data packs to. If this is meant, unpack the file first.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    // A gzip file ends in its unpacked length, modulo 2³². GZipStream ends quietly wherever the file ends, before the check sums too.
    private void CheckEnd()
    {
        if ((uint)_count != _announced)
        {
            throw new InvalidFileException(
                _file,
                "gzip-end",
                "The gzip data was cut, is followed by other bytes, or is made of several parts. Fetch the file again, or unpack it and pack it in one.");
        }
    }

    private static uint LastFourBytes(Stream source)
    {
        Span<byte> end = stackalloc byte[4];
        end.Clear();
        source.Position = Math.Max(0, source.Length - 4);
        _ = source.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
        source.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(end);
    }
}
