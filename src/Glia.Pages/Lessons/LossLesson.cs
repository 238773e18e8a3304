namespace Glia.Pages;

/// <summary>Several losses of the same outputs (row C1).</summary>
internal sealed class LossLesson : Lesson
{
    private static readonly Knob<float[]> Outputs = Knob.Numbers("outputs", "What the network says, -1000 to 1000 each.", [4, 8, 6], -1000, 1000);
    private static readonly Knob<float[]> Targets = Knob.Numbers("targets", "What it should say, as many.", [4, 9, 6], -1000, 1000);
    private static readonly Knob<double> Delta = Knob.Number("delta", "Where Huber's loss becomes a line, 0.01 to 100.", 0.5, 0.01, 100);
    private static readonly Knob<float[]> Chances = Knob.Numbers("p", "Probabilities of the classes, which add up to 1.", [0.2f, 0.7f, 0.1f], 0.0001, 0.9999, least: 2);
    private static readonly Knob<int> Right = Knob.Whole("class", "The right class, from 1.", 2, 1, 8);

    public override string Id => "loss";

    public override string Title => "Loss: one number for how wrong";

    public override string Summary => "A loss turns all outputs and targets into one number to make small. Which one decides what counts as bad.";

    public override IReadOnlyList<Knob> Knobs => [Outputs, Targets, Delta, Chances, Right];

    public override LessonRun Run(KnobValues values)
    {
        float[] outputs = values.Get(Outputs), targets = values.Get(Targets), p = values.Get(Chances);
        int right = values.Get(Right);
        if (outputs.Length != targets.Length) throw new KnobException(Targets.Name, $"there are {outputs.Length} outputs and {targets.Length} targets. Give as many of one as of the other.");
        if (Math.Abs(p.Sum() - 1) > 0.001) throw new KnobException(Chances.Name, $"{Num.Vector(p)} adds up to {Num.Of(p.Sum())}. Probabilities of classes add up to 1.");
        if (right > p.Length) throw new KnobException(Right.Name, $"there are {p.Length} classes. Take 1 to {p.Length}.");
        var huber = new Huber(values.Get(Delta));
        return new([.. OfDifferences(outputs, targets, huber), .. OfProbabilities(p, right - 1)], Ask(outputs, targets))
        {
            Tries =
            [
                new("glia learn loss --outputs 4,8,16", "One output is far off: which loss minds most?"),
                new("glia learn loss --p 0.01,0.98,0.01 --class 1", "Sure, and wrong."),
            ],
        };
    }

    private static IEnumerable<Block> OfDifferences(float[] a, float[] t, Huber huber)
    {
        string n = Num.Of(a.Length);
        double se = new SquaredError().Value(a, t), mse = new MeanSquaredError().Value(a, t), half = new HalfSquaredError().Value(a, t), mae = new MeanAbsoluteError().Value(a, t), h = huber.Value(a, t);
        yield return new Paragraph($"The network says {Num.Vector(a)}, but {Num.Vector(t)} is right. How wrong is that, in one number?");
        yield return new Equations(
            new($"SE = {Terms(a, t, "²")} = {Num.Of(se)}", "squared error: the sum of squared differences"),
            new($"MSE = {Num.In(se)} / {n} = {Num.Of(mse)}", "mean squared error: their mean"),
            new($"½·SE = {Num.In(se)} / 2 = {Num.Of(half)}", "half of it: its slope is the plain difference"),
            new($"MAE = ({Terms(a, t, "")}) / {n} = {Num.Of(mae)}", "mean absolute error: every unit of difference counts the same"),
            new($"Huber = ({HuberTerms(a, t, huber.Delta)}) / {n} = {Num.Of(h)}", $"a square up to a difference of δ = {Num.Of(huber.Delta)}, a line beyond"));
        yield return new Paragraph("Training asks each loss for its **slopes**: which way, and how hard, each output is to be pushed. Squares push hardest where it is worst; absolute values push everywhere alike.");
        yield return Slopes(a, t, huber);
        yield return Shapes(huber);
    }

