namespace Glia.Pages;

/// <summary>What one line cannot separate, two can (row A4).</summary>
internal sealed class XorLesson : Lesson
{
    private const int Moments = 60; // moves of a perceptron: it goes round in circles long before
    private const double Low = -0.5, High = 1.5; // of the map
    private static readonly Knob<int> Hidden = Knob.Whole("hidden", "Hidden neurons of the network, 1 to 8.", XorTraining.Default.Hidden, 1, 8);
    private static readonly Knob<double> Rate = Knob.Number("lr", "Learning rate, 0.001 to 2.", XorTraining.Default.Rate, 0.001, 2);
    private static readonly Knob<int> Epochs = Knob.Whole("epochs", "The most rounds through the four samples, 1 to 2000.", XorTraining.Default.Epochs, 1, 2000);
    private static readonly Knob<string> Function = Knob.Choice("activation", "What the hidden neurons do to their sums", XorTraining.Default.Activation.Name, ["sigmoid", "tanh", "relu"]);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the network that is shown, 0 or more; the counts are over the 100 seeds from it on.", 2);

    public override string Id => "xor";

    public override string Title => "XOR needs two lines";

    public override string Summary => "No perceptron learns XOR. Two lines do it, and a small network goes looking for them.";

    public override IReadOnlyList<Knob> Knobs => [Hidden, Rate, Epochs, Function, Seed];

    public override LessonRun Run(KnobValues values)
    {
        var training = new XorTraining(values.Get(Hidden), Activation.Find(values.Get(Function))!, (float)values.Get(Rate), values.Get(Epochs));
        ulong seed = values.Get(Seed);
        (Network network, int epochs) = training.Run(seed);
        (int Hidden, bool[] Solved)[] counts = [.. new[] { 1, 2, 3, 4, training.Hidden }.Distinct().Order().Select(h => (h, (training with { Hidden = h }).Solved(seed)))];
        return new([.. OneLine(seed), .. TwoLinesByHand(), .. Learned(training, network, epochs), .. Rates(training, counts)], Ask(network))
        {
            Tries =
            [
                .. OtherEnd(training, counts.First(c => c.Hidden == training.Hidden).Solved, seed),
                .. training.Hidden == 3 ? [] : new CommandLine[] { new("glia learn xor --hidden 3", "A third line to spare.") },
                .. training.Hidden == 1 ? [] : new CommandLine[] { new("glia learn xor --hidden 1", "One hidden neuron is one line.") },
            ],
        };
    }

    // The first seed that ends otherwise than the one that is shown; not where other knobs are turned, since the command would not hold them.
    private static IEnumerable<CommandLine> OtherEnd(XorTraining training, bool[] solved, ulong seed)
    {
        int other = Array.FindIndex(solved, s => s != solved[0]);
        if (other > 0 && training == XorTraining.Default) yield return new($"glia learn xor --seed {seed + (ulong)other}", solved[0] ? "Other first weights: this one does not get there." : "Other first weights: this one finds its way.");
    }

    private static IEnumerable<Block> OneLine(ulong seed)
    {
        int[] best = [.. Enumerable.Range(0, XorTraining.Seeds).Select(i => BestMoment(unchecked(seed + (ulong)i)))];
        yield return new Paragraph("**XOR** is 1 when exactly one input is: 1 at (0, 1) and (1, 0), 0 at (0, 0) and (1, 1). A perceptron would have to do this:");
        yield return new Equations(
            new("b < 0", "0 at (0, 0)"),
            new("w₁ + b ≥ 0,  w₂ + b ≥ 0", "1 at (1, 0) and (0, 1); added up: w₁ + w₂ + 2b ≥ 0"),
            new("w₁ + w₂ + b < 0", "0 at (1, 1); but by the line above it is at least -b, which is above 0"));
        yield return new Paragraph($"So no line separates them, whatever the weights. Tried with {best.Length} seeds, {Moments} moves each: even at its best moment **no perceptron has more than {best.Max()} of 4** right; {best.Count(r => r == best.Max())} of them get that far.");
    }

