using System.Text;

namespace Glia.Pages;

/// <summary>A <see cref="Plot"/> as a drawing.</summary>
internal static class SvgPlot
{
    private const double Width = 640, Left = 64, Right = 16, Top = 14, Bottom = 50;

    public static string Draw(Plot plot)
    {
        double size = plot.Aspect >= 0.95 ? 460 : Width; // maps are as high as wide, and need not fill the page
        double height = ((size - Left - Right) * plot.Aspect) + Top + Bottom;
        var drawing = new Svg(size, height, plot.Title, plot.Aspect >= 0.95 ? "plot map" : "plot");
        var area = new Area(PlotFrame.Of(plot), size - Left - Right, height - Top - Bottom);
        if (plot.Behind is { } field) drawing.Image(Left, Top, area.Width, area.Height, Map(field));
        Axes(drawing, plot, area);
        for (int i = 0; i < plot.Series.Count; i++) Draw(drawing, plot, plot.Series[i], area, $"c{area.Frame.Colors[i]}");
        return drawing.End();
    }

    private sealed record Area(PlotFrame Frame, double Width, double Height)
    {
        public double X(double value) => Left + (Frame.X.Place(value) * Width);

        public double Y(double value) => Top + Height - (Frame.Y.Place(value) * Height);
    }

    private static void Axes(Svg drawing, Plot plot, Area area)
    {
        foreach ((double value, string text) in Thinned(area.Frame.X.Marks, plot.X.Names is null ? 10 : 14))
        {
            drawing.Line(area.X(value), Top, area.X(value), Top + area.Height, "grid");
            drawing.Text(area.X(value), Top + area.Height + 18, text, "mark");
        }

        foreach ((double value, string text) in area.Frame.Y.Marks)
        {
            drawing.Line(Left, area.Y(value), Left + area.Width, area.Y(value), "grid");
            drawing.Text(Left - 8, area.Y(value) + 4, text, "mark", "end");
        }

        drawing.Rectangle(Left, Top, area.Width, area.Height, "frame");
        drawing.Text(Left + (area.Width / 2), Top + area.Height + 40, plot.X.Label, "label");
        drawing.Text(16, Top + (area.Height / 2), plot.Y.Label, "label", isTurned: true);
    }

    private static IEnumerable<(double Value, string Text)> Thinned(IReadOnlyList<(double Value, string Text)> marks, int most)
    {
        int every = Math.Max(1, (marks.Count + most - 1) / most);
        return marks.Where((_, i) => i % every == 0);
    }

    private static void Draw(Svg drawing, Plot plot, Series series, Area area, string color)
    {
        IEnumerable<(double X, double Y)> inside = series.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y));
        switch (series)
        {
            case Curve curve:
                drawing.Path(Path(curve, area), $"curve {color}{(curve.IsDashed ? " dashed" : "")}");
                break;
            case Bars:
                double width = area.Width * PlotFrame.BarWidth(plot) / (area.Frame.X.High - area.Frame.X.Low) * 0.86;
                foreach ((double x, double y) in inside)
                    drawing.Rectangle(area.X(x) - (width / 2), Math.Min(area.Y(y), area.Y(0)), width, Math.Abs(area.Y(y) - area.Y(0)), $"bar {color}");
                break;
            default:
                foreach ((double x, double y) in inside) drawing.Circle(area.X(x), area.Y(y), series.Points.Count > 200 ? 2.5 : 5, $"dot {color}", $"{Num.Of(x)}, {Num.Of(y)}");
                break;
        }
    }

    private static string Path(Curve curve, Area area)
    {
        var path = new StringBuilder();
        var frame = new Clip(Left, Top, Left + area.Width, Top + area.Height);
        (double X, double Y)? last = null, pen = null;
        foreach ((double x, double y) in curve.Points)
        {
            (double X, double Y)? here = double.IsFinite(x) && double.IsFinite(y) ? (area.X(x), area.Y(y)) : null;
            if (last is { } from && here is { } to && frame.Piece(from, to) is { } piece)
            {
                if (pen != piece.From) path.Append('M').Append(Svg.N(piece.From.X)).Append(' ').Append(Svg.N(piece.From.Y));
                path.Append('L').Append(Svg.N(piece.To.X)).Append(' ').Append(Svg.N(piece.To.Y));
                pen = piece.To;
            }

            last = here;
        }

        return path.ToString();
    }

    // From the colour of "no" over white to that of "yes".
    private static string Map(Field field)
    {
        int rows = field.Values.GetLength(0), columns = field.Values.GetLength(1);
        var values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) values[((rows - 1 - row) * columns) + column] = (float)((field.Values[row, column] * 2) - 1) * 0.5f;
        return DataUri.Of(Palette.SignedTo(1.4).Colors(values), new FeatureShape(rows, columns));
    }
}
