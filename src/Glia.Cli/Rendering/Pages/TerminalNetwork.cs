using Glia.Pages;

namespace Glia.Cli;

/// <summary>A <see cref="NetworkDiagram"/> as text: the units of each layer under each other, the layers side by side.</summary>
internal static class TerminalNetwork
{
    private const string Between = "  ──▶  ";

    public static IEnumerable<string> Lines(NetworkDiagram diagram)
    {
        int rows = diagram.Columns.Max(c => c.Units.Count);
        int[] widths = [.. diagram.Columns.Select(c => Math.Max(c.Name.Length, c.Units.Max(u => u.Length) + 2))];
        for (int row = 0; row < rows; row++)
            yield return string.Concat(diagram.Columns.Select((column, c) => Pad(Unit(column, row, rows), widths[c]) + (c == widths.Length - 1 ? "" : row == rows / 2 ? Between : new string(' ', Between.Length))));
        yield return string.Concat(diagram.Columns.Select((column, c) => Pad(column.Name, widths[c]) + (c == widths.Length - 1 ? "" : new string(' ', Between.Length))));
    }

    private static string Unit(DiagramColumn column, int row, int rows)
    {
        int at = row - ((rows - column.Units.Count) / 2);
        return at < 0 || at >= column.Units.Count ? "" : column.Units[at].Length > 0 ? $"({column.Units[at]})" : "( )";
    }

    private static string Pad(string text, int width) => text.PadLeft((width + text.Length) / 2).PadRight(width);
}
