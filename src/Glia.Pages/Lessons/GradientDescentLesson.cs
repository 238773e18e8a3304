namespace Glia.Pages;

/// <summary>Going down a curve, and what goes wrong on the way (row C3).</summary>
internal sealed class GradientDescentLesson : Lesson
{
    private static readonly Hill[] Hills =
    [
        new("valleys", new([1, 0, -4, 1, 6]), -2.4, 2.4, [(-1.473, "in the lower valley"), (1.347, "**trapped** too high up")]),
        new("bowl", new([1, 0, 0]), -2.4, 2.4, [(0, "at the minimum")]),
    ];

    private static readonly Knob<string> Shape = Knob.Choice("curve", "The curve", "valleys", [.. Hills.Select(h => h.Name)]);
    private static readonly Knob<double> Start = Knob.Number("start", "Where to begin, -2.4 to 2.4.", 2, -2.4, 2.4);
    private static readonly Knob<double> Rate = Knob.Number("rate", "The learning rate, 0.0001 to 2.", 0.05, 0.0001, 2);
    private static readonly Knob<int> Steps = Knob.Whole("steps", "Number of steps, 3 to 200.", 40, 3, 200);
    private static readonly Knob<double> Momentum = Knob.Number("momentum", "How much of the last step goes on into the next in the run with momentum, 0.1 to 0.99.", 0.8, 0.1, 0.99);
    private static readonly Knob<double> Decay = Knob.Number("decay", "Factor on the rate after each step in the runs with decay, 0.5 to 0.999.", 0.9, 0.5, 0.999);

    public override string Id => "gradient-descent";

    public override string Title => "Gradient descent and its traps";

    public override string Summary => "Step against the slope until it is flat: easy on a bowl, and full of traps elsewhere.";

    public override IReadOnlyList<Knob> Knobs => [Shape, Start, Rate, Steps, Momentum, Decay];

    public override LessonRun Run(KnobValues values)
    {
        Hill hill = Hills.First(h => h.Name == values.Get(Shape));
        double start = values.Get(Start), rate = values.Get(Rate);
        int steps = values.Get(Steps);
        IReadOnlyList<DescentPoint> path = hill.Descend(start, new Sgd((float)rate), steps);
        return new([.. Rule(hill, path), .. Shrinking(path), .. Traps(hill, start, rate, steps, values.Get(Momentum), values.Get(Decay))], Ask(hill, start))
        {
            Tries =
            [
                new("glia learn gradient-descent --start -2", "Another start, another valley."),
                new("glia learn gradient-descent --rate 0.12", "A rate that never comes to rest."),
                new("glia learn gradient-descent --curve bowl --rate 1", "The rate at which a bowl of w² throws you from side to side for ever."),
            ],
        };
    }

    private static IEnumerable<Block> Rule(Hill hill, IReadOnlyList<DescentPoint> path)
    {
        yield return new Paragraph("The loss is a landscape over the weights; with one weight w it is a curve. You stand somewhere on it in fog, and all you can feel is the slope under your feet. **Gradient descent**: step against the slope, again and again. The rate α says how far.");
        yield return new Equations([new Equation($"f = {hill.Curve.With("w")}"), new Equation($"slope = {hill.Slope.With("w")}", "power rule"), new Equation("new w = w - α·slope"), .. Steps3(path)]);
        double last = path[^1].Place;
        yield return new Plot($"{path.Count - 1} steps from {Num.Of(path[0].Place)}", new("w", hill.Low, hill.High), new("f", 0, hill.Curve.At(hill.High)),
            [Curve.Of("f", hill.Low, hill.High, hill.Curve.At), new Dots("the way", [.. path.Skip(1).SkipLast(1).Where(p => hill.Shows(p.Place)).Select(p => ((double)p.Place, hill.Curve.At(p.Place)))]), new Dots("start", [(path[0].Place, hill.Curve.At(path[0].Place))]), new Dots("end", hill.Shows(last) ? [(last, hill.Curve.At(last))] : [])]);
    }

    private static IEnumerable<Equation> Steps3(IReadOnlyList<DescentPoint> path) => path.Zip(path.Skip(1)).Take(3).Select(p =>
        new Equation($"new w = {Num.Of(p.First.Place)} - {Num.Of(p.First.Rate)}·{Num.In(p.First.Slope)} = {Num.Of(p.Second.Place)}", $"step {p.Second.Step}"));

