namespace Glia;

/// <summary>Slopes of functions of one number by differences: what a derivative is before any rule, and what checks one afterwards.</summary>
public static class FiniteDifference
{
    /// <summary>Slope of the secant from x to x + h, <c>(f(x + h) − f(x)) / h</c>. Its distance from f'(x) shrinks with h.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The place.</param>
    /// <param name="h">The step, not 0; below 0 for a secant to the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">h is 0 or no number.</exception>
    public static double Forward(Func<double, double> f, double x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(h);
        return (f(x + h) - f(x)) / h;
    }

    /// <summary>Slope of the secant from x − h to x + h, <c>(f(x + h) − f(x − h)) / 2h</c>. Its distance from f'(x) shrinks with h²; 1e-5 suits double precision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">h is 0 or no number.</exception>
    public static double Central(Func<double, double> f, double x, double h = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(h);
        return (f(x + h) - f(x - h)) / (2 * h);
    }

    private static void CheckStep(double h)
    {
        if (h == 0 || !double.IsFinite(h)) throw new ArgumentOutOfRangeException(nameof(h), h, "The step of a difference must be a number other than 0.");
    }
}
