namespace Glia.Pages;

/// <summary>Above or below a line: a perceptron finds it from random points (row A5).</summary>
internal sealed class LineLesson : Lesson
{
    private const int FreshPoints = 10_000;
    private static readonly Knob<double> Slope = Knob.Number("slope", "Slope of the hidden line, -3 to 3.", 0.5, -3, 3);
    private static readonly Knob<double> Start = Knob.Number("start", "Its height at x = 0, -0.8 to 0.8.", 0.1, -0.8, 0.8);
    private static readonly Knob<int> Points = Knob.Whole("points", "Random points to learn from, 10 to 2000.", 1000, 10, 2000);
    private static readonly Knob<int> Updates = Knob.Whole("updates", "The most moves of the weights, 0 to 3000.", 3000, 0, 3000);
    private static readonly Knob<double> Rate = Knob.Number("lr", "Learning rate, 0.001 to 10.", 0.1, 0.001, 10);
    private static readonly Knob<float[]> At = Knob.Numbers("at", "The point to ask about, each -1 to 1.", [0.3f, 0.8f], -1, 1, least: 2, most: 2);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the points and the first weights, 0 or more.");

    public override string Id => "line";

    public override string Title => "The line that a perceptron draws";

    public override string Summary => "Two inputs are a point, and a perceptron's weights are a line: it says on which side the point lies.";

    public override IReadOnlyList<Knob> Knobs => [Slope, Start, Points, Updates, Rate, At, Seed];

    public override LessonRun Run(KnobValues values)
    {
        double slope = values.Get(Slope), start = values.Get(Start);
        ulong seed = values.Get(Seed);
        Dataset seen = Draw(values.Get(Points), seed, stream: 1, slope, start), fresh = Draw(FreshPoints, seed, stream: 2, slope, start);
        var perceptron = new Perceptron(2, seed);
        int most = values.Get(Updates), updates = perceptron.Train(seen, (float)values.Get(Rate), most);
        return new(
            [
                new Paragraph($"A line is hidden in the square: y = {Line(slope, start)}. The perceptron is not told; it sees {Num.Count(seen.Count)} random points, each with its side, **above** (1) or below (0), and learns by its rule. Where its sum is 0, its answer changes: that is its line."),
                Weights(perceptron, slope, start),
                new Paragraph(Verdict(seen, fresh, perceptron, updates, most)),
                Progress(seen, fresh, seed, (float)values.Get(Rate), updates),
                Map(seen, perceptron, slope, start, values.Get(At)),
                .. Query(perceptron, values.Get(At), slope, start),
            ],
            Ask(perceptron))
        {
            Tries =
            [
                new("glia learn line --updates 20", "Stopped early: how far off is the line?"),
                new("glia learn line --points 20", "Few points leave much room for the line."),
                new("glia learn line --slope -2 --start 0.4 --at 0,0", "Another line, another question."),
            ],
        };
    }

    private static Dataset Draw(int count, ulong seed, ulong stream, double slope, double start)
    {
        var random = new Xoshiro256(seed, stream);
        var points = new float[2 * count];
        var isAbove = new int[count];
        for (int i = 0; i < count; i++)
        {
            (points[2 * i], points[(2 * i) + 1]) = ((float)random.NextDouble(-1, 1), (float)random.NextDouble(-1, 1));
            isAbove[i] = points[(2 * i) + 1] > (slope * points[2 * i]) + start ? 1 : 0;
        }

        return Dataset.FromFloats(points, isAbove, FeatureShape.Row(2), ["below", "above"]);
    }

    private static Equations Weights(Perceptron p, double slope, double start) => new(
        new("w0 + w1·x + w2·y = 0", "the perceptron's line"),
        new(p.ToString(), "with the weights that it found"),
        new($"slope = -w1 / w2 = -{Num.In(p.Weights[1])} / {Num.In(p.Weights[2])} = {Num.Of(-p.Weights[1] / p.Weights[2])}", $"the hidden line has {Num.Of(slope)}"));

