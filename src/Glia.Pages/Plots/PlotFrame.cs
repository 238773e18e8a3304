namespace Glia.Pages;

/// <summary>A plot made ready for drawing: both axes, and a colour for each series.</summary>
public sealed class PlotFrame
{
    private PlotFrame(Ticks x, Ticks y, IReadOnlyList<int> colors) => (X, Y, Colors) = (x, y, colors);

    /// <summary>The axis from left to right.</summary>
    public Ticks X { get; }

    /// <summary>The axis from bottom to top.</summary>
    public Ticks Y { get; }

    /// <summary>One of six colours for each series.</summary>
    public IReadOnlyList<int> Colors { get; }

    /// <summary>Makes <paramref name="plot"/> ready, with room for about so many marks along each axis.</summary>
    public static PlotFrame Of(Plot plot, int mostX = 6, int mostY = 5)
    {
        ArgumentNullException.ThrowIfNull(plot);
        (double X, double Y)[] points = [.. plot.Series.SelectMany(s => s.Points).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))];
        bool hasBars = plot.Series.Any(s => s is Bars);
        Axis across = plot.X;
        if (hasBars && across.Names is null && points.Length > 0)
        {
            // Half a bar more on both sides, so that the outer ones are whole.
            double half = BarWidth(plot) / 2;
            across = across with { Low = across.Low ?? (points.Min(p => p.X) - half), High = across.High ?? (points.Max(p => p.X) + half) };
        }

        int free = 0;
        int[] colors = [.. plot.Series.Select(s => s.Color ?? (free++ % 6))];
        return new(Ticks.Of(across, points.Select(p => p.X), mostX), Ticks.Of(plot.Y, points.Select(p => p.Y), mostY, fromZero: hasBars), colors);
    }

    /// <summary>The smallest distance between two bars.</summary>
    public static double BarWidth(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        double[] places = [.. plot.Series.OfType<Bars>().SelectMany(s => s.Points).Select(p => p.X).Distinct().Order()];
        return places.Length < 2 ? 1 : places.Zip(places.Skip(1), (a, b) => b - a).Min();
    }
}
