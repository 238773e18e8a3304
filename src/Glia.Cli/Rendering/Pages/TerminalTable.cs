using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A <see cref="Glia.Pages.Table"/> as lines of text.</summary>
internal static class TerminalTable
{
    private const string Gap = "  ", Indent = "  ";

    public static void Write(ToolConsole console, Glia.Pages.Table table)
    {
        string[] titles = [.. table.Columns.Select(c => c.TrimStart('<'))];
        bool[] isLeft = [.. table.Columns.Select(c => c.StartsWith('<'))];
        int[] widths = [.. titles.Select((title, i) => Math.Max(title.Length, table.Rows.Select(r => InlineMarkup.Length(r[i].Text)).DefaultIfEmpty(0).Max()))];
        console.Out.MarkupLine($"[bold]{Line([.. titles.Select(t => new Cell(t))])}[/]");
        for (int r = 0; r < table.Rows.Count; r++)
        {
            if (table.HasTotal && r == table.Rows.Count - 1) console.Out.MarkupLine($"[dim]{Indent}{new string('─', widths.Sum() + (Gap.Length * (widths.Length - 1)))}[/]");
            foreach (IReadOnlyList<Cell> line in Wrapped(table.Rows[r])) console.Out.MarkupLine(Line(line));
        }

        // Sentences in the last column go on under themselves.
        IEnumerable<IReadOnlyList<Cell>> Wrapped(IReadOnlyList<Cell> cells)
        {
            int room = console.Width - Indent.Length - widths.Take(widths.Length - 1).Sum(w => w + Gap.Length);
            Cell last = cells[^1];
            if (!isLeft[^1] || room < 20 || InlineMarkup.Length(last.Text) <= room) return [cells];
            Cell[] blank = [.. cells.SkipLast(1).Select(_ => new Cell(""))];
            return TextWrap.Lines(last.Text, room).Select((line, i) => (IReadOnlyList<Cell>)[.. i == 0 ? cells.SkipLast(1) : blank, last with { Text = line }]);
        }

        string Line(IReadOnlyList<Cell> cells)
        {
            string line = Indent;
            for (int i = 0; i < cells.Count; i++)
            {
                string blanks = new(' ', Math.Max(0, widths[i] - InlineMarkup.Length(cells[i].Text))), text = Styled(cells[i]);
                bool isLast = i == cells.Count - 1;
                line += (isLeft[i] ? text + (isLast ? "" : blanks) : blanks + text) + (isLast ? "" : Gap);
            }

            return line.TrimEnd();
        }
    }

    private static string Styled(Cell cell)
    {
        string text = InlineMarkup.Of(cell.Text);
        return cell.Tone switch
        {
            Tone.Good => $"[green]{text}[/]",
            Tone.Bad => $"[red]{text}[/]",
            Tone.Faint => $"[dim]{text}[/]",
            Tone.Strong => $"[bold]{text}[/]",
            _ => text,
        };
    }
}