    /// <summary>The most right answers that the perceptron of this seed has, after any number of moves.</summary>
    private static int BestMoment(ulong seed)
    {
        Dataset xor = LogicGate.Xor.Data;
        return Enumerable.Range(0, Moments + 1).Max(moves =>
        {
            var perceptron = new Perceptron(2, seed);
            perceptron.Train(xor, maxUpdates: moves);
            return perceptron.CountCorrect(xor);
        });
    }

    private static IEnumerable<Block> TwoLinesByHand()
    {
        Network network = ByHand();
        yield return new Heading("Two lines");
        yield return new Paragraph("Let one neuron say OR and another NAND, not both. A third says AND of the two. Three neurons with steps, in two layers:");
        yield return new Table(["x", "y", "h₁: OR", "h₂: NAND", "h₁ AND h₂", "XOR"], [.. LogicGate.Inputs.Select((x, i) =>
        {
            float[] hidden = [.. Enumerable.Range(0, 2).Select(unit => Unit(network, 0, unit).FeedForward(x))];
            float answer = network.Predict(x)[0];
            return (IReadOnlyList<Cell>)[Num.Of(x[0]), Num.Of(x[1]), Num.Of(hidden[0]), Num.Of(hidden[1]), new Cell(Num.Of(answer), Tone.Strong), Num.Of(LogicGate.Xor.Answers[i])];
        })]);
        float[] both = [1, 1];
        Neuron or = Unit(network, 0, 0), nand = Unit(network, 0, 1), and = Unit(network, 1, 0);
        float[] h = [or.FeedForward(both), nand.FeedForward(both)];
        yield return new Equations(
            new($"h₁ = step({Num.Sum(both, or.Weights.ToArray(), or.Bias)}) = step({Num.Of(or.Sum(both))}) = {Num.Of(h[0])}", "at (1, 1)"),
            $"h₂ = step({Num.Sum(both, nand.Weights.ToArray(), nand.Bias)}) = step({Num.Of(nand.Sum(both))}) = {Num.Of(h[1])}",
            $"a = step({Num.Sum(h, and.Weights.ToArray(), and.Bias)}) = step({Num.Of(and.Sum(h))}) = {Num.Of(and.FeedForward(h))}");
    }

