using System.Globalization;

namespace Glia.Datasets;

/// <summary>
/// The bytes of an unfinished download (<c>name.part</c>) and, beside them, where they came from (<c>name.part.from</c>: address, ETag, total length, one a line).
/// Writes are not buffered: what was received when a process dies is there to resume from.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _notePath;
    private string _source = "";

    private PartFile(string path)
    {
        FilePath = path;
        _notePath = path + ".from";
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        ReadNote();
        if (_stream.Length > 0 && (_source.Length == 0 || _stream.Length > Total)) Discard(); // of unknown origin: nothing to go on with
    }

    public string FilePath { get; }

    public long Length => _stream.Length;

    /// <summary>The strong ETag the bytes came with; empty where the mirror sent none.</summary>
    public string ETag { get; private set; } = "";

    /// <summary>Length of the whole file; null where the mirror did not say.</summary>
    public long? Total { get; private set; }

    public Stream Content => _stream;

    public bool IsComplete => Length > 0 && Length == Total;

    public static PartFile Open(string path) => new(path);

    /// <summary>
    /// How many bytes are worth keeping for a request to <paramref name="address"/>. With an ETag any mirror may go on: it does so only where its own ETag is the same.
    /// Without one only the mirror that sent them may, since the next one's gzip differs.
    /// </summary>
    public long ResumePoint(Uri address) => ETag.Length > 0 || string.Equals(_source, address.AbsoluteUri, StringComparison.Ordinal) ? Length : 0;

    /// <summary>Begins anew with the answer of <paramref name="address"/>.</summary>
    public void Begin(Uri address, string eTag, long? total)
    {
        Discard(); // first: a note must never stand beside another file's bytes
        _source = address.AbsoluteUri;
        ETag = eTag;
        Total = total;
        File.WriteAllLines(_notePath, [_source, ETag, total?.ToString(CultureInfo.InvariantCulture) ?? ""]);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Position = _stream.Length;
        _stream.Write(bytes);
    }

    /// <summary>Throws away all that was received.</summary>
    public void Discard()
    {
        _stream.SetLength(0);
        _source = ETag = "";
        Total = null;
        File.Delete(_notePath);
    }

    /// <summary>Makes the verified bytes the file <paramref name="target"/>. A different file of that name is kept as <c>target.old</c>.</summary>
    public void MoveTo(string target)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (File.Exists(target)) File.Replace(FilePath, target, target + ".old");
        else File.Move(FilePath, target);
        File.Delete(_notePath);
    }

    public void Dispose()
    {
        bool empty = _stream.CanWrite && _stream.Length == 0;
        _stream.Dispose();
        if (empty) File.Delete(FilePath);
    }

    private void ReadNote()
    {
        if (_stream.Length == 0 || !File.Exists(_notePath)) return;
        string[] lines = File.ReadAllLines(_notePath);
        if (lines.Length != 3) return; // torn while being written
        (_source, ETag) = (lines[0], lines[1]);
        Total = long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;
    }
}
