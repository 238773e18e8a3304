namespace Glia.Pages;

/// <summary>A speed over time, for the lesson on slopes.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Formula">s, in letters.</param>
/// <param name="F">s of t.</param>
/// <param name="Put">The formula with a number for t.</param>
/// <param name="Pattern">How its slope goes on, for one t.</param>
internal sealed record SpeedCurve(string Name, string Formula, Func<double, double> F, Func<string, string> Put, Func<double, string> Pattern)
{
    /// <summary>All curves.</summary>
    public static IReadOnlyList<SpeedCurve> All { get; } =
    [
        new("constant", "30", _ => 30, _ => "30", _ => "A speed that does not change has the slope 0 everywhere."),
        new("line", "30 + 10t", t => 30 + (10 * t), t => $"(30 + 10·{t})", _ => "A straight line has the same slope everywhere: 10."),
        new("square", "t²", t => t * t, t => $"{t}²", t => $"The slope of t² is twice t: 2·{Num.In(t)} = {Num.Of(2 * t)}."),
        new("cube", "t³", t => t * t * t, t => $"{t}^3", t => $"The slope of t³ is three times t²: 3·{Num.In(t)}² = {Num.Of(3 * t * t)}."),
    ];

    /// <summary>Whether its slope is the same everywhere.</summary>
    public bool IsStraight => Name is "constant" or "line";

    public static SpeedCurve Named(string name) => All.First(c => c.Name == name);

    /// <summary>The slope at <paramref name="t"/>, by a difference over a step so small that nothing of it is seen.</summary>
    public double SlopeAt(double t) => Math.Round(FiniteDifference.Central(F, t, 1e-4), 6);
}