    private static IEnumerable<Block> Learned(XorTraining training, Network network, int epochs)
    {
        bool[] isRight = [.. LogicGate.Inputs.Select((x, i) => network.Classify(x) == LogicGate.Xor.Answers[i])];
        string shape = $"2-{training.Hidden}-1";
        yield return new Heading($"A {shape} network looks for its own lines");
        yield return new Paragraph($"Random weights, and gradient descent instead of the perceptron's rule: how that works is for later lessons. 0 goes in as -1, since a weight on an input of 0 learns nothing. {(isRight.All(r => r)
            ? $"With seed {network.Seed} it had **all four** right after {Rounds(epochs)}."
            : $"With seed {network.Seed} it ended with **{isRight.Count(r => r)} of 4** right after {Rounds(epochs)}.")}");
        yield return Map(training, network);
        yield return Worked(training, network);
    }

    private static string Rounds(int count) => count == 1 ? "1 round" : $"{Num.Count(count)} rounds";

    private static Plot Map(XorTraining training, Network network) => new("Where the network says 1, and the line of each hidden neuron (sum 0)", new("x", Low, High), new("y", Low, High),
        [.. Lines(training, network), LogicGate.Xor.Dots(0), LogicGate.Xor.Dots(1)])
    {
        Behind = Field.Of(Low, High, Low, High, (x, y) => network.Predict([(float)x, (float)y])[0], 50),
        Aspect = 1,
    };

    // In the plane of the raw inputs: with 2x − 1 for x, w₁(2x − 1) + w₂(2y − 1) + b = 0.
    private static IEnumerable<Series> Lines(XorTraining training, Network network) => Enumerable.Range(0, training.Hidden)
        .Select(unit => (W: network.Weights(0).Row(unit), B: network.Biases(0)[unit]))
        .Select((line, unit) => PlaneLine.Within($"h{"₁₂₃₄₅₆₇₈"[unit]}", line.B - line.W[0] - line.W[1], 2 * line.W[0], 2 * line.W[1], Low, High))
        .OfType<Series>();

    private static Equations Worked(XorTraining training, Network network)
    {
        float[] raw = LogicGate.Inputs[2], x = new float[2];
        network.Scaler!.Apply(raw, x);
        Neuron[] hidden = [.. Enumerable.Range(0, training.Hidden).Select(unit => Unit(network, 0, unit))];
        float[] h = [.. hidden.Select(neuron => neuron.FeedForward(x))];
        Neuron output = Unit(network, 1, 0);
        return new(
        [
            .. hidden.Select((neuron, i) => new Equation($"h{"₁₂₃₄₅₆₇₈"[i]} = {training.Activation}({Num.Sum(x, neuron.Weights.ToArray(), neuron.Bias)}) = {training.Activation}({Num.Of(neuron.Sum(x))}) = {Num.Of(h[i])}", i == 0 ? "(1, 0) goes in as (1, -1)" : "")),
            new Equation($"a = sigmoid({Num.Sum(h, output.Weights.ToArray(), output.Bias)}) = sigmoid({Num.Of(output.Sum(h))}) = {Num.Of(output.FeedForward(h))}", $"above 0.5 means 1; XOR is {LogicGate.Xor.Answers[2]}"),
        ]);
    }

    private static IEnumerable<Block> Rates(XorTraining training, (int Hidden, bool[] Solved)[] results)
    {
        (int Hidden, int Solved)[] counts = [.. results.Select(r => (r.Hidden, r.Solved.Count(s => s)))];
        yield return new Table(["network", $"all 4 right, of {XorTraining.Seeds} seeds"], [.. counts.Select(c =>
            (IReadOnlyList<Cell>)[new Cell($"2-{c.Hidden}-1", c.Hidden == training.Hidden ? Tone.Strong : Tone.Plain), new Cell(Num.Count(c.Solved), c.Hidden == training.Hidden ? Tone.Strong : Tone.Plain)])])
        {
            Caption = $"One seed proves little. {training.Activation}, rate {Num.Of(training.Rate)}, at most {Num.Count(training.Epochs)} rounds:",
        };
        int own = counts.First(c => c.Hidden == training.Hidden).Solved;
        yield return new Paragraph(own switch
        {
            XorTraining.Seeds => "Every one of these seeds found its way.",
            0 when training.Hidden == 1 => "None of them got there: one hidden neuron draws one line, and one line cannot do it.",
            0 => "None of them got there with these settings.",
            _ => $"{XorTraining.Seeds - own} of {XorTraining.Seeds} did not get there: where gradient descent ends depends on where it starts.",
        } + (counts.FirstOrDefault(c => c.Solved > own && c.Hidden > training.Hidden) is { Hidden: > 0 } better ? $" With {better.Hidden} hidden neurons, {better.Solved} do: more lines, more ways." : ""));
    }

    private static Neuron Unit(Network network, int layer, int unit) => new(network.Weights(layer).Row(unit), network.Biases(layer)[unit], ((Dense)network.Layers[layer]).Activation);

    private static Network ByHand()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Step), new Dense(1, Activation.Step));
        network.Weights(0).Set(new float[,] { { 1, 1 }, { -1, -1 } });
        (network.Biases(0)[0], network.Biases(0)[1]) = (-0.5f, 1.5f);
        network.Weights(1).Set(new float[,] { { 1, 1 } });
        network.Biases(1)[0] = -1.5f;
        return network;
    }

    private static Quiz Ask(Network network)
    {
        float a = network.Predict([0.5f, 0.5f])[0];
        float[] bias = [.. Enumerable.Range(0, network.Weights(0).Out).Select(unit => Unit(network, 0, unit).FeedForward([0, 0]))];
        return Quiz.ForChoice("What does the network shown above say in the very middle, at (0.5, 0.5)? The middle goes in as (0, 0).", a >= 0.5f ? "1" : "0", ["0", "1"],
            $"Only the biases speak there: the hidden neurons give {Num.Vector(bias)}, and the output is {Num.Of(a)}, {(a >= 0.5f ? "at least" : "below")} 0.5. On the map it is the colour between the four points.");
    }
}
