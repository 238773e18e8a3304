using Glia.Datasets;

namespace Glia.Pages;

/// <summary>Scaling of inputs and targets, and what happens without it (rows D1, D2, D5).</summary>
internal sealed class PreparingDataLesson : Lesson
{
    private const int Hidden = 15, TrainDigits = 1000, TestDigits = 500;

    private static readonly Knob<int> Pixel = Knob.Whole("pixel", "A pixel, 0 to 255.", 253, 0, 255);
    private static readonly Knob<int> Digit = Knob.Whole("digit", "A digit to write as targets, 0 to 9.", 9, 0, 9);
    private static readonly Knob<double> Rate = Knob.Number("rate", "The learning rate of both trainings, 0.001 to 2.", 0.3, 0.001, 2);
    private static readonly Knob<int> Epochs = Knob.Whole("epochs", "Times through the digits, 1 to 10.", 3, 1, 10);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the digits and of the weights.");

    public override string Id => "preparing-data";

    public override string Title => "Preparing data";

    public override string Summary => "Inputs small and targets within reach: the same network learns from one form of the data and not from the other.";

    public override IReadOnlyList<Knob> Knobs => [Pixel, Digit, Rate, Epochs, Seed];

    public override LessonRun Run(KnobValues values)
    {
        int pixel = values.Get(Pixel);
        DigitSchool school = DigitSchool.Of(values.Get(Seed), TrainDigits, TestDigits);
        return new([.. Inputs(pixel, school.Train), .. RawAndScaled(school, values), .. Targets(values.Get(Digit))], Ask(pixel))
        {
            Tries =
            [
                new("glia learn preparing-data --rate 0.03", "Does a smaller rate help the raw pixels?"),
                new("glia learn preparing-data --pixel 128 --digit 7", "A middle grey, and 7 = 0111."),
            ],
        };
    }

    private static IEnumerable<Block> Inputs(int pixel, Dataset digits)
    {
        yield return new Paragraph("A pixel is a number from 0 to 255. Large inputs make large sums, and large sums saturate. So inputs are **scaled** first, all by one rule, which is kept with the network: whoever asks it later must scale alike. An input of exactly 0 teaches its weight nothing, so some begin at 0.01.");
        yield return new Equations(
            new($"{pixel} / 256 = {Num.Of(One(Scaler.Divide(256), pixel), 8)}", "0 to just below 1"),
            new($"{pixel} / 255 = {Num.Of(One(Scaler.Divide(255), pixel))}", "0 to 1"),
            new($"0.01 + 0.99·{pixel}/255 = {Num.Of(One(Scaler.Range(0, 255, 0.01f, 1), pixel))}", "0.01 to 1: never 0"),
            new($"0.01 + 0.98·{pixel}/255 = {Num.Of(One(Scaler.Range(0, 255, 0.01f, 0.99f), pixel))}", "0.01 to 0.99"),
            new($"2·{pixel}/255 - 1 = {Num.Of(One(Scaler.Range(0, 255, -1, 1), pixel))}", "-1 to 1"));
        Scaler standard = Scaler.Standardize(digits);
        double deviation = 1 / (double)standard.Scale[0], mean = -standard.Shift[0] * deviation;
        yield return new Equations(new Equation($"({pixel} - {Num.Of(mean)}) / {Num.Of(deviation)} = {Num.Of(One(standard, pixel))}", "standardised: mean 0, deviation 1"));
    }

    private static float One(Scaler scaler, float raw)
    {
        float[] value = [raw];
        scaler.Apply(value, value);
        return value[0];
    }

