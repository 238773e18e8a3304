using Glia.Datasets;
using Glia.Formats;
using Glia.Studio.Http;
using Glia.Studio.Runs;

namespace Glia.Studio.Data;

/// <summary>A table that was handed in: <c>samples.csv</c>, byte for byte, read once before it was taken. It does not change.</summary>
internal sealed class TableSet(string folder, SetRecord record, Action<string> changed) : StudioSet(folder, record, changed)
{
    public const int MostRows = 1_000_000;

    public override string Samples => Path.Combine(Folder, "samples.csv");

    public override SetSummary Summary() => SetSummary.Of(Record, Record.Table!.Counts);

    public override SetDetail Detail() => new(Summary()) { Table = Record.Table };

    /// <summary>Makes the set of a file's bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">What errors call it.</param>
    /// <exception cref="StudioException">It has too many rows, or is packed.</exception>
    /// <exception cref="InvalidFileException">It is no such table; the message names the line.</exception>
    public void Create(byte[] bytes, string file)
    {
        if (bytes.AsSpan().Count((byte)'\n') > MostRows + 1) throw StudioException.Bad("file", $"{file} has more than {MostRows:N0} rows. For more, use 'glia train --data {file}'.");
        Directory.CreateDirectory(Folder);
        Dataset data = Read(bytes, Samples, file);
        var counts = new int[data.ClassCount];
        for (int i = 0; i < data.Count; i++) counts[data.Label(i)]++;
        if (counts.Count(c => c > 0) < FewestClasses) throw StudioException.Bad("file", $"{file} has one class only, '{data.ClassNames[data.Label(0)]}': there is nothing to tell apart. The first column is the class.");
        Keep(Record with { Table = new TableFacts(data.Count, data.FeatureCount, DataKind.Of(data), [.. data.ClassNames.Zip(counts, (name, count) => new ClassCount(name, count)).Where(c => c.Count > 0)]) });
    }

    /// <summary>Writes a table to <paramref name="path"/> and reads it. Its errors bear the name that it has for whoever sent it.</summary>
    /// <exception cref="StudioException">It is packed.</exception>
    /// <exception cref="InvalidFileException">It is no table; the message names the line.</exception>
    public static Dataset Read(byte[] bytes, string path, string file)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) throw StudioException.Bad("file", $"{file} is packed with gzip. Unpack it first.");
        AtomicFile.Write(path, stream => stream.Write(bytes));
        try
        {
            return CsvData.Read(path);
        }
        catch (InvalidFileException e)
        {
            throw new InvalidFileException(file, e.Rule, e.Message.StartsWith(e.File, StringComparison.Ordinal) ? e.Message[(e.File.Length + 2)..] : e.Message, e);
        }
    }
}
