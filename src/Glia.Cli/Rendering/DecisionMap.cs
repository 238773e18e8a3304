using System.Text;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>What a network with two inputs answers at every place: x to the right, y upwards, one character for each place, coloured by how much is believed in each class.</summary>
internal sealed class DecisionMap
{
    private const int Columns = 40, Rows = 20; // a character is about twice as high as wide
    private const int MostPoints = 40; // more would hide the map; then only those answered wrongly are drawn
    private const double FewPointsMargin = 0.25, Margin = 0.03; // beyond the outermost points, as part of the way between them
    private const string Shades = " ░▒▓█";

    private static readonly (byte R, byte G, byte B)[] Palette = [(0x1F, 0x5F, 0xA8), (0xC4, 0x6A, 0x12), (0x2E, 0x7D, 0x32), (0x8E, 0x24, 0xAA), (0x00, 0x83, 0x8F), (0xAD, 0x14, 0x57)];

    private readonly Network _network;
    private readonly Dataset _data;
    private readonly (double Low, double High) _x, _y;
    private readonly Opinion[,] _opinions = new Opinion[Rows, Columns];
    private readonly char?[,] _points = new char?[Rows, Columns];

    private DecisionMap(Network network, Dataset data)
    {
        (_network, _data) = (network, data);
        _x = Range(0);
        _y = Range(1);
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++) _opinions[row, column] = Opinion.Of(network, [(float)At(_x, column, Columns), (float)At(_y, Rows - 1 - row, Rows)]);
    }

    /// <summary>Draws the map with the samples of <paramref name="evaluation"/>, which are those of <paramref name="data"/>, shape <c>(count, 2)</c>.</summary>
    public static void Write(ToolConsole console, Network network, Dataset data, Evaluation evaluation)
    {
        var map = new DecisionMap(network, data);
        bool drawsAll = data.Count <= MostPoints;
        foreach (Answer answer in evaluation.Answers)
            if (drawsAll || !answer.IsCorrect) map.Mark(answer, drawsAll);
        map.Draw(console);
        console.Out.MarkupLine($"  {map.Legend(console.HasColor)}{(drawsAll ? "; the characters in it are the samples" : evaluation.Accuracy < 1 ? "; × is a test sample answered wrongly" : "")}.");
    }

    private void Mark(Answer answer, bool byClass)
    {
        float[] point = _data.Features(answer.Index);
        int column = Place(_x, point[0], Columns), row = Rows - 1 - Place(_y, point[1], Rows);
        _points[row, column] = byClass ? _data.ClassNames[answer.Actual][0] : '×';
    }

    private void Draw(ToolConsole console)
    {
        string top = Label(_y.High), bottom = Label(_y.Low);
        int width = Math.Max(top.Length, bottom.Length);
        for (int row = 0; row < Rows; row++)
        {
            string label = row == 0 ? top : row == Rows - 1 ? bottom : row == Rows / 2 ? "y" : "";
            console.Out.MarkupLine($"  [dim]{label.PadLeft(width)}[/] {(console.HasColor ? ColorLine(row) : PlainLine(row))}");
        }

        string left = Label(_x.Low), right = Label(_x.High);
        string axis = left.PadRight(Columns / 2) + "x".PadRight((Columns / 2) - right.Length) + right;
        console.Out.MarkupLine($"  [dim]{new string(' ', width)} {axis}[/]");
    }

    private string ColorLine(int row)
    {
        var line = new StringBuilder();
        for (int column = 0; column < Columns;)
        {
            string color = Color(_opinions[row, column].Beliefs);
            int end = column + 1;
            while (_points[row, column] is null && end < Columns && _points[row, end] is null && Color(_opinions[row, end].Beliefs) == color) end++;
            string text = _points[row, column] is { } mark ? Markup.Escape(mark.ToString()) : new string(' ', end - column);
            line.Append("[bold white on #").Append(color).Append(']').Append(text).Append("[/]");
            column = end;
        }

        return line.ToString();
    }

    private string PlainLine(int row) => Markup.Escape(string.Concat(Enumerable.Range(0, Columns).Select(column => _points[row, column] ?? Plain(_opinions[row, column]))));

    // Two classes as shades from the first to the second, more of them by their first letters.
    private char Plain(Opinion opinion)
    {
        if (_network.ClassNames.Count > 2) return opinion.Answer < 0 ? '?' : _network.ClassNames[opinion.Answer][0];
        return Shades[Math.Clamp((int)(opinion.Beliefs[1] * Shades.Length), 0, Shades.Length - 1)];
    }

    private string Legend(bool color)
    {
        IReadOnlyList<string> names = _network.ClassNames;
        if (color) return "The colours are the answers: " + string.Join(", ", names.Select((name, c) => $"[bold white on #{Color(One(c))}] {Markup.Escape(name)} [/]"));
        if (names.Count > 2) return "The letters are the answers";
        return $"Blank is the answer {Markup.Escape(names[0])}, █ is {Markup.Escape(names[1])}, shades are in between";
    }

    private float[] One(int c) => [.. Enumerable.Range(0, _network.ClassNames.Count).Select(i => i == c ? 1f : 0f)];

    /// <summary>The classes' colours mixed as the beliefs are, in sixteen steps, so that places alike can be drawn at once.</summary>
    private static string Color(float[] beliefs)
    {
        double r = 0, g = 0, b = 0;
        for (int c = 0; c < beliefs.Length; c++)
        {
            (byte red, byte green, byte blue) = Palette[c % Palette.Length];
            double part = Math.Round(beliefs[c] * 16) / 16;
            (r, g, b) = (r + (part * red), g + (part * green), b + (part * blue));
        }

        return $"{(byte)Math.Min(r, 255):x2}{(byte)Math.Min(g, 255):x2}{(byte)Math.Min(b, 255):x2}";
    }

    private (double Low, double High) Range(int feature)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < _data.Count; i++) (low, high) = (Math.Min(low, _data.Features(i)[feature]), Math.Max(high, _data.Features(i)[feature]));
        double margin = high > low ? (_data.Count <= MostPoints ? FewPointsMargin : Margin) * (high - low) : 1;
        return (low - margin, high + margin);
    }

    private static double At((double Low, double High) range, int place, int places) => range.Low + ((range.High - range.Low) * (place + 0.5) / places);

    private static int Place((double Low, double High) range, double value, int places) => Math.Clamp((int)((value - range.Low) / (range.High - range.Low) * places), 0, places - 1);

    private static string Label(double value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