    private static string Verdict(Dataset seen, Dataset fresh, Perceptron p, int updates, int most)
    {
        int right = p.CountCorrect(fresh);
        string ended = updates < most ? $"After {Num.Count(updates)} moves every point that it saw was right, and it stopped." : $"It was stopped after {Num.Count(updates)} moves; {Num.Count(p.CountCorrect(seen))} of the {Num.Count(seen.Count)} points that it saw are right.";
        return $"{ended} Of {Num.Count(FreshPoints)} fresh points it gets **{Num.Count(right)}** right, {Num.Percent((double)right / FreshPoints, 2)}.";
    }

    private static Table Progress(Dataset seen, Dataset fresh, ulong seed, float rate, int updates)
    {
        int[] stops = [.. new[] { 0, 1, 3, 10, 30, 100, 300, 1000 }.Where(s => s < updates), updates];
        return new(["moves", $"right of {Num.Count(FreshPoints)} fresh points", "<its line"], [.. stops.Select(stop =>
        {
            var early = new Perceptron(2, seed);
            early.Train(seen, rate, stop);
            return (IReadOnlyList<Cell>)[Num.Count(stop), Num.Count(early.CountCorrect(fresh)), $"`{early}`"];
        })]);
    }

    private static Plot Map(Dataset seen, Perceptron p, double slope, double start, float[] at)
    {
        (double X, double Y, int Side)[] some = [.. Enumerable.Range(0, Math.Min(60, seen.Count)).Select(i => ((double)seen.Features(i)[0], (double)seen.Features(i)[1], seen.Label(i)))];
        return new($"{some.Length} of the points, the hidden line, and the side that the perceptron calls above", new("x", -1, 1), new("y", -1, 1),
            [
                .. PlaneLine.Within("hidden line", start, slope, -1, -1, 1) is { } hidden ? [hidden with { IsDashed = true }] : Array.Empty<Series>(),
                .. PlaneLine.Of("its line", p, -1, 1) is { } own ? [own] : Array.Empty<Series>(),
                new Dots("below", [.. some.Where(s => s.Side == 0).Select(s => (s.X, s.Y))]),
                new Dots("above", [.. some.Where(s => s.Side == 1).Select(s => (s.X, s.Y))]),
                new Dots("the point in question", [(at[0], at[1])]),
            ])
        {
            Behind = Field.Of(-1, 1, -1, 1, (x, y) => p.Query([(float)x, (float)y]) == 1 ? 0.75 : 0.25),
            Aspect = 1,
        };
    }

    private static IEnumerable<Block> Query(Perceptron p, float[] at, double slope, double start)
    {
        float z = new Neuron(p.Weights[1..], p.Weights[0]).Sum(at);
        bool saysAbove = p.Query(at) == 1, isAbove = at[1] > (slope * at[0]) + start;
        yield return new Paragraph($"Ask about the point ({Num.Of(at[0])}, {Num.Of(at[1])}): is it above the line?");
        yield return new Equations(
            new($"z = {Num.In(p.Weights[0])} + {Num.Sum(p.Weights[1..].ToArray(), at)} = {Num.Of(z)} {(saysAbove ? "≥" : "<")} 0", $"{(saysAbove ? "above" : "below")}, says the perceptron"),
            new($"{Num.Of(slope)}·{Num.In(at[0])} + {Num.In(start)} = {Num.Of((slope * at[0]) + start)} {(isAbove ? "<" : "≥")} {Num.Of(at[1])}", $"{(isAbove ? "above" : "below")}, says the hidden line: {(isAbove == saysAbove ? "right" : "wrong")}"));
    }

    private static string Line(double slope, double start) => $"{Num.Of(slope)}·x {(start < 0 ? "-" : "+")} {Num.Of(Math.Abs(start))}";

    private static Quiz Ask(Perceptron p)
    {
        double height = -p.Weights[0] / (double)p.Weights[2];
        return Quiz.ForNumber($"The perceptron's line is {p}. At which height y does it cross x = 0?", height,
            $"With x = 0, w0 + w2·y = 0, so y = -w0 / w2 = -{Num.In(p.Weights[0])} / {Num.In(p.Weights[2])} = {Num.Of(height)}.", Math.Max(0.01, Math.Abs(height) * 0.02));
    }
}
