using Spectre.Console;

namespace Glia.Cli;

/// <summary>A plain table: a bold head, right-aligned numbers, two blanks between columns. It reads the same in a terminal, a file and a test.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private readonly (string Title, bool Right)[] _columns;
    private readonly List<string[]> _rows = [];
    private bool _hasTotal;

    /// <summary>Titles; one that begins with <c>&lt;</c> is aligned to the left.</summary>
    public TextTable(params string[] titles) => _columns = [.. titles.Select(t => t.StartsWith('<') ? (t[1..], false) : (t, true))];

    /// <summary>Adds a row of plain text.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Adds the last row, under a line.</summary>
    public void Total(params string[] cells)
    {
        _rows.Add(cells);
        _hasTotal = true;
    }

    public void Write(IAnsiConsole console, string indent = "  ")
    {
        int[] widths = [.. _columns.Select((c, i) => Math.Max(c.Title.Length, _rows.Count == 0 ? 0 : _rows.Max(r => r[i].Length)))];
        console.MarkupLine($"[bold]{Line(indent, widths, _columns.Select(c => c.Title).ToArray())}[/]");
        for (int r = 0; r < _rows.Count; r++)
        {
            if (_hasTotal && r == _rows.Count - 1) console.MarkupLine($"[dim]{indent}{new string('─', widths.Sum() + (Gap.Length * (widths.Length - 1)))}[/]");
            console.MarkupLine(Line(indent, widths, _rows[r]));
        }
    }

    private string Line(string indent, int[] widths, string[] cells)
    {
        IEnumerable<string> padded = cells.Select((cell, i) => _columns[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        return Markup.Escape((indent + string.Join(Gap, padded)).TrimEnd());
    }
}
