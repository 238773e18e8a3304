using System.Text;
using System.Text.Unicode;

namespace Glia.Live;

/// <summary>A text file read line by line, with limits and with errors that name the line. UTF-8; what is not is taken as Latin-1, as older programs wrote it.</summary>
internal sealed class FileLines : IDisposable
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private readonly StreamReader _reader;

    public FileLines(string file, byte[] content)
    {
        File = file;
        _reader = new StreamReader(new MemoryStream(content, writable: false), Utf8.IsValid(content) ? Encoding.UTF8 : Encoding.Latin1);
    }

    /// <summary>The file as the user gave it.</summary>
    public string File { get; }

    /// <summary>Number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="InvalidFileException">It is too long.</exception>
    public string? Next()
    {
        if (_reader.ReadLine() is not { } line) return null;
        Number++;
        if (line.Length > LongestLine) throw Invalid("long-line", $"it has {line.Length:N0} characters, and lines have up to {LongestLine:N0}");
        return line;
    }

    /// <summary>An error of the line read last.</summary>
    public InvalidFileException Invalid(string rule, string what) => new(File, rule, $"Line {Number}: {what}.");

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>The bytes of a file that is not larger than it may be.</summary>
    /// <exception cref="InvalidFileException">It is larger, or not a plain file.</exception>
    public static byte[] ReadBytes(string path, long most, string? name = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek) throw new InvalidFileException(name ?? path, "not-a-file", "It is not a plain file.");
        if (stream.Length > most) throw new InvalidFileException(name ?? path, "too-large", $"It has {stream.Length:N0} bytes, and such a file has up to {most:N0}.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