    private static IEnumerable<Block> RawAndScaled(DigitSchool school, KnobValues values)
    {
        (Scaler Scaler, string Name)[] ways = [(Scaler.None, "raw, 0 to 255"), (Scaler.Divide(255), "÷ 255, 0 to 1"), (Scaler.Range(0, 255, 0.01f, 1), "0.01 to 1")];
        Pupil[] pupils = [.. ways.Select(way => Teach(school, way.Scaler, way.Name, values))];
        yield return new Paragraph($"**Does it matter?** The same 784-{Hidden}-10 network, from the same weights, learns the same {Num.Count(school.Train.Count)} digits {values.Get(Epochs)} times over with the rate {Num.Of(values.Get(Rate))}. Only the scaling differs.");
        yield return new Table(["<inputs", "mean |z|", "mean slope", "saturated", "right at the end"], [.. pupils.Select(p => (IReadOnlyList<Cell>)[
            p.Name, Num.Fixed(p.MeanSum, 2), Num.Fixed(p.MeanSlope, 4), Num.Percent(p.Saturated), new Cell(Num.Percent(p.Accuracy), p == pupils.MaxBy(b => b.Accuracy) ? Tone.Good : Tone.Plain)])])
        {
            Caption = $"Hidden neurons before training: size of their sums, slope of their sigmoids, how many have a slope below 0.01; and {Num.Count(school.Test.Count)} digits never seen, after it",
        };
        (Pupil raw, Pupil scaled) = (pupils[0], pupils[1]);
        yield return new Equations(
            new($"{raw.Correct} / {school.Test.Count} = {Num.Percent(raw.Accuracy)}", "raw"),
            new($"{scaled.Correct} / {school.Test.Count} = {Num.Percent(scaled.Accuracy)}", "divided by 255"));
        yield return new Paragraph($"With raw pixels {Num.Percent(raw.Saturated, 0)} of the hidden neurons' answers lie where the sigmoid is flat, with scaled ones {Num.Percent(scaled.Saturated, 0)}. {Outcome(raw, scaled)}");
    }

    private static string Outcome(Pupil raw, Pupil scaled) => scaled.Accuracy > raw.Accuracy + 0.02
        ? $"A flat neuron does not learn: {Num.Percent(raw.Accuracy)} right against {Num.Percent(scaled.Accuracy)}, for the want of one division."
        : scaled.Accuracy < raw.Accuracy - 0.02 ? "And yet the raw pixels come out ahead here: this rate is so small that scaled inputs have hardly begun to learn. Try a larger one."
        : "With these settings both come out alike; try another rate.";

    private static Pupil Teach(DigitSchool school, Scaler scaler, string name, KnobValues values)
    {
        Network network = DigitSchool.NewNetwork(Hidden, values.Get(Seed), scaler);
        (double sum, double slope, double saturated) = LayerHealth.Of(network, school.Test);
        school.Teach(network, new Sgd((float)values.Get(Rate)), values.Get(Epochs), values.Get(Seed));
        return new(name, sum, slope, saturated, school.Examine(network).Confusion.Correct, school.Test.Count);
    }

    private static IEnumerable<Block> Targets(int digit)
    {
        float[] plain = new float[10], kept = new float[10], binary = new float[4];
        new OneHot().Encode(digit, plain);
        DigitSchool.Targets.Encode(digit, kept);
        new BinaryCode().Encode(digit, binary);
        yield return new Paragraph($"**Targets** must be numbers that the outputs can give. {(digit == 8 ? "An" : "A")} {digit} is one of ten outputs on and nine off (**one-hot**). A sigmoid never gives 0 or 1 exactly, and whoever asks for them drives the weights up without end, into saturation. 0.01 and 0.99 are within reach.");
        yield return new Table(["<targets", .. HandwrittenDigits.ClassNames], [["0 and 1", .. plain.Select(Cells)], ["0.01 and 0.99", .. kept.Select(Cells)]]);
        yield return new Equations(
            new($"sigmoid({Num.Of(StableMath.Log(0.99 / 0.01))}) = 0.99", "a sum that a neuron can reach"),
            new($"{digit} = {string.Join(" + ", binary.Select((bit, i) => $"{Num.Of(bit)}·{1 << (3 - i)}"))}", $"{string.Concat(binary.Select(b => Num.Of(b)))} in binary: four outputs would do"));
    }

    private static Cell Cells(float value) => new(Num.Of(value), value > 0.5f ? Tone.Strong : Tone.Plain);

    private static Quiz Ask(int pixel)
    {
        int other = 255 - pixel;
        float scaled = One(Scaler.Range(0, 255, -1, 1), other);
        return Quiz.ForNumber($"Scaled from 0 … 255 to -1 … 1, what does a pixel of {other} become?", scaled, $"2·{other}/255 - 1 = {Num.Of(scaled)}: {other} lies as far from one end as {pixel} does from the other.", 0.003);
    }

    private sealed record Pupil(string Name, double MeanSum, double MeanSlope, double Saturated, int Correct, int Count)
    {
        public double Accuracy => (double)Correct / Count;
    }
}
