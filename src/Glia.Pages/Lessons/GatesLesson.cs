namespace Glia.Pages;

/// <summary>AND and OR: by one neuron made by hand, and by the perceptron's own rule (row A3).</summary>
internal sealed class GatesLesson : Lesson
{
    private const int MostUpdates = 3000;
    private static readonly Knob<float[]> W = Knob.Numbers("w", "The two weights of the neuron made by hand, -10 to 10 each.", [1, 1], -10, 10, least: 2, most: 2);
    private static readonly Knob<double> B = Knob.Number("b", "Its bias, -20 to 20.", -1.5, -20, 20);
    private static readonly Knob<string> Gate = Knob.Choice("gate", "What the perceptron learns", "and", ["and", "or"]);
    private static readonly Knob<double> Rate = Knob.Number("lr", "The perceptron's learning rate, 0.001 to 10.", 0.1, 0.001, 10);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the perceptron's first weights, 0 or more.");

    public override string Id => "gates";

    public override string Title => "AND, OR, and a rule that learns";

    public override string Summary => "One neuron with a step is a logic gate. The perceptron finds its weights by itself.";

    public override IReadOnlyList<Knob> Knobs => [W, B, Gate, Rate, Seed];

    public override LessonRun Run(KnobValues values)
    {
        float[] w = values.Get(W);
        float b = (float)values.Get(B), rate = (float)values.Get(Rate);
        ulong seed = values.Get(Seed);
        LogicGate gate = values.Get(Gate) == "and" ? LogicGate.And : LogicGate.Or;
        return new([.. ByHand(w, b), .. ByRule(gate, rate, seed)], Ask(w, gate))
        {
            Tries =
            [
                new("glia learn gates --b -0.5", "The same weights, another bias: another gate."),
                new("glia learn gates --w -1,-1 --b 1.5", "Weights that speak against: AND turned round."),
                new("glia learn gates --gate or --seed 7", "Other first weights for the perceptron."),
            ],
        };
    }

    private static IEnumerable<Block> ByHand(float[] w, float b)
    {
        var neuron = new Neuron(w, b, Activation.Step);
        int[] answers = [.. LogicGate.Inputs.Select(x => (int)neuron.FeedForward(x))];
        yield return new Paragraph("Take the **step** as activation: the neuron answers 1 where z ≥ 0, else 0. With two inputs that are 0 or 1 it is a logic gate. **AND** is 1 when both are, **OR** when at least one is. Weights and bias by hand:");
        yield return new Equations(
        [
            new Equation("z = w₁·x + w₂·y + b"),
            .. LogicGate.Inputs.Select((x, i) => new Equation($"z({x[0]}, {x[1]}) = {Num.Sum(x, w, b)} = {Num.Of(neuron.Sum(x))} {(neuron.Sum(x) >= 0 ? "≥" : "<")} 0", $"answers {answers[i]}; AND is {LogicGate.And.Answers[i]}, OR is {LogicGate.Or.Answers[i]}")),
        ]);
        yield return new Paragraph($"This neuron computes **{LogicGate.Of(answers).Name}**.");
    }

    private static IEnumerable<Block> ByRule(LogicGate gate, float rate, ulong seed)
    {
        yield return new Heading("The perceptron finds the weights itself");
        yield return new Paragraph($"Rosenblatt's rule of 1958: start with random weights, go through the samples, and after each wrong answer move every weight a little. w₀ is the bias; its input is always 1. Learning {gate.Name}:");
        yield return FirstUpdate(gate, rate, seed);
        (Perceptron Trained, int Updates) result = Trained(gate, rate, seed);
        yield return Both(rate, seed);
        int right = result.Trained.CountCorrect(gate.Data);
        yield return new Paragraph(right == 4
            ? $"For {gate.Name} all four answers are right {(result.Updates == 0 ? "from the start: these random weights need no change" : $"after {Moves(result.Updates)}")}. The perceptron's answer changes along a straight line:"
            : $"For {gate.Name}, {MostUpdates} moves were not enough at this rate: {right} of 4 are right. Take a larger `--lr`. The perceptron's answer changes along a straight line:");
        yield return Map(gate, result.Trained);
    }

