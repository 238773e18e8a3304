using System.Globalization;
using Glia.Datasets;

namespace Glia.Pages;

/// <summary>Everything together: a network that reads handwritten digits (rows E2–E5).</summary>
internal sealed class DigitsLesson : Lesson
{
    private const int TestDigits = 1000, MostMistakes = 6;

    private static readonly Knob<int> Hidden = Knob.Whole("hidden", "Hidden neurons, 2 to 60.", 30, 2, 60);
    private static readonly Knob<int> Epochs = Knob.Whole("epochs", "Times through the digits, 1 to 8.", 4, 1, 8);
    private static readonly Knob<double> Rate = Knob.Number("rate", "The learning rate, 0.001 to 5.", 0.3, 0.001, 5);
    private static readonly Knob<double> Decay = Knob.Number("decay", "Factor on the rate after each epoch, 0.1 to 1.", 0.5, 0.1, 1);
    private static readonly Knob<int> Train = Knob.Whole("train", "Digits to learn from, 100 to 20000.", 8000, 100, 20_000);
    private static readonly Knob<int> Query = Knob.Whole("query", "Which of the test digits to ask about, 0 to 999.", 7, 0, TestDigits - 1);
    private static readonly Knob<ulong> Seed = Knob.Seed("Seed of the digits and of the weights.");

    public override string Id => "digits";

    public override string Title => "The digit recogniser";

    public override string Summary => "784 pixels in, ten digits out: trained before your eyes, then examined.";

    public override IReadOnlyList<Knob> Knobs => [Hidden, Epochs, Rate, Decay, Train, Query, Seed];

    public override LessonRun Run(KnobValues values)
    {
        int query = values.Get(Query);
        ulong seed = values.Get(Seed);
        DigitSchool school = DigitSchool.Of(seed, values.Get(Train), TestDigits);
        Network network = DigitSchool.NewNetwork(values.Get(Hidden), seed, Scaler.Range(0, 255, 0.01f, 1));
        IReadOnlyList<EpochReport> epochs = school.Teach(network, new Sgd((float)values.Get(Rate)) { Schedule = new ExponentialDecay(values.Get(Decay)) }, values.Get(Epochs), seed);
        Evaluation exam = school.Examine(network);
        return new([.. OneDigit(school, query), .. Learning(network, school, epochs, values), .. Asked(network, school, exam, query), .. Examined(school, exam)], Ask(exam.Confusion))
        {
            Tries =
            [
                new("glia learn digits --hidden 15 --train 1000", "Half the neurons and an eighth of the digits."),
                new("glia learn digits --rate 5", "A rate that is too large."),
                new($"glia learn digits --query {exam.WorstMistakes().FirstOrDefault(exam.Answers[0]).Index}", exam.Accuracy < 1 ? "Ask about the worst mistake." : "Ask about another digit."),
            ],
        };
    }

    private static IEnumerable<Block> OneDigit(DigitSchool school, int query)
    {
        yield return new Paragraph($"This is {DigitSchool.A(school.Test.Label(query))}, 28 × 28 pixels: once as ink, and once as the numbers that a network sees, `*` for all that is not 0. To read it, no rule is written down. The network gets examples, and the step that you know by now.");
        yield return new Pictures([DigitSchool.Show(school.Test, query)]);
        yield return new Preformatted(Grid(school.Test.ByteFeatures(query)));
    }

    /// <summary>The grid of <c>0</c> and <c>*</c>, without the empty lines above and below.</summary>
    private static string Grid(ReadOnlySpan<byte> pixels)
    {
        var lines = new List<string>();
        for (int y = 0; y < HandwrittenDigits.Shape.Height; y++)
            lines.Add(string.Create(HandwrittenDigits.Shape.Width, pixels.Slice(y * HandwrittenDigits.Shape.Width, HandwrittenDigits.Shape.Width).ToArray(), static (text, row) =>
            {
                for (int x = 0; x < text.Length; x++) text[x] = row[x] > 0 ? '*' : '0';
            }));
        int first = lines.FindIndex(l => l.Contains('*', StringComparison.Ordinal)), last = lines.FindLastIndex(l => l.Contains('*', StringComparison.Ordinal));
        return string.Join('\n', lines.Skip(first).Take(last - first + 1));
    }

