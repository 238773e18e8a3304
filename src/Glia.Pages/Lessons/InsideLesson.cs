namespace Glia.Pages;

/// <summary>What a trained network has in it: weights as pictures, what excites a neuron, why an answer came out, and the way back from an answer (row E8).</summary>
internal sealed class InsideLesson : Lesson
{
    private const int TestDigits = 400, TrainDigits = 8000, Epochs = 4, Top = 4;

    // A little L2 lets the weights of pixels that never have ink fade, which makes the pictures clear.
    private static readonly Sgd Steps = new(0.3f) { Schedule = new ExponentialDecay(0.5), L2 = 1e-4f };

    private static readonly Knob<int> Hidden = Knob.Whole("hidden", "Hidden neurons, 4 to 16.", 12, 4, 16);
    private static readonly Knob<int> Neuron = Knob.Whole("neuron", "Which of them to look at, from 1.", 1, 1, 16);
    private static readonly Knob<int> Query = Knob.Whole("query", "Which of the test digits to ask about, 0 to 399.", 5, 0, TestDigits - 1);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the digits and of the weights.");

    public override string Id => "inside";

    public override string Title => "Looking inside";

    public override string Summary => "A trained network is no black box: every number of it can be looked at, and asked why.";

    public override IReadOnlyList<Knob> Knobs => [Hidden, Neuron, Query, Seed];

    public override LessonRun Run(KnobValues values)
    {
        int hidden = values.Get(Hidden), neuron = values.Get(Neuron) - 1;
        if (neuron >= hidden) throw new KnobException(Neuron.Name, $"there are {hidden} hidden neurons, so there is no number {neuron + 1}. Give 1 to {hidden}, or more with --hidden.");
        ulong seed = values.Get(Seed);
        DigitSchool school = DigitSchool.Of(seed, TrainDigits, TestDigits);
        Network network = DigitSchool.NewNetwork(hidden, seed, Scaler.Divide(255), Initializer.UniformFanIn);
        school.Teach(network, Steps, Epochs, seed);
        NeuronStatistics statistics = LayerStatistics.Of(network, school.Test, Top)[0].Neurons[neuron];
        ForwardTrace trace = ForwardTrace.Of(network, school.Test.Features(values.Get(Query)));
        return new([.. WeightPictures(network, school), .. Exciting(network, school, statistics), .. Why(trace, school.Test, values.Get(Query)), .. Backwards(network)], Ask(trace))
        {
            Tries =
            [
                new($"glia learn inside --neuron {(neuron == 2 ? 2 : 3)}", "Another neuron."),
                new("glia learn inside --query 12", "Why another digit was read as it was."),
                new("glia learn inside --seed 2", "The same network from another start: it reads about as well, and divides the work differently."),
            ],
        };
    }

    private static IEnumerable<Block> WeightPictures(Network network, DigitSchool school)
    {
        WeightMatrix w = network.Weights(0);
        yield return new Paragraph($"Here is a 784-{w.Out}-10 network that has just learnt {Num.Count(TrainDigits)} digits and reads {Num.Percent(school.Examine(network).Accuracy)} of {TestDigits} others right. Each hidden neuron has one weight for every pixel, so **its weights are a picture**: red where ink speaks for it, blue where ink speaks against it (without colours, blocks and grey dots).");
        yield return new Pictures([.. Enumerable.Range(0, w.Out).Select(unit => new Picture(w.Row(unit), network.InputShape, Palette.Signed, $"neuron {unit + 1}"))]);
        yield return new Paragraph("Nobody told the neurons what to look for. No picture is a digit: each is a question about strokes, and the ten outputs weigh the answers.");
    }

    private static IEnumerable<Block> Exciting(Network network, DigitSchool school, NeuronStatistics statistics)
    {
        int[] tuned = [.. statistics.TunedTo];
        int most = tuned[0], least = tuned[^1];
        yield return new Paragraph($"**What excites neuron {statistics.Unit + 1}?** Over the {TestDigits} digits it gives {Num.Fixed(statistics.Min)} to {Num.Fixed(statistics.Max)}. It likes {DigitSchool.A(most)} best, {Num.Fixed(statistics.ClassMeans[most])} on average, and {DigitSchool.A(least)} least, {Num.Fixed(statistics.ClassMeans[least])}. These excite it most:");
        yield return new Pictures([.. statistics.Top.Select(e => DigitSchool.Show(school.Test, e.Index, $"gives {Num.Fixed(e.Output)}"))]);
        int unit = statistics.Unit, sample = statistics.Top[0].Index;
        float z = ForwardTrace.Of(network, school.Test.Features(sample)).Layers[0].Sums[unit];
        yield return new Equations(new Equation($"a = sigmoid({Num.Of(z)}) = {Num.Of(statistics.Top[0].Output, 6)}", "for the first of them"));
    }