    private static IEnumerable<Block> Shrinking(IReadOnlyList<DescentPoint> path)
    {
        if (path.Count < 4) yield break;
        int[] shown = [.. new[] { 1, 2, 3, 5, 10, 20, path.Count - 1 }.Where(i => i < path.Count).Distinct().Order()];
        double Length(int step) => Math.Abs((double)path[step].Place - path[step - 1].Place);
        yield return new Table(["step", "w before", "slope", "step of"], [.. shown.Select(i => (IReadOnlyList<Cell>)[$"{i}", Num.Fixed(path[i - 1].Place, 4), Num.Fixed(path[i - 1].Slope, 4), Num.Fixed(Length(i), 4)])]);
        yield return new Paragraph(Length(path.Count - 1) < 0.1 * Length(1)
            ? $"The rate is the same at each step, and yet the steps shrink, from {Num.Of(Length(1))} to {(Length(path.Count - 1) < 5e-5 ? "nothing that shows" : Num.Of(Length(path.Count - 1)))}: near a minimum the slope itself goes to 0."
            : $"The first step was one of {Num.Of(Length(1))}, the last one of {Num.Of(Length(path.Count - 1))}: this run has not come to rest. Near a minimum the slope goes to 0, and with it the steps, if the rate lets them.");
    }

    private static IEnumerable<Block> Traps(Hill hill, double start, double rate, int steps, double momentum, double decay)
    {
        float a = (float)rate, fast = (float)(2.4 * rate), wild = (float)(10 * rate);
        Trial[] trials =
        [
            new("as above", start, new Sgd(a)),
            new("a tenth of the rate", start, new Sgd(a / 10)),
            new("2.4 times the rate", start, new Sgd(fast)),
            new("the same, and decay", start, new Sgd(fast) { Schedule = new ExponentialDecay(decay) }),
            new("10 times the rate", start, new Sgd(wild)),
            new($"from {Num.Of(-start)}", -start, new Sgd(a)),
            new("with momentum", start, new Sgd(a, (float)momentum)),
        ];
        yield return new Paragraph($"**What changes the end.** The same curve and as many steps, with one thing changed at a time. Decay multiplies the rate by {Num.Of(decay)} after each step. Momentum keeps {Num.Of(momentum)} of the last step and adds the new one, as a ball rolls.");
        yield return new Table(["<run", "rate", "w", "f", "slope", "<it is"], [.. trials.Select(t => Row(hill, t, steps))]);
        yield return new Paragraph("Too small a rate takes for ever; too large a one jumps over the valley or out of it. A valley that is not the deepest holds whoever comes down into it, for its floor is as flat as the other's. The loss of a network has many weights and many valleys, which is why the start, the rate, its decay and the momentum are all worth trying.");
    }

    private static IReadOnlyList<Cell> Row(Hill hill, Trial trial, int steps)
    {
        IReadOnlyList<DescentPoint> path = hill.Descend(trial.Start, trial.Optimizer, steps);
        DescentPoint end = path[^1];
        (string verdict, Tone tone) = hill.Judge(path, steps);
        return [trial.Name, Num.Of(trial.Optimizer.LearningRate), Far(end.Place), Far(hill.Curve.At(end.Place)), Far(end.Slope), new Cell(verdict, tone)];
    }

    // Three decimals, where a number is not so far out that they say nothing.
    private static string Far(double value) => Math.Abs(value) < 1e4 ? Num.Fixed(value) : Num.Of(value, 2);

    private static Quiz Ask(Hill hill, double start)
    {
        double w = start == 1 ? -1 : 1, slope = hill.Slope.At(w), next = w - (0.1 * slope);
        return Quiz.ForNumber($"On f = {hill.Curve.With("w")}, where does one step of plain descent with a rate of 0.1 lead from w = {Num.Of(w)}?", next,
            $"The slope there is {hill.Slope.With(w)} = {Num.Of(slope)}, and {Num.Of(w)} - 0.1·{Num.In(slope)} = {Num.Of(next)}.");
    }

    private sealed record Trial(string Name, double Start, Optimizer Optimizer);

    /// <summary>A curve, the part of it that is shown, and its minima.</summary>
    private sealed record Hill(string Name, Polynomial Curve, double Low, double High, (double Place, string Words)[] Minima)
    {
        public Polynomial Slope { get; } = Curve.Derivative();

        /// <summary>The way down, until it is so far out that numbers say no more.</summary>
        public IReadOnlyList<DescentPoint> Descend(double start, Optimizer optimizer, int steps) => [.. Descent.Run(Slope.At, start, optimizer, steps).TakeWhile(p => Math.Abs(p.Place) < 1000)];

        public bool Shows(double w) => w >= Low && w <= High;

        public (string Verdict, Tone Tone) Judge(IReadOnlyList<DescentPoint> path, int steps)
        {
            if (path.Count <= steps) return ($"**blown up** in {path.Count} steps", Tone.Bad);
            double last = path[^1].Place - path[^2].Place, before = path[^2].Place - path[^3].Place;
            (double place, string words) = Minima.MinBy(m => Math.Abs(m.Place - path[^1].Place));
            if (Math.Abs(last) < 0.02 && Math.Abs(place - path[^1].Place) < 0.05) return (words, words.Contains("trapped", StringComparison.Ordinal) ? Tone.Bad : Tone.Good);
            return Math.Abs(last) >= 0.02 && last * before < 0 ? ("jumping to and fro", Tone.Bad) : ("still on its way", Tone.Plain);
        }
    }
}
