using System.Numerics;

namespace Glia.Tests.Metrics;

public class ComparisonTests
{
    /// <summary>b and c, and p worked by hand: 2 Σ C(n, k) / 2ⁿ for k up to the smaller.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 5, 2 / 32.0)]
    [InlineData(1, 9, 2 * (1 + 10) / 1024.0)]
    [InlineData(9, 1, 2 * (1 + 10) / 1024.0)]
    [InlineData(2, 5, 2 * (1 + 7 + 21) / 128.0)]
    [InlineData(5, 6, 1)] // one apart: 2 · 1024 / 2048
    public void McNemar_worked_by_hand(int b, int c, double p)
    {
        var test = new McNemarTest(b, c);
        Assert.Equal(b + c, test.Discordant);
        Assert.Equal(p, test.PValue, 1e-12);
    }

    [Theory]
    [InlineData(48, 314)]
    [InlineData(700, 800)]
    [InlineData(3_000, 3_100)] // 2^-6100 is no number
    public void McNemar_is_the_exact_sum_in_whole_numbers(int b, int c)
    {
        int n = b + c;
        BigInteger term = 1, sum = 1;
        for (int k = 1; k <= b; k++)
        {
            term = term * (n - k + 1) / k;
            sum += term;
        }

        double logarithm = BigInteger.Log(2 * sum) - (n * Math.Log(2));
        Assert.Equal(logarithm, Math.Log(new McNemarTest(b, c).PValue), 1e-9 * Math.Max(1, Math.Abs(logarithm)));
    }

    /// <summary>From the literature: 8 of 10 is 49.0 … 94.3 %; all of 10 is above 10 / (10 + z²) = 72.2 %.</summary>
    [Fact]
    public void A_proportions_bounds_worked_by_hand()
    {
        WilsonInterval eight = WilsonInterval.Of(8, 10), all = WilsonInterval.Of(10, 10), none = WilsonInterval.Of(0, 10);
        Assert.Equal((0.4902, 0.9433), (Math.Round(eight.Low, 4), Math.Round(eight.High, 4)));
        Assert.Equal(10 / (10 + (1.959963984540054 * 1.959963984540054)), all.Low, 1e-12);
        Assert.Equal(1, all.High, 1e-12);
        Assert.Equal((0, 1 - all.Low), (none.Low, Math.Round(none.High, 15)), (x, y) => Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12);
        Assert.Equal(new WilsonInterval(0, 1), WilsonInterval.Of(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));
    }

    // Five samples of a, a, b, c, c. The first says a b b c a, the second a a a c b.
    private static readonly Evaluation First = Score([8, 1, 1, 2, 6, 2, 1, 8, 1, 1, 1, 8, 5, 2, 3], [0, 0, 1, 2, 2]);
    private static readonly Evaluation Second = Score([7, 2, 1, 9, 1, 0, 6, 4, 0, 0, 0, 10, 1, 8, 1], [0, 0, 1, 2, 2]);

    [Fact]
    public void Two_networks_worked_by_hand()
    {
        Comparison pair = Comparison.Of(First, Second);
        Assert.Equal((2, 1, 1, 1), (pair.BothRight, pair.OnlyFirstRight, pair.OnlySecondRight, pair.BothWrong));
        Assert.Equal((5, 2), (pair.Count, pair.Agreeing)); // the first and the fourth
        Assert.Equal(new McNemarTest(1, 1), pair.Test);
        Assert.Equal(
            [new DisagreementCount { First = 0, Second = 1, Count = 1, FirstRight = 0, SecondRight = 0 }, new DisagreementCount { First = 1, Second = 0, Count = 2, FirstRight = 1, SecondRight = 1 }],
            pair.DisagreementCounts().OrderBy(d => d.First));
        Assert.Equal(2, pair.DisagreementCounts()[0].Count); // the most frequent comes first

        // ½ (0.7 + 0.5 + 0.2) = 0.7; ½ (0.5 + 0.4 + 0.1) = 0.5; ½ (0.4 + 0.6 + 0.2) = 0.6.
        IReadOnlyList<Disagreement> apart = pair.Disagreements();
        Assert.Equal([1, 4, 2], apart.Select(d => d.Index));
        Assert.Equal([0.7, 0.6, 0.5], apart.Select(d => Math.Round(d.Distance, 6)));
        Assert.Equal((2, 0, 1), (apart[1].Actual, apart[1].First, apart[1].Second));
    }

    [Fact]
    public void What_does_not_compare_is_refused()
    {
        Evaluation others = Score([1, 0, 0], [0]), classes = Score([8, 1, 1, 2, 6, 2, 1, 8, 1, 1, 1, 8, 5, 2, 3], [0, 0, 1, 2, 2], "x");
        Assert.Throws<ArgumentException>(() => Comparison.Of(First, others));
        Assert.Throws<ArgumentException>(() => Comparison.Of(First, classes));
        Assert.Throws<ArgumentException>(() => Evaluation.OfMean(First, others));
        Assert.Throws<ArgumentException>(() => Evaluation.OfMean());
    }

