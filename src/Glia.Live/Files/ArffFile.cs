using System.Text;
using Glia.Formats;

namespace Glia.Live;

/// <summary>
/// Tables in Weka's attribute-relation file format: dense rows; numeric, nominal, text and date columns; <c>?</c> for what is missing. Sparse rows, weights and relational columns are refused.
/// </summary>
internal static class ArffFile
{
    /// <summary>Most bytes of a file that is read.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>Most columns.</summary>
    public const int MostColumns = 4096;

    /// <summary>Most cells: rows times columns.</summary>
    public const int MostCells = 1 << 26;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file, of up to <see cref="MostBytes"/>.</param>
    /// <exception cref="InvalidFileException">It is no such table; the message names the line.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static ArffTable Read(string path) => Read(path, FileLines.ReadBytes(path, MostBytes));

    /// <summary>Writes a table. The file appears whole or not at all; an old one is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">What to write.</param>
    /// <exception cref="ArgumentException">A name or text holds a line break or another control character.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ArffTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        AtomicFile.Write(path, stream => Write(stream, table));
    }

    internal static ArffTable Read(string file, byte[] content)
    {
        using var lines = new FileLines(file, content);
        return new ArffReader(lines).Read();
    }

    internal static void Write(Stream stream, ArffTable table)
    {
        IEnumerable<string> words = [table.Relation, .. table.Texts, .. table.Attributes.Select(attribute => attribute.Name), .. table.Attributes.OfType<ArffNominal>().SelectMany(nominal => nominal.Values)];
        foreach (string word in words)
            if (!SafeText.IsPlain(word)) throw new ArgumentException($"{SafeText.Quote(word)} holds control characters, which an ARFF file does not take.", nameof(table));
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"@relation {ArffText.Quote(table.Relation)}");
        text.WriteLine();
        foreach (ArffAttribute attribute in table.Attributes) text.WriteLine($"@attribute {ArffText.Quote(attribute.Name)} {attribute.Type}");
        text.WriteLine();
        text.WriteLine("@data");
        for (int row = 0; row < table.Rows; row++)
        {
            ReadOnlySpan<double> cells = table.Row(row);
            for (int i = 0; i < cells.Length; i++)
            {
                if (i > 0) text.Write(',');
                text.Write(double.IsNaN(cells[i]) ? "?" : table.Attributes[i].Write(cells[i], table.Texts));
            }

            text.WriteLine();
        }
    }
}
