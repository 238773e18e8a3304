using System.Text;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A <see cref="Plot"/> as text: curves in Braille dots, two by four in each character, points and bars as signs.</summary>
internal static class TerminalPlot
{
    private const int Dots = 4;
    private static readonly string[] Colors = ["deepskyblue1", "darkorange", "green3", "mediumorchid", "gold3", "darkcyan"];
    private const string Signs = "●○◆◇▲△";

    /// <summary>The plot as lines of markup, at most <paramref name="width"/> columns.</summary>
    public static IEnumerable<string> Lines(Plot plot, int width, bool color)
    {
        PlotFrame frame = PlotFrame.Of(plot, mostX: width / 14, mostY: 4);
        bool isMap = plot.Aspect >= 0.95;
        int left = frame.Y.Marks.Max(m => m.Text.Length) + 1, columns = Math.Min(isMap ? 42 : 64, width - left - 2), rows = isMap ? columns / 2 : 13;
        var grid = new Cells(columns, rows);
        for (int i = 0; i < plot.Series.Count; i++) Draw(grid, plot, plot.Series[i], frame, i);
        foreach (string line in TextWrap.Lines(plot.Title, width)) yield return $"[bold]{InlineMarkup.Plain(line)}[/]";
        if (plot.Y.Label.Length > 0) yield return $"[dim]{Markup.Escape(plot.Y.Label)}[/]";
        for (int row = 0; row < rows; row++)
        {
            string mark = frame.Y.Marks.Where(m => Row(frame.Y.Place(m.Value), rows) == row).Select(m => m.Text).FirstOrDefault("");
            yield return $"[dim]{mark.PadLeft(left - 1)} {(mark.Length > 0 ? '┤' : '│')}[/]{grid.Line(row, color, plot.Behind)}";
        }

        yield return $"[dim]{new string(' ', left)}└{new string('─', columns)}[/]";
        yield return $"[dim]{new string(' ', left + 1)}{Markup.Escape(Across(frame.X, columns))}[/]";
        if (plot.X.Label.Length > 0) yield return $"[dim]{new string(' ', left + 1)}{Markup.Escape(plot.X.Label.PadLeft((columns + plot.X.Label.Length) / 2))}[/]";
        if (Legend(plot, frame, color) is { Length: > 0 } legend) yield return new string(' ', left + 1) + legend;
    }

    private static string Legend(Plot plot, PlotFrame frame, bool color) => string.Join("   ", plot.Series.Select((s, i) => s.Name.Length == 0 ? "" :
        $"{(color ? $"[{Colors[frame.Colors[i]]}]" : "")}{(s is Glia.Pages.Dots ? Signs[i % Signs.Length] : s is Bars ? '█' : '━')}{(color ? "[/]" : "")} {Markup.Escape(s.Name)}").Where(t => t.Length > 0));

    private static string Across(Ticks axis, int columns)
    {
        var line = new StringBuilder(new string(' ', columns + 8));
        int free = 0;
        foreach ((double value, string text) in axis.Marks)
        {
            int at = Math.Clamp((int)Math.Round((axis.Place(value) * (columns - 1)) - ((text.Length - 1) / 2.0)), 0, columns + 8 - text.Length);
            if (at < free) continue;
            for (int i = 0; i < text.Length; i++) line[at + i] = text[i];
            free = at + text.Length + 1;
        }

        return line.ToString().TrimEnd();
    }

    private static int Row(double place, int rows) => (int)Math.Clamp(Math.Floor((1 - place) * rows), 0, rows - 1);

    private static void Draw(Cells cells, Plot plot, Series series, PlotFrame frame, int number)
    {
        int color = frame.Colors[number];
        switch (series)
        {
            case Curve curve:
                Draw(cells, curve, frame, color);
                break;
            case Bars:
                foreach ((double x, double y) in series.Points) cells.Bar(frame.X.Place(x), frame.Y.Place(0), frame.Y.Place(y), PlotFrame.BarWidth(plot) / (frame.X.High - frame.X.Low), color);
                break;
            default:
                foreach ((double x, double y) in series.Points) cells.Sign(frame.X.Place(x), frame.Y.Place(y), Signs[number % Signs.Length], color);
                break;
        }
    }