    private static string Terms(float[] a, float[] t, string power) => string.Join(" + ", a.Zip(t, (o, w) => power.Length > 0 ? $"({Num.Of(w)} - {Num.In(o)}){power}" : $"|{Num.Of(w)} - {Num.In(o)}|"));

    private static string HuberTerms(float[] a, float[] t, double delta) => string.Join(" + ", a.Zip(t, (o, w) => Math.Abs(o - w) <= delta
        ? $"({Num.Of(w)} - {Num.In(o)})²/2" : $"{Num.Of(delta)}·(|{Num.Of(w)} - {Num.In(o)}| - {Num.Of(delta)}/2)"));

    private static Table Slopes(float[] a, float[] t, Huber huber)
    {
        Loss[] losses = [new SquaredError(), new MeanSquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), huber];
        float[][] slopes = [.. losses.Select(l => l.Gradient(a, t))];
        return new(["output", "target", "SE", "MSE", "½·SE", "MAE", "Huber"], [.. a.Select((o, i) => (IReadOnlyList<Cell>)[Num.Of(o), Num.Of(t[i]), .. slopes.Select(s => new Cell(Num.Of(s[i])))])])
        {
            Caption = "Slope of each loss at each output. Below 0: the output should grow.",
        };
    }

    private static Plot Shapes(Huber huber)
    {
        Curve Of(string name, Loss loss) => Curve.Of(name, -3, 3, d => loss.Value([(float)d], [0]), 121);
        return new("Loss of one output against its difference from the target", new("output - target", -3, 3), new("loss", 0, 5), [Of("squared", new SquaredError()), Of("absolute", new MeanAbsoluteError()), Of("Huber", huber)]);
    }

    private static IEnumerable<Block> OfProbabilities(float[] p, int right)
    {
        float[] target = [.. p.Select((_, i) => i == right ? 1f : 0f)];
        double ce = new CrossEntropy().Value(p, target), bce = new BinaryCrossEntropy().Value(p, target), mse = new MeanSquaredError().Value(p, target);
        yield return new Heading("When the outputs are probabilities");
        yield return new Paragraph($"A classifier says {Num.Vector(p)}; class {right + 1} is right, so the target is {Num.Vector(target)}. The **cross-entropy** looks at the probability of the right class alone; the **binary** one takes each output as a yes or no of its own.");
        yield return new Equations(
            new($"CE = -ln({Num.Of(p[right])}) = {Num.Of(ce)}"),
            new($"BCE = -({string.Join(" + ", p.Select((v, i) => i == right ? $"ln({Num.Of(v)})" : $"ln(1 - {Num.Of(v)})"))}) / {p.Length} = {Num.Of(bce)}"),
            new($"MSE = ({Terms(p, target, "²")}) / {p.Length} = {Num.Of(mse)}", "of the same, for comparison"));
        yield return new Plot("Loss against the probability of the right class", new("probability of the right class", 0, 1), new("loss", 0, Math.Max(5, ce)),
        [
            Curve.Of("cross-entropy", Math.Min(0.005, p[right]), 1, v => new CrossEntropy().Value([(float)v, (float)(1 - v)], [1, 0])),
            Curve.Of("squared error", 0, 1, v => new SquaredError().Value([(float)v], [1])),
            new Dots("this one", [(p[right], ce)]),
        ]);
        yield return new Paragraph("The cross-entropy grows without bound as the right class is given up: to be sure and wrong costs most. The squared error cannot exceed 1 for one output.");
    }

    private static Quiz Ask(float[] a, float[] t)
    {
        int worst = Enumerable.Range(0, a.Length).MaxBy(i => Math.Abs(a[i] - t[i]));
        float[] moved = [.. a];
        moved[worst] += a[worst] < t[worst] ? -1 : 1;
        double solution = new MeanSquaredError().Value(moved, t);
        return Quiz.ForNumber($"Output {worst + 1} moves further away, from {Num.Of(a[worst])} to {Num.Of(moved[worst])}. What is the mean squared error then?", solution,
            $"({Terms(moved, t, "²")}) / {a.Length} = {Num.Of(solution)}.", Math.Max(0.005, solution * 0.001));
    }
}