    private static IEnumerable<Block> Learning(Network network, DigitSchool school, IReadOnlyList<EpochReport> epochs, KnobValues values)
    {
        int hidden = values.Get(Hidden);
        yield return new Paragraph($"The network is 784-{hidden}-10, all sigmoids. Inputs are scaled to 0.01 … 1, targets are 0.01 and 0.99, weights start small and random. It learns from {Num.Count(school.Train.Count)} digits, one at a time, with the rate {Num.Of(values.Get(Rate))}{(values.Get(Decay) < 1 ? $", which each epoch multiplies by {Num.Of(values.Get(Decay))}" : "")}; {Num.Count(TestDigits)} others are kept for the examination.");
        yield return new Equations(
            new($"784·{hidden} + {hidden}·10 = {Num.Count(network.WeightCount)}", "weights"),
            new($"{hidden} + 10 = {network.BiasCount}", "biases"));
        yield return new Table(["epoch", "loss", "right while learning", "right in the examination"], [.. epochs.Select(e => (IReadOnlyList<Cell>)[$"{e.Epoch}", Num.Fixed(e.Loss, 4), Num.Percent(e.Accuracy), Num.Percent(e.ValidationAccuracy)])]);
    }

    private static IEnumerable<Block> Asked(Network network, DigitSchool school, Evaluation exam, int query)
    {
        float[] outputs = network.Query(school.Test.Features(query));
        Answer answer = exam.Answers[query];
        int[] order = [.. Enumerable.Range(0, 10).OrderByDescending(d => outputs[d])];
        yield return new Paragraph($"**One query.** The {answer.Actual} from above goes in, and ten outputs come out. The largest is the answer: {order[0]}, with {Num.Fixed(outputs[order[0]])}; next comes {order[1]} with {Num.Fixed(outputs[order[1]])}. That is **{(answer.IsCorrect ? "right" : "wrong")}**{(outputs[order[0]] - outputs[order[1]] < 0.2 ? ", and it was close" : "")}.");
        yield return new Plot("What the ten outputs say", new("output") { Names = HandwrittenDigits.ClassNames }, new("", 0, 1), [new Bars("", [.. outputs.Select((o, d) => ((double)d, (double)o))])]);
        yield return new Equations(new Equation($"max({string.Join(", ", outputs.Select(o => Num.Fixed(o)))}) = {Num.Fixed(outputs[order[0]])}", $"the answer {order[0]}"));
    }

    private static IEnumerable<Block> Examined(DigitSchool school, Evaluation exam)
    {
        ConfusionMatrix confusion = exam.Confusion;
        yield return new Paragraph("**The examination.** Each row is what a digit was, each column what the network said: on the diagonal it is right.");
        yield return new Table(["<was", .. HandwrittenDigits.ClassNames, "found"], [.. Enumerable.Range(0, 10).Select(actual => (IReadOnlyList<Cell>)[
            $"{actual}", .. Enumerable.Range(0, 10).Select(said => Count(confusion[actual, said], actual == said, confusion.Support(actual))), Num.Percent(confusion.Recall(actual), 0)])]);
        yield return new Equations(new Equation($"{confusion.Correct} / {confusion.Count} = {Num.Percent(confusion.Accuracy)}", "right of all; guessing would get 10 %"));
        Answer[] worst = [.. exam.WorstMistakes().Take(MostMistakes)];
        if (worst.Length == 0)
        {
            yield return new Paragraph("Not one mistake. `glia train` makes such a network for real, and keeps it.");
            yield break;
        }

        yield return new Paragraph("Its worst mistakes. Would you have read them?");
        yield return new Pictures([.. worst.Select(a => DigitSchool.Show(school.Test, a.Index, $"{DigitSchool.A(a.Actual)}, said {a.Predicted}", Tone.Bad))]);
        yield return new Paragraph("With more neurons, more digits and the activations and losses of today it gets better: `glia train` does that, and keeps the network.");
    }

    private static Cell Count(int count, bool isRight, int of) => count == 0 ? new Cell("·", Tone.Faint)
        : new Cell(count.ToString(CultureInfo.InvariantCulture), isRight ? Tone.Good : Tone.Bad) { Shade = (double)count / Math.Max(1, of) };

    private static Quiz Ask(ConfusionMatrix confusion)
    {
        int digit = Enumerable.Range(0, 10).MaxBy(d => Said(confusion, d) - confusion[d, d]), said = Said(confusion, digit), right = confusion[digit, digit];
        return Quiz.ForNumber($"Whenever the network said {digit}, in how many percent of those cases was it one? (The column, not the row.)", 100 * confusion.Precision(digit),
            $"It said {digit} {said} times, and {right} of them were: {right} / {said} = {Num.Percent(confusion.Precision(digit))}. The column \"found\" asks the other way round: how many of the {digit}s it found.", 0.6);
    }

    private static int Said(ConfusionMatrix confusion, int digit) => Enumerable.Range(0, 10).Sum(actual => confusion[actual, digit]);
}