    private static void Draw(Cells cells, Curve curve, PlotFrame frame, int color)
    {
        (double X, double Y)? last = null;
        foreach ((double x, double y) in curve.Points)
        {
            (double, double)? place = double.IsFinite(x) && double.IsFinite(y) ? (frame.X.Place(x), frame.Y.Place(y)) : null;
            if (place is { } to) cells.Line(last ?? to, to, color, curve.IsDashed);
            last = place;
        }
    }

    /// <summary>The characters of the plot's inside.</summary>
    private sealed class Cells(int columns, int rows)
    {
        private readonly byte[,] _dots = new byte[rows, columns];
        private readonly char[,] _signs = new char[rows, columns];
        private readonly int[,] _colors = new int[rows, columns];

        public void Line((double X, double Y) from, (double X, double Y) to, int color, bool isDashed)
        {
            int steps = (int)Math.Min(4000, 1 + Math.Max(Math.Abs(to.X - from.X) * columns * 2, Math.Abs(to.Y - from.Y) * rows * Dots));
            for (int i = 0; i <= steps; i++)
            {
                double part = (double)i / steps;
                Dot(from.X + ((to.X - from.X) * part), from.Y + ((to.Y - from.Y) * part), color, isDashed);
            }
        }

        public void Sign(double x, double y, char sign, int color)
        {
            if (!(x is >= 0 and <= 1 && y is >= 0 and <= 1)) return;
            int column = Math.Min(columns - 1, (int)(x * columns)), row = TerminalPlot.Row(y, rows);
            (_signs[row, column], _colors[row, column]) = (sign, color);
        }

        public void Bar(double x, double foot, double head, double width, int color)
        {
            const string eighths = " ▁▂▃▄▅▆▇█";
            int first = Math.Max(0, (int)Math.Round((x - (width * 0.43)) * columns)), last = Math.Min(columns - 1, Math.Max(first, (int)Math.Round((x + (width * 0.43)) * columns) - 1));
            double low = Math.Min(foot, head) * rows, high = Math.Max(foot, head) * rows;
            for (int row = 0; row < rows; row++)
            {
                double filled = Math.Clamp(high - (rows - 1 - row), 0, 1) - Math.Clamp(low - (rows - 1 - row), 0, 1);
                char sign = eighths[(int)Math.Round(filled * 8)];
                if (sign == ' ') continue;
                for (int column = first; column <= last; column++) (_signs[row, column], _colors[row, column]) = (sign, color);
            }
        }

        public string Line(int row, bool color, Field? behind)
        {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++)
            {
                char sign = _signs[row, column] != 0 ? _signs[row, column] : _dots[row, column] != 0 ? (char)(0x2800 + _dots[row, column]) : ' ';
                double? belief = behind is null ? null : At(behind, row, column);
                if (!color)
                {
                    line.Append(sign == ' ' && belief is { } b ? b >= 0.5 ? '▒' : '·' : sign);
                    continue;
                }

                string ground = belief is { } c ? " on " + Ground(c) : "";
                if (sign == ' ' && ground.Length == 0) line.Append(' ');
                else line.Append($"[{(belief is null ? Colors[_colors[row, column]] : "black")}{ground}]{sign}[/]");
            }

            return line.ToString();
        }

        private double At(Field field, int row, int column)
        {
            int height = field.Values.GetLength(0), width = field.Values.GetLength(1);
            return field.Values[Math.Min(height - 1, (int)((rows - 1 - row + 0.5) / rows * height)), Math.Min(width - 1, (int)((column + 0.5) / columns * width))];
        }

        private static string Ground(double belief)
        {
            (byte r, byte g, byte b) = Palette.SignedTo(1.4).Colors([(float)((belief * 2) - 1) * 0.5f])[0];
            return $"#{r:x2}{g:x2}{b:x2}";
        }

        private void Dot(double x, double y, int color, bool isDashed)
        {
            if (!(x is >= 0 and <= 1 && y is >= 0 and <= 1)) return;
            int across = Math.Min((columns * 2) - 1, (int)(x * columns * 2)), down = Math.Min((rows * Dots) - 1, (int)((1 - y) * rows * Dots));
            if (isDashed && across / 3 % 2 == 1) return;
            int bit = (down % Dots, across % 2) switch { (0, 0) => 0x01, (1, 0) => 0x02, (2, 0) => 0x04, (3, 0) => 0x40, (0, _) => 0x08, (1, _) => 0x10, (2, _) => 0x20, _ => 0x80 };
            _dots[down / Dots, across / 2] |= (byte)bit;
            _colors[down / Dots, across / 2] = color;
        }
    }
}