    private static IEnumerable<Block> Why(ForwardTrace trace, Dataset digits, int query)
    {
        int label = digits.Label(query);
        LayerTrace output = trace.Layers[1];
        int[] order = [.. Enumerable.Range(0, output.Out).OrderByDescending(k => output.Outputs[k])];
        int first = order[0], second = order[1];
        yield return new Paragraph($"**Why this answer?** Here is {DigitSchool.A(label)}. It gets {Num.Fixed(output.Outputs[first])} from output {first} and {Num.Fixed(output.Outputs[second])} from output {second}: the answer is {first}, {(first == label ? "which is right" : "which is wrong")}. Both outputs are sums, and each hidden neuron brings its part: what it gives, times the weight of its link.");
        yield return new Pictures([DigitSchool.Show(digits, query)]);
        yield return new Table(["<neuron", "gives", $"for {first}", $"for {second}", "difference"], [.. Enumerable.Range(0, output.In).OrderByDescending(j => Math.Abs(Difference(output, first, second, j))).Select(j => (IReadOnlyList<Cell>)[
            $"{j + 1}", Num.Fixed(output.Inputs[j]), Num.Fixed(output.Contribution(first, j)), Num.Fixed(output.Contribution(second, j)), Toned(Difference(output, first, second, j))])])
        {
            Caption = $"Parts of the sums of output {first} and output {second}, what tells them apart most first",
        };
        foreach (int k in new[] { first, second })
            yield return new Equations(
                new($"z of {k} = {Parts(output, k)} + {Bracketed(output.Bias(k))} = {Num.Fixed(output.Sums[k])}", "all parts, and the bias"),
                new($"sigmoid({Num.Of(output.Sums[k])}) = {Num.Of(output.Outputs[k])}"));
        int most = Enumerable.Range(0, output.In).MaxBy(j => Math.Abs(Difference(output, first, second, j)));
        yield return new Paragraph($"Neuron {most + 1} decides most: {Num.Fixed(Math.Abs(Difference(output, first, second, most)))} {(Difference(output, first, second, most) > 0 ? $"for {first}" : $"for {second}, and the others outvote it")}.");
    }

    private static string Parts(LayerTrace output, int unit) => string.Join(" + ", Enumerable.Range(0, output.In).Select(j => Bracketed(output.Contribution(unit, j))));

    private static string Bracketed(double value) => Num.Fixed(value) is var text && text.StartsWith('-') ? $"({text})" : text;

    private static double Difference(LayerTrace output, int first, int second, int input) => (double)output.Contribution(first, input) - output.Contribution(second, input);

    private static Cell Toned(double value) => new(Num.Fixed(value), Math.Abs(value) < 0.0005 ? Tone.Faint : value > 0 ? Tone.Good : Tone.Bad);

    private static IEnumerable<Block> Backwards(Network network)
    {
        yield return new Paragraph("**Backwards.** Put an answer in at the end: 0.99 for one digit, 0.01 for the others. Each output becomes the sum that would give it, by the inverse of the sigmoid; the sums go back through the weights, `Wᵀ` once more; and so on down to the pixels. What comes out is what speaks for that digit, in red, and against it, in blue:");
        yield return new Equations(
            new($"logit(0.99) = {Num.Of(StableMath.Log(0.99 / 0.01))}", "the sum whose sigmoid is 0.99"),
            new($"logit(0.01) = {Num.Of(StableMath.Log(0.01 / 0.99))}"));
        yield return new Pictures([.. Enumerable.Range(0, network.Outputs).Select(digit => new Picture(AroundItsMiddle(network.Backquery(digit)), network.InputShape, Palette.Signed, $"{digit}"))]);
        yield return new Paragraph("Such pictures are shadows of digits at best: the network has learnt to tell ten of them apart, not to draw them.");
    }

    /// <summary>Less the median, which is where the many pixels lie that say nothing.</summary>
    private static float[] AroundItsMiddle(float[] picture)
    {
        float middle = picture.Order().ElementAt(picture.Length / 2);
        return [.. picture.Select(v => v - middle)];
    }

    private static Quiz Ask(ForwardTrace trace)
    {
        LayerTrace output = trace.Layers[1];
        int[] order = [.. Enumerable.Range(0, output.Out).OrderByDescending(k => output.Outputs[k])];
        int most = Enumerable.Range(0, output.In).MaxBy(j => output.Contribution(order[0], j));
        double left = output.Sums[order[0]] - output.Contribution(order[0], most);
        return Quiz.ForNumber($"If neuron {most + 1} gave nothing for this digit, what would be the sum z of output {order[0]}?", left,
            $"Its part {Num.Of(output.Contribution(order[0], most))} falls away: {Num.Of(output.Sums[order[0]])} - {Num.In(output.Contribution(order[0], most))} = {Num.Of(left)}, and sigmoid of that is {Num.Of(Activation.Sigmoid.F((float)left))}.", 0.006);
    }
}
