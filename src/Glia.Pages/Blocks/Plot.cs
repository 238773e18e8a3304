namespace Glia.Pages;

/// <summary>Curves, points and bars over two axes, and what a function says everywhere behind them.</summary>
/// <param name="Title">What it shows; also read to those who cannot see it.</param>
/// <param name="X">The axis from left to right.</param>
/// <param name="Y">The axis from bottom to top.</param>
/// <param name="Series">What is drawn, in this order.</param>
public sealed record Plot(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series) : Block
{
    /// <summary>Drawn behind everything, such as the regions of a classifier; null for nothing.</summary>
    public Field? Behind { get; init; }

    /// <summary>Height divided by width on a page; 1 for maps.</summary>
    public double Aspect { get; init; } = 0.56;

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One axis of a <see cref="Plot"/>.</summary>
/// <param name="Label">What it measures.</param>
/// <param name="Low">Where it begins; null for the smallest value.</param>
/// <param name="High">Where it ends; null for the largest value.</param>
public sealed record Axis(string Label, double? Low = null, double? High = null)
{
    /// <summary>Whether equal steps multiply instead of adding; values must then be above 0.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Names for the places 0, 1, 2 …, instead of numbers; null for numbers.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Numbers to mark instead of round ones, such as the few that were tried; null for round ones.</summary>
    public IReadOnlyList<double>? Marks { get; init; }
}

/// <summary>Something drawn in a <see cref="Plot"/>.</summary>
/// <param name="Name">Its name in the legend; empty for none.</param>
/// <param name="Points">Places as (x, y). What is not finite is left out, and interrupts a curve.</param>
public abstract record Series(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Which of the six colours, 0 … 5; null for the next free one.</summary>
    public int? Color { get; init; }
}

/// <summary>Points joined by a line.</summary>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points) : Series(Name, Points)
{
    /// <summary>Whether it is drawn in dashes: a bound, an aim.</summary>
    public bool IsDashed { get; init; }

    /// <summary><paramref name="f"/> at <paramref name="count"/> places from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Curve Of(string name, double low, double high, Func<double, double> f, int count = 200)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(name, [.. Enumerable.Range(0, count).Select(i => low + ((high - low) * i / (count - 1.0))).Select(x => (x, f(x)))]);
    }
}

/// <summary>Points by themselves.</summary>
public sealed record Dots(string Name, IReadOnlyList<(double X, double Y)> Points) : Series(Name, Points);

/// <summary>Bars from 0 up to each y.</summary>
public sealed record Bars(string Name, IReadOnlyList<(double X, double Y)> Points) : Series(Name, Points);

/// <summary>A number for every place of a plot, 0 … 1: how much one class is believed in there.</summary>
/// <param name="Values">Shape <c>(rows, columns)</c>, the first row at the bottom, over the whole of both axes.</param>
public sealed record Field(double[,] Values)
{
    /// <summary><paramref name="f"/> (x, y) at the middles of <paramref name="side"/> × <paramref name="side"/> fields.</summary>
    public static Field Of(double lowX, double highX, double lowY, double highY, Func<double, double, double> f, int side = 60)
    {
        ArgumentNullException.ThrowIfNull(f);
        var values = new double[side, side];
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++)
                values[row, column] = f(lowX + ((highX - lowX) * (column + 0.5) / side), lowY + ((highY - lowY) * (row + 0.5) / side));
        return new(values);
    }
}
