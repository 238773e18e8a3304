using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Glia.Datasets;

/// <summary>
/// Tables of samples as text: <c>label,p0,p1,…</c>, one sample a line, as MNIST is often passed around (785 columns).
/// Files may be packed with gzip; reading goes by the content, writing by the name's ending <c>.gz</c>.
/// </summary>
/// <remarks>
/// <para>
/// Text is UTF-8 with commas between cells and, where a label holds commas or quotes, double quotes around it (RFC 4180); blank
/// lines are passed over. The first line is a header where its first cell is one of the words label, labels, class, target and
/// digit, or where none of its values is a number.
/// </para>
/// <para>
/// Where all labels are whole numbers 0…999, they are the classes and the classes are named <c>0 … k</c>, k the largest of them. Any
/// other labels (up to 1,000 different ones) are class names, numbered in ordinal order.
/// </para>
/// </remarks>
public static class CsvData
{
    /// <summary>Every how many samples progress is told.</summary>
    internal const int ProgressStep = 1000;

    /// <summary>
    /// Reads a table. Values that are all whole numbers 0…255 are kept as bytes where they have the shape of a picture: the one given, or n × n where a line has
    /// n² ≥ 16 values. Other values are kept as floats, in the shape given or as a row.
    /// </summary>
    /// <param name="path">The file; a line may have up to 4 MiB.</param>
    /// <param name="shape">Arrangement of one sample, where it is known.</param>
    /// <param name="progress">Told now and then how many samples are read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InvalidFileException">The file is not such a table; the message names the line.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Dataset Read(string path, FeatureShape? shape = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using Stream stream = DataFile.OpenRead(path);
        return new CsvReader(stream, path, shape).Read(progress, cancellationToken);
    }

    /// <summary>
    /// Writes a data set of classes as a table: class name, then the raw values, floats in the shortest form that reads back as the same float.
    /// The file appears whole or not at all; it is packed where its name ends in <c>.gz</c>.
    /// </summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="data">What to write. Reading it back gives the same classes where they are named <c>0 … k</c> with k in use, or by their names in ordinal order, all in use.</param>
    /// <param name="header">Whether to begin with the line <c>label,p0,p1,…</c>. It is always written where a class bears a name that would be taken for a header.</param>
    /// <param name="progress">Told now and then how many of the samples are written.</param>
    /// <param name="cancellationToken">Stops the work and removes what was written.</param>
    /// <exception cref="ArgumentException">The data set holds target values, a value that is not finite, or a class name that a line cannot hold.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Write(string path, Dataset data, bool header = false, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification) throw new ArgumentException("A table holds samples with a class label each, but this data set holds target values.", nameof(data));
        byte[][] names = data.ClassNames.Select(name => NameCell(name, nameof(data))).ToArray();
        header |= data.ClassNames.Any(CsvReader.IsHeaderWord);
        DataFile.Write(path, stream =>
        {
            var buffered = new BufferedStream(stream, 1 << 16); // not disposed: the file is not ours to close
            if (header) WriteHeader(buffered, data.FeatureCount);
            for (int i = 0; i < data.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                buffered.Write(names[data.Label(i)]);
                WriteValues(buffered, data, i);
                buffered.WriteByte((byte)'\n');
                if ((i + 1) % ProgressStep == 0 || i + 1 == data.Count) progress?.Report(i + 1);
            }

            buffered.Flush();
        });
    }

    internal static Dataset Read(Stream stream, string file, FeatureShape? shape = null) => new CsvReader(stream, file, shape).Read();

    private static void WriteHeader(Stream stream, int values)
    {
        stream.Write("label"u8);
        for (int i = 0; i < values; i++) stream.Write(Encoding.UTF8.GetBytes($",p{i}"));
        stream.WriteByte((byte)'\n');
    }

    private static void WriteValues(Stream stream, Dataset data, int index)
    {
        Span<byte> cell = stackalloc byte[32];
        cell[0] = (byte)',';
        foreach (byte value in data.ByteFeatures(index))
        {
            Utf8Formatter.TryFormat(value, cell[1..], out int length);
            stream.Write(cell[..(1 + length)]);
        }

        foreach (float value in data.FloatFeatures(index))
        {
            if (!float.IsFinite(value)) throw new ArgumentException($"Sample {index} holds a value that is not a finite number.", nameof(data));
            value.TryFormat(cell[1..], out int length, default, CultureInfo.InvariantCulture);
            stream.Write(cell[..(1 + length)]);
        }
    }

    private static byte[] NameCell(string name, string parameter)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
            throw new ArgumentException("A table cannot hold a class name that is empty or has control characters in it.", parameter);
        if (Encoding.UTF8.GetByteCount(name) > CsvLabels.MaxLength)
            throw new ArgumentException($"Class names in a table have up to {CsvLabels.MaxLength} bytes.", parameter);
        bool quoted = name.AsSpan().IndexOfAny(",\"") >= 0 || name != name.Trim();
        return Encoding.UTF8.GetBytes(quoted ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name);
    }
}