    private static Equations FirstUpdate(LogicGate gate, float rate, ulong seed)
    {
        Dataset data = gate.Data;
        var before = new Perceptron(2, seed);
        Equation rule = new("w ← w + rate·(target - answer)·x", "after a wrong answer");
        int wrong = Enumerable.Range(0, 4).FirstOrDefault(i => before.Query(data.Features(i)) != data.Label(i), -1);
        if (wrong < 0) return new(rule, new($"w₀ = {Num.Of(before.Weights[0])}", "the first weights; every answer is right already"), $"w₁ = {Num.Of(before.Weights[1])}", $"w₂ = {Num.Of(before.Weights[2])}");
        var after = new Perceptron(2, seed);
        after.Train(data, rate, maxUpdates: 1);
        float[] x = [1, .. data.Features(wrong)];
        int answer = before.Query(data.Features(wrong));
        return new(
        [
            rule,
            .. Enumerable.Range(0, 3).Select(i => new Equation(
                $"w{"₀₁₂"[i]} = {Num.Of(before.Weights[i])} + {Num.Of(rate)}·({data.Label(wrong)} - {answer})·{x[i]} = {Num.Of(after.Weights[i])}",
                i == 0 ? $"the first wrong answer: ({x[1]}, {x[2]}) gave {answer}" : "")),
        ]);
    }

    private static Table Both(float rate, ulong seed) => new(["<gate", "right at first", "moves", "right at last", "<its line"], [.. new[] { LogicGate.And, LogicGate.Or }.Select(gate =>
    {
        (Perceptron trained, int updates) = Trained(gate, rate, seed);
        int right = trained.CountCorrect(gate.Data);
        return (IReadOnlyList<Cell>)[new Cell(gate.Name, Tone.Strong), $"{new Perceptron(2, seed).CountCorrect(gate.Data)} of 4", Num.Count(updates), new Cell($"{right} of 4", right == 4 ? Tone.Good : Tone.Bad), $"`{trained}`"];
    })]);

    private static (Perceptron Trained, int Updates) Trained(LogicGate gate, float rate, ulong seed)
    {
        var perceptron = new Perceptron(2, seed);
        int updates = perceptron.Train(gate.Data, rate, MostUpdates);
        return (perceptron, updates);
    }

    private static Plot Map(LogicGate gate, Perceptron perceptron)
    {
        const double low = -0.5, high = 1.5;
        return new($"Where the perceptron answers 1, and its line {perceptron}", new("x", low, high), new("y", low, high),
            [.. PlaneLine.Of("its line", perceptron, low, high) is { } line ? [line] : Array.Empty<Series>(), gate.Dots(0), gate.Dots(1)])
        {
            Behind = Field.Of(low, high, low, high, (x, y) => perceptron.Query([(float)x, (float)y]) == 1 ? 0.75 : 0.25),
            Aspect = 1,
        };
    }

    private static string Moves(int count) => count == 1 ? "1 move" : $"{count} moves";

    // A step answers 1 at 0 too, so the smallest bias is the one that lifts the weakest input that must pass exactly to 0.
    private static Quiz Ask(float[] w, LogicGate gate)
    {
        LogicGate other = gate == LogicGate.And ? LogicGate.Or : LogicGate.And;
        string weights = $"weights {Num.Of(w[0])} and {Num.Of(w[1])}";
        if (Math.Min(w[0], w[1]) <= 0)
            return Quiz.ForChoice($"Is there a bias with which a neuron with the {weights} computes {other.Name}?", "no", ["yes", "no"],
                $"{other.Name} never falls when an input rises from 0 to 1, and both inputs matter to it. So both weights must be above 0.");
        float smallest = other == LogicGate.And ? -(w[0] + w[1]) : -Math.Min(w[0], w[1]);
        return Quiz.ForNumber($"A neuron with a step has the {weights}. What is the smallest bias with which it computes {other.Name}?", smallest,
            $"{(other == LogicGate.And ? "(1, 1)" : $"({(w[0] <= w[1] ? "1, 0" : "0, 1")})")} must just reach z = 0, which still answers 1: {(other == LogicGate.And ? $"{Num.Of(w[0])} + {Num.Of(w[1])}" : Num.Of(Math.Min(w[0], w[1])))} + {Num.In(smallest)} = 0. A smaller bias answers 0 there.");
    }
}
