namespace Glia.Pages;

/// <summary>What a slope is: of a straight line, and of a curve at one place.</summary>
internal sealed class SlopeLesson : Lesson
{
    private static readonly Knob<string> Name = Knob.Choice("curve", "How the speed changes over time", "square", [.. SpeedCurve.All.Select(c => c.Name)]);
    private static readonly Knob<double> T = Knob.Number("t", "The time to look at, -10 to 10.", 3, -10, 10);
    private static readonly Knob<double> H = Knob.Number("h", "The first step, 0.01 to 10; each next one is a tenth.", 1, 0.01, 10);

    public override string Id => "slope";

    public override string Title => "What a slope is";

    public override string Summary => "How fast something changes: easy for a straight line, and for a curve the end of smaller and smaller steps.";

    public override IReadOnlyList<Knob> Knobs => [Name, T, H];

    public override LessonRun Run(KnobValues values)
    {
        SpeedCurve curve = SpeedCurve.All.First(c => c.Name == values.Get(Name));
        double t = values.Get(T), h = values.Get(H);
        return new([.. StraightLines(), .. SmallerSteps(curve, t, h), .. Everywhere(curve, t)], Ask(curve, t))
        {
            Tries =
            [
                new("glia learn slope --t -2", "On the way down the slope is below 0."),
                new("glia learn slope --curve cube", "A curve that turns upward faster."),
                new("glia learn slope --curve line --t 5", "A straight line: every step gives the same."),
            ],
        };
    }

    private static IEnumerable<Block> StraightLines()
    {
        SpeedCurve constant = SpeedCurve.Named("constant"), line = SpeedCurve.Named("line"), square = SpeedCurve.Named("square");
        yield return new Paragraph("A car's speed over time. The **slope** of its graph says how fast the speed changes: how far it rises, divided by how long that takes.");
        yield return new Table(["<minute", "0", "1", "2", "3", "4", "5", "6"],
        [
            .. new[] { constant, line, square }.Select(c => (IReadOnlyList<Cell>)[$"s = {c.Formula}", .. Enumerable.Range(0, 7).Select(t => new Cell(Num.Of(c.F(t))))]),
        ]);
        yield return new Equations(
            new($"({Num.Of(constant.F(4))} - {Num.Of(constant.F(1))}) / (4 - 1) = {Num.Of(FiniteDifference.Forward(constant.F, 1, 3))}", "s = 30: the speed does not change"),
            new($"({Num.Of(line.F(4))} - {Num.Of(line.F(1))}) / (4 - 1) = {Num.Of(FiniteDifference.Forward(line.F, 1, 3))}", "s = 30 + 10t: 10 more every minute"),
            new($"({Num.Of(line.F(6))} - {Num.Of(line.F(0))}) / (6 - 0) = {Num.Of(FiniteDifference.Forward(line.F, 0, 6))}", "the same between any two points of a straight line"),
            new($"({Num.Of(square.F(1))} - {Num.Of(square.F(0))}) / (1 - 0) = {Num.Of(FiniteDifference.Forward(square.F, 0, 1))}", "s = t², at the beginning"),
            new($"({Num.Of(square.F(6))} - {Num.Of(square.F(5))}) / (6 - 5) = {Num.Of(FiniteDifference.Forward(square.F, 5, 1))}", "and later: a curve has another slope at every place"));
    }

    private static IEnumerable<Block> SmallerSteps(SpeedCurve curve, double t, double h)
    {
        double slope = curve.SlopeAt(t);
        yield return new Heading($"The slope of {curve.Formula} at t = {Num.Of(t)}");
        yield return new Paragraph("Two points of the curve give a straight line through both, a **secant**, and its slope. Move the second point closer and closer to the first:");
        yield return new Equations([.. StepsFrom(h).Select(step => new Equation(
            $"({curve.Put($"({Num.In(t)} + {Num.Of(step)})")} - {curve.Put(Num.In(t))}) / {Num.Of(step)} = {Num.Of(FiniteDifference.Forward(curve.F, t, step), 5)}", $"step {Num.Of(step)}"))]);
        yield return new Paragraph(curve.IsStraight
            ? $"The step makes no difference: on a straight line every secant is the line itself. Its slope is **{Num.Of(slope)}**."
            : $"They close in on **{Num.Of(slope)}**. That is the slope **at** t = {Num.Of(t)}, and the line that has it, the **tangent**, touches the curve there. Its name is the derivative, ds/dt.");
        yield return Picture(curve, t, h);
    }

    // Tenths of tenths leave crumbs of binary fractions; nine decimals hold the smallest step.
    private static IEnumerable<double> StepsFrom(double h) => new double[] { 1, 10, 100, 1000 }.Select(part => Math.Round(h / part, 9));

    private static Plot Picture(SpeedCurve curve, double t, double h)
    {
        double low = t - (3 * h), high = t + (5 * h); // wider than the steps above: there the lines would lie on each other
        Curve Straight(string name, double slope) => Curve.Of(name, low, high, x => curve.F(t) + (slope * (x - t)), 2);
        double[] steps = curve.IsStraight ? [] : [4 * h, 2 * h];
        var graph = Curve.Of($"s = {curve.Formula}", low, high, curve.F, 161);
        double lowest = graph.Points.Min(p => p.Y), highest = graph.Points.Max(p => p.Y), margin = 0.15 * (highest - lowest);
        Axis s = highest > lowest ? new("s", lowest - margin, highest) : new("s");
        return new(curve.IsStraight ? $"{curve.Formula}: a straight line is its own tangent" : $"{curve.Formula}: secants of smaller steps turn into the tangent", new("t", low, high), s,
        [
            graph,
            .. steps.Select(step => (Series)Straight($"secant, step {Num.Of(step)}", FiniteDifference.Forward(curve.F, t, step))),
            Straight("tangent", curve.SlopeAt(t)) with { IsDashed = true },
            new Dots($"t = {Num.Of(t)}", [(t, curve.F(t))]),
        ]);
    }

    private static IEnumerable<Block> Everywhere(SpeedCurve curve, double t)
    {
        double first = Math.Floor(t) - 2;
        double[] times = [.. Enumerable.Range(0, 5).Select(i => first + i)];
        yield return new Table(["<t", .. times.Select(x => Num.Of(x))],
        [
            [$"s = {curve.Formula}", .. times.Select(x => new Cell(Num.Of(curve.F(x))))],
            [new Cell("slope", Tone.Strong), .. times.Select(x => new Cell(Num.Of(curve.SlopeAt(x)), Tone.Strong))],
        ])
        {
            Caption = "The same at other places:",
        };
        yield return new Paragraph("Training a network is this: the loss is the curve, a weight is t, and the slope says which way to turn the weight so that the loss falls.");
        if (curve.Name == "square") yield return new Paragraph("(t² is sometimes called exponential growth. It is not: it grows with a power of t; exponential would be 2^t, with t in the exponent.)");
    }

    private static Quiz Ask(SpeedCurve curve, double t)
    {
        double at = Math.Floor(t) + 4, solution = curve.SlopeAt(at);
        return Quiz.ForNumber($"What is the slope of {curve.Formula} at t = {Num.Of(at)}? The row of slopes above has a pattern.", solution, curve.Pattern(at), 0.05);
    }
}
