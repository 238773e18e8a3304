using System.Text;

namespace Glia.Pages;

/// <summary>How weights should start, and how they should not (rows D3, B7).</summary>
internal sealed class StartingWeightsLesson : Lesson
{
    private const int Drawn = 20_000, Hidden = 15, TrainDigits = 1000, TestDigits = 500, Epochs = 3;

    private static readonly Knob<float[]> Links = Knob.Numbers("links", "Numbers of links into a neuron, whole, 1 to 1000.", [3, 100], 1, 1000, most: 4);
    private static readonly Knob<double> Large = Knob.Number("large", "How many times too large the too large weights are, 2 to 1000.", 30, 2, 1000);
    private static readonly Knob<double> Rate = Knob.Number("rate", "The learning rate of the trainings, 0.001 to 2.", 0.3, 0.001, 2);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the weights and of the digits.");

    public override string Id => "starting-weights";

    public override string Title => "Starting weights";

    public override string Summary => "Random, small, and the smaller the more links there are: not zero, not large.";

    public override IReadOnlyList<Knob> Knobs => [Links, Large, Rate, Seed];

    public override LessonRun Run(KnobValues values)
    {
        int[] links = [.. values.Get(Links).Select(Whole)];
        ulong seed = values.Get(Seed);
        return new([.. Bounds(links, seed), .. OneNeuron(links[0], seed), .. Trained(values)], Ask(links[0]))
        {
            Tries =
            [
                new("glia learn starting-weights --links 784", "A neuron that sees 28 × 28 pixels."),
                new("glia learn starting-weights --large 1000", "Larger still."),
            ],
        };
    }

    private static int Whole(float links) => links == MathF.Floor(links) ? (int)links : throw new KnobException(Links.Name, $"{Num.Of(links)} is not a whole number, and links come in whole numbers.");

    private static IEnumerable<Block> Bounds(int[] links, ulong seed)
    {
        yield return new Paragraph("A neuron adds up all its links. The more there are, the larger the sum grows, unless the weights are smaller: random ones grow with the root of their number. So draw them between ± one over the **root of the number of links**.");
        yield return new Equations([.. links.Select(n => new Equation($"1/√{n} = {Num.Of(1 / Math.Sqrt(n), 3)}", $"{n} {(n == 1 ? "link" : "links")}: from {Num.Of(-1 / Math.Sqrt(n), 3)} to {Num.Of(1 / Math.Sqrt(n), 3)}"))]);
        yield return new Table(["links", "<drawn from", "lowest", "highest", "mean", "deviation", "in theory"], [.. links.SelectMany(n => new[] { Initializer.UniformFanIn, Initializer.NormalFanIn }.Select(i => Measured(n, i, seed)))])
        {
            Caption = $"What comes out, over some {Num.Count(Drawn)} weights each. Evenly drawn up to a bound, the deviation is the bound divided by √3; the bell curve is drawn with 1/√links as its deviation",
        };
    }

    private static IReadOnlyList<Cell> Measured(int links, Initializer initializer, ulong seed)
    {
        var network = new Network(links, seed, new Dense(Math.Max(1, Drawn / links), Activation.Sigmoid) { Weights = initializer });
        ValueSpread weights = LayerStatistics.Of(network)[0].Weights;
        double bound = 1 / Math.Sqrt(links);
        bool isFlat = initializer == Initializer.UniformFanIn;
        return [$"{links}", isFlat ? $"U(±{Num.Of(bound, 3)})" : $"N(0, {Num.Of(bound, 3)})", Num.Fixed(weights.Min), Num.Fixed(weights.Max), Num.Fixed(weights.Mean, 4), Num.Fixed(weights.Deviation, 4), Num.Fixed(isFlat ? bound / Math.Sqrt(3) : bound, 4)];
    }

    private static IEnumerable<Block> OneNeuron(int links, ulong seed)
    {
        float[] weights = new Network(links, seed, new Dense(3, Activation.Sigmoid) { Weights = Initializer.UniformFanIn }).Weights(0).Row(0);
        float sum = new Neuron(weights, 0).Sum([.. Enumerable.Repeat(1f, links)]);
        yield return new Paragraph($"These are {(links == 1 ? "the weight" : $"the {links} weights")} of one neuron, as it starts. (`glia weights` prints those of any neuron of any network.)");
        yield return new Preformatted(Lines(weights));
        if (links <= 8) yield return new Equations(new Equation($"z = {string.Join(" + ", weights.Select(w => Num.In(w)))} = {Num.Of(sum)}", "its sum, were all inputs 1"));
        else yield return new Paragraph($"Were all inputs 1, its sum would be {Num.Of(sum)}: {(Math.Abs(sum) < 2 ? "on the steep part of the sigmoid" : "further out than 2 already, where the sigmoid flattens")}.");
    }

