using System.Globalization;
using System.Text;

namespace Glia.Live;

/// <summary>Lines of comma-separated cells (RFC 4180), and numbers that come back as the same bits.</summary>
internal static class CsvText
{
    /// <summary>Most cells of a line.</summary>
    public const int MostCells = 1 << 20;

    /// <summary>The cells of the line read last.</summary>
    /// <exception cref="InvalidFileException">Quotation marks are not as they should be.</exception>
    public static List<string> Split(FileLines lines, string line)
    {
        List<string> cells = [];
        int at = 0;
        while (true)
        {
            cells.Add(at < line.Length && line[at] == '"' ? Quoted(lines, line, ref at) : Plain(lines, line, ref at));
            if (cells.Count > MostCells) throw lines.Invalid("columns", $"it has more than {MostCells:N0} cells");
            if (at == line.Length) return cells;
            at++; // the comma
        }
    }

    private static string Plain(FileLines lines, string line, ref int at)
    {
        int end = line.IndexOf(',', at);
        if (end < 0) end = line.Length;
        string cell = line[at..end];
        if (cell.Contains('"', StringComparison.Ordinal)) throw lines.Invalid("quotes", "a quotation mark stands inside a cell that does not begin with one");
        at = end;
        return cell.Trim();
    }

    private static string Quoted(FileLines lines, string line, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"') cell.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"') cell.Append(line[at++]);
            else if (at + 1 == line.Length || line[at + 1] == ',')
            {
                at++;
                return cell.ToString();
            }
            else throw lines.Invalid("quotes", "something follows a closing quotation mark");
        }

        throw lines.Invalid("quotes", "a quotation mark is not closed");
    }

    /// <summary>A cell of text.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The shortest digits that come back as the same number; nothing where it is missing.</summary>
    public static string Cell(float value) => float.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A finite number from a cell.</summary>
    /// <exception cref="InvalidFileException">It is none.</exception>
    public static float Number(FileLines lines, string cell, string column)
    {
        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)) return value;
        throw lines.Invalid("number", $"{column} is {Glia.Formats.SafeText.Quote(cell)}, which is no finite number");
    }

    /// <summary>A whole number of at least 1 from a cell.</summary>
    /// <exception cref="InvalidFileException">It is none.</exception>
    public static long Whole(FileLines lines, string cell, string column, long most = long.MaxValue)
    {
        if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= 1 && value <= most) return value;
        throw lines.Invalid("number", $"{column} is {Glia.Formats.SafeText.Quote(cell)}, which is no whole number from 1");
    }

    /// <summary>A point in time as ISO 8601 writes it, to the tenth of a microsecond.</summary>
    public static string Time(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A point in time from a cell.</summary>
    /// <exception cref="InvalidFileException">It is none.</exception>
    public static DateTime Time(FileLines lines, string cell) =>
        DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time)
            ? time
            : throw lines.Invalid("time", $"the time is {Glia.Formats.SafeText.Quote(cell)}, and times look like {DateTime.UnixEpoch:O}");
}