    /// <summary>Means: 0.75 0.15 0.1 | 0.55 0.35 0.1 | 0.35 0.6 0.05 | 0.05 0.05 0.9 | 0.3 0.5 0.2 → a a b c b: four right.</summary>
    [Fact]
    public void The_mean_of_two_networks_worked_by_hand()
    {
        Evaluation mean = Evaluation.OfMean(First, Second);
        Assert.Equal([0, 0, 1, 2, 1], mean.Answers.Select(a => a.Predicted));
        Assert.Equal(0.8, mean.Accuracy, 1e-12);
        Assert.Equal([0.55f, 0.35f, 0.1f], mean.Probabilities(1).ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6f);
        Assert.Equal(0.2, mean.Answers[4].ActualConfidence, 1e-6);
        Assert.Equal(First.Answers, Evaluation.OfMean(First).Answers); // alone, a network is itself
    }

    /// <summary>Four answers in ten bins: 0.15 wrong; 0.85 right and 0.87 wrong; 1 right.</summary>
    [Fact]
    public void Reliability_worked_by_hand()
    {
        Reliability reliability = Reliability.Of([Said(0.15f, false), Said(0.85f, true), Said(0.87f, false), Said(1, true)], bins: 10);
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 2, 1], reliability.Bins.Select(b => b.Count));
        ReliabilityBin eighth = reliability.Bins[8];
        Assert.Equal((0.8, 0.9, 1), (eighth.Low, eighth.High, eighth.Correct));
        Assert.Equal(0.86, eighth.Confidence, 1e-6);
        Assert.Equal(-0.36, eighth.Gap, 1e-6);
        Assert.True(double.IsNaN(reliability.Bins[0].Accuracy) && double.IsNaN(reliability.Bins[0].Gap));
        Assert.Equal((0.15 + (2 * 0.36) + 0) / 4, reliability.ExpectedError, 1e-6);
        Assert.Equal(0.36, reliability.MaximumError, 1e-6);
        Assert.Equal(4, reliability.Count);
        Assert.Equal((0, 0), (Reliability.Of([]).ExpectedError, Reliability.Of([]).MaximumError));
        Assert.Equal(First.ExpectedCalibrationError, First.Reliability.ExpectedError);
    }

    [Fact]
    public void Coverage_worked_by_hand()
    {
        IReadOnlyList<CoveragePoint> curve = CoverageCurve.Of([Said(0.6f, true), Said(0.8f, false), Said(0.9f, true), Said(0.8f, true)]);
        Assert.Equal([new(0.9f, 0.25, 1), new(0.8f, 0.75, 2 / 3.0), new(0.6f, 1, 0.75)], curve); // equal confidences come in together
        Assert.Empty(CoverageCurve.Of([]));
    }

    [Fact]
    public void A_cell_holds_its_answers_surest_first()
    {
        Assert.Equal([3], First.Cell(2, 2).Select(a => a.Index));
        Evaluation two = Score([2, 8, 0, 1, 9, 0, 9, 1, 0], [0, 0, 0]);
        Assert.Equal([1, 0], two.Cell(0, 1).Select(a => a.Index));
        Assert.Equal(two.Confusion[0, 1], two.Cell(0, 1).Count());
    }

    /// <summary>Three classes in two bits: 11 is none of them.</summary>
    [Fact]
    public void A_binary_code_above_the_last_class_is_no_answer()
    {
        var net = new Network(2, 1, new Dense(2, Activation.Identity) { Bias = false }) { Encoding = new BinaryCode() };
        net.Weights(0).Set(new float[,] { { 1, 0 }, { 0, 1 } });
        Evaluation score = net.Evaluate(Dataset.FromFloats([1, 1, 1, 0], [2, 2], FeatureShape.Row(2), ["a", "b", "c"]));
        Assert.Equal([-1, 2], score.Answers.Select(a => a.Predicted));
        Assert.Equal((1, 0.5), (score.Confusion.Invalid, score.Accuracy));
        Assert.Equal([0], score.Cell(2, -1).Select(a => a.Index));
    }

    private static Answer Said(float confidence, bool isRight) => new() { Index = 0, Actual = 0, Predicted = isRight ? 0 : 1, Confidence = confidence, ActualConfidence = isRight ? confidence : 1 - confidence };

    /// <summary>A network that passes its inputs on; outputs are tenths.</summary>
    private static Evaluation Score(float[] tenths, int[] labels, string first = "a")
    {
        var net = new Network(3, 1, new Dense(3, Activation.Identity));
        net.Weights(0).Set(new float[,] { { 0.1f, 0, 0 }, { 0, 0.1f, 0 }, { 0, 0, 0.1f } });
        return net.Evaluate(Dataset.FromFloats(tenths, labels, FeatureShape.Row(3), [first, "b", "c"]));
    }
}
