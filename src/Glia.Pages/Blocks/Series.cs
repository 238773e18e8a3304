namespace Glia.Pages;

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
