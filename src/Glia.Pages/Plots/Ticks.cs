namespace Glia.Pages;

/// <summary>An axis made ready for drawing: its ends, and the round numbers to mark between them.</summary>
public sealed class Ticks
{
    private readonly bool _isLogarithmic;

    private Ticks(double low, double high, bool isLogarithmic, IReadOnlyList<(double Value, string Text)> marks)
    {
        (Low, High, _isLogarithmic, Marks) = (low, high, isLogarithmic, marks);
    }

    /// <summary>Where the axis begins.</summary>
    public double Low { get; }

    /// <summary>Where it ends, above <see cref="Low"/>.</summary>
    public double High { get; }

    /// <summary>What is marked, with the words for it.</summary>
    public IReadOnlyList<(double Value, string Text)> Marks { get; }

    /// <summary>Makes <paramref name="axis"/> ready for <paramref name="values"/>.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is drawn along it.</param>
    /// <param name="most">About how many marks there is room for.</param>
    /// <param name="fromZero">Whether it must begin at or below 0, as bars want it.</param>
    public static Ticks Of(Axis axis, IEnumerable<double> values, int most = 6, bool fromZero = false)
    {
        ArgumentNullException.ThrowIfNull(axis);
        Ticks round = Round(axis, values, most, fromZero);
        return axis.Marks is { } marks ? new(round.Low, round.High, round._isLogarithmic, [.. marks.Where(m => m >= round.Low && m <= round.High).Select(m => (m, Num.Of(m)))]) : round;
    }

    private static Ticks Round(Axis axis, IEnumerable<double> values, int most, bool fromZero)
    {
        double[] finite = [.. values.Where(v => double.IsFinite(v) && (!axis.IsLogarithmic || v > 0))];
        double low = axis.Low ?? finite.DefaultIfEmpty(0).Min(), high = axis.High ?? finite.DefaultIfEmpty(1).Max();
        if (fromZero) (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (axis.Names is { } names) return new(axis.Low ?? -0.5, axis.High ?? names.Count - 0.5, false, [.. names.Select((name, i) => ((double)i, name))]);
        if (axis.IsLogarithmic) return Logarithmic(low, high);
        if (!(high > low)) (low, high) = low == 0 ? (-1, 1) : (low - (Math.Abs(low) / 2), low + (Math.Abs(low) / 2));
        double step = Step((high - low) / most);
        if (axis.Low is null) low = Math.Floor((low / step) + 1e-9) * step;
        if (axis.High is null) high = Math.Ceiling((high / step) - 1e-9) * step;
        var marks = new List<(double, string)>();
        for (double i = Math.Ceiling((low / step) - 1e-9); i * step <= high + (step * 1e-9); i++) marks.Add((i * step, Text(i * step, step)));
        return new(low, high, false, marks);
    }

    /// <summary>Where <paramref name="value"/> lies, 0 at the beginning of the axis and 1 at its end.</summary>
    public double Place(double value) => _isLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    // 1, 2 or 5 times a power of ten (Heckbert 1990, Nice numbers for graph labels).
    private static double Step(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough))), part = rough / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }

    private static Ticks Logarithmic(double low, double high)
    {
        if (!(low > 0)) low = 1e-9;
        if (!(high > low)) (low, high) = (low / 2, low * 2);
        double first = Math.Floor(Math.Log10(low)), last = Math.Ceiling(Math.Log10(high));
        double[] within = last - first > 3 ? [1] : last - first > 1 ? [1, 3] : [1, 2, 5];
        double jump = Math.Ceiling((last - first) / 8);
        var marks = new List<(double, string)>();
        for (double power = first; power <= last; power += jump)
            foreach (double m in within)
                if (m * Math.Pow(10, power) is var value && value >= low * 0.999 && value <= high * 1.001) marks.Add((value, Num.Of(value, 3)));
        return new(low / Math.Pow(high / low, 0.04), high * Math.Pow(high / low, 0.04), true, marks);
    }

    private static string Text(double value, double step) => Num.Of(Math.Abs(value) < step / 1e6 ? 0 : value, Math.Clamp((int)Math.Ceiling(-Math.Log10(step) + 1e-9) + 1, 3, 7));
}