    private static string Lines(float[] weights)
    {
        var text = new StringBuilder();
        foreach (float[] row in weights.Take(100).Chunk(8)) text.AppendJoin("", row.Select(w => w.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture).PadLeft(9))).Append('\n');
        if (weights.Length > 100) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"   … and {weights.Length - 100} more");
        return text.ToString();
    }

    private static IEnumerable<Block> Trained(KnobValues values)
    {
        ulong seed = values.Get(Seed);
        DigitSchool school = DigitSchool.Of(seed, TrainDigits, TestDigits);
        float large = (float)values.Get(Large);
        Pupil[] pupils =
        [
            Teach(school, "all zero", Initializer.Zeros, 1, values),
            Teach(school, "U(±1/√links)", Initializer.UniformFanIn, 1, values),
            Teach(school, $"{Num.Of(large)} times that", Initializer.UniformFanIn, large, values),
        ];
        yield return new Paragraph($"**And now learn with them.** A 784-{Hidden}-10 network, {Num.Count(TrainDigits)} digits, {Epochs} epochs, rate {Num.Of(values.Get(Rate))}; only the weights it starts from differ.");
        yield return new Table(["<start", "mean |z|", "mean slope", "different neurons", "right at the end"], [.. pupils.Select(p => (IReadOnlyList<Cell>)[
            p.Name, Num.Fixed(p.MeanSum, 2), Num.Fixed(p.MeanSlope, 4), $"{p.Different} of {Hidden}", new Cell(Num.Percent(p.Accuracy), p == pupils.MaxBy(b => b.Accuracy) ? Tone.Good : Tone.Plain)])])
        {
            Caption = $"Hidden neurons before training, how many of them differ after it, and the part of {TestDigits} new digits that is read right",
        };
        yield return new Equations([.. pupils.Select(p => new Equation($"{p.Correct} / {TestDigits} = {Num.Percent(p.Accuracy)}", p.Name))]);
        yield return new Paragraph($"{Zero(pupils[0])} {TooLarge(pupils[1], pupils[2])}");
    }

    private static string Zero(Pupil zero) => zero.Different == 1
        ? $"**Zeros**: all {Hidden} hidden neurons begin alike, get the same gradient, and stay alike for ever. The network has {Hidden} neurons and the power of one."
        : "**Zeros**: the hidden neurons began alike.";

    private static string TooLarge(Pupil good, Pupil large) => large.Accuracy < good.Accuracy - 0.02
        ? $"**Too large**: the sums are {Num.Of(large.MeanSum / good.MeanSum, 1)} times as large, the slopes {Num.Of(large.MeanSlope)} instead of {Num.Of(good.MeanSlope)}: saturated before the first step."
        : $"**Too large**: the slopes are {Num.Of(large.MeanSlope)} instead of {Num.Of(good.MeanSlope)}, though it did not hurt much here. Make them larger still.";

    private static Pupil Teach(DigitSchool school, string name, Initializer weights, float factor, KnobValues values)
    {
        Network network = DigitSchool.NewNetwork(Hidden, values.Get(Seed), Scaler.Divide(255), weights);
        for (int layer = 0; layer < 2; layer++) Multiply(network.Weights(layer), factor);
        (double sum, double slope, _) = LayerHealth.Of(network, school.Test);
        school.Teach(network, new Sgd((float)values.Get(Rate)), Epochs, values.Get(Seed));
        int different = Enumerable.Range(0, Hidden).Select(unit => string.Join(' ', network.Weights(0).Row(unit))).Distinct(StringComparer.Ordinal).Count();
        return new(name, sum, slope, different, school.Examine(network).Confusion.Correct);
    }

    private static void Multiply(WeightMatrix weights, float factor)
    {
        for (int unit = 0; unit < weights.Out; unit++)
            for (int input = 0; input < weights.In; input++) weights[unit, input] *= factor;
    }

    private static Quiz Ask(int links)
    {
        double bound = 1 / Math.Sqrt(4.0 * links);
        return Quiz.ForNumber($"A neuron has {4 * links} links, 4 times as many as one with {links}. Its weights are drawn from - what to + what?", bound,
            $"1/√{4 * links} = {Num.Of(bound)}: 4 times the links, half the size.", Math.Max(0.0006, bound * 0.02));
    }

    private sealed record Pupil(string Name, double MeanSum, double MeanSlope, int Different, int Correct)
    {
        public double Accuracy => (double)Correct / TestDigits;
    }
}
