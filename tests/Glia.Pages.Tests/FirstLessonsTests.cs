using System.Globalization;

namespace Glia.Pages.Tests;

/// <summary>The rows A1–A5, B1–B3 and C1–C2 as the lessons compute and print them, and the slope lesson.</summary>
public class FirstLessonsTests
{
    [Fact]
    public void A1_a_neuron() => AssertPrints("neuron", "", "z = 12·19 + 24·23 + 7 = 787", "a = sigmoid(787) = 1");

    [Fact]
    public void A2_every_activation_by_name_with_its_slope()
    {
        AssertPrints("activation", "", "f(0) = 1 / (1 + e^0) = 0.5", "f(126) = 1 / (1 + e^(-126)) = 1", "f′(0) = 0.5·(1 - 0.5) = 0.25");
        float low = Value(Lines("activation", "").First(l => l.StartsWith("f(-126)", StringComparison.Ordinal)));
        Assert.InRange(low, 0, 1e-30f);
        foreach (Activation function in Activation.All)
        {
            string[] lines = Lines("activation", $"name={function.Name} z=-2,0.5,3");
            if (function == Activation.Softmax)
            {
                Assert.Contains(lines, l => l.StartsWith("a₃", StringComparison.Ordinal) && Math.Abs(Value(l) - (Math.Exp(3) / (Math.Exp(-2) + Math.Exp(0.5) + Math.Exp(3)))) < 1e-4);
                continue;
            }

            foreach (float z in new[] { -2f, 0.5f, 3f })
            {
                Assert.Equal(function.F(z), Value(lines.Single(l => l.StartsWith($"f({z}) =", StringComparison.Ordinal))), 6e-5f);
                Assert.Equal(function.Derivative(z), Value(lines.Single(l => l.StartsWith($"f′({z}) =", StringComparison.Ordinal))), 6e-5f);
            }
        }
    }

    [Theory]
    [InlineData("step", true), InlineData("sign", true), InlineData("sigmoid", false), InlineData("identity", false), InlineData("gelu", false)]
    public void A2_what_is_flat_is_called_flat(string name, bool cannotLearn) =>
        Assert.Equal(cannotLearn, Run("activation", $"name={name} z=-1,1").Blocks.OfType<Paragraph>().Any(p => p.Text.Contains("cannot learn by gradient descent", StringComparison.Ordinal)));

    [Theory]
    [InlineData("and"), InlineData("or")]
    public void A3_the_perceptron_learns_and_and_or_and_prints_its_line(string gate)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            LessonRun run = Run("gates", $"gate={gate} seed={seed}");
            Table both = run.Blocks.OfType<Table>().Single();
            Assert.All(both.Rows, row => Assert.Equal("4 of 4", row[3].Text));
            Assert.All(both.Rows, row => Assert.Matches(@"^-?[0-9.]+ [+-] [0-9.]+·x [+-] [0-9.]+·y = 0$", row[4].Text.Trim('`')));
            Plot map = run.Blocks.OfType<Plot>().Single();
            Assert.Contains(map.Series, s => s is Curve);
            Assert.Contains(run.Blocks.OfType<Paragraph>(), p => p.Text.Contains("all four answers are right", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("", "AND"), InlineData("b=-0.5", "OR"), InlineData("w=-1,-1 b=1.5", "NAND"), InlineData("b=1", "always 1"), InlineData("w=2,-1 b=-1", "x"), InlineData("w=2,-1 b=-2", "x AND NOT y")]
    public void A3_a_neuron_made_by_hand_is_called_what_it_computes(string values, string name) =>
        Assert.Contains(Run("gates", values).Blocks.OfType<Paragraph>(), p => p.Text == $"This neuron computes **{name}**.");

    [Fact]
    public void A3_the_bias_that_the_question_asks_for_is_the_smallest()
    {
        foreach ((float[] w, string other, LogicGate gate) in new[] { (new[] { 2f, 0.5f }, "and", LogicGate.Or), ([1.5f, 3f], "or", LogicGate.And) })
        {
            float bias = float.Parse(Run("gates", $"w={w[0]},{w[1]} gate={other}").Quiz.Solution, CultureInfo.InvariantCulture);
            Assert.Equal(gate.Answers, Answers(w, bias));
            Assert.NotEqual(gate.Answers, Answers(w, bias - 0.01f));
        }

        static int[] Answers(float[] w, float b) => [.. LogicGate.Inputs.Select(x => (int)new Neuron(w, b, Activation.Step).FeedForward(x))];
    }

    [Fact]
    public void A4_no_perceptron_has_more_than_three_right()
    {
        foreach (int seed in new[] { 1, 1000, 77_777 })
            Assert.Contains(Run("xor", $"seed={seed} epochs=1").Blocks.OfType<Paragraph>(), p => p.Text.Contains("**no perceptron has more than 3 of 4** right", StringComparison.Ordinal));
    }

    [Fact]
    public void A4_the_success_rate_is_over_100_seeds_and_says_what_the_shown_network_does()
    {
        Assert.InRange(Solved("", "2-2-1"), 70, 95);
        Assert.InRange(Solved("", "2-3-1"), 98, 100);
        Assert.Equal(0, Solved("", "2-1-1"));
        Assert.InRange(Solved("activation=tanh lr=0.1", "2-3-1"), 85, 100);
        bool[] told = [.. Enumerable.Range(1, 8).Select(seed => Run("xor", $"seed={seed}").Blocks.OfType<Paragraph>().Any(p => p.Text.Contains("**all four** right", StringComparison.Ordinal)))];
        XorTraining training = XorTraining.Default;
        Assert.Equal(Enumerable.Range(1, 8).Select(seed => training.Run((ulong)seed).Network.Evaluate(LogicGate.Xor.Data).Accuracy == 1), told);
        Assert.Contains(true, told);
        Assert.Contains(false, told);

        static int Solved(string values, string network) => int.Parse(Run("xor", values).Blocks.OfType<Table>().Last().Rows.Single(r => r[0].Text == network)[1].Text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A5_the_line_is_found_in_3000_updates_and_asked_about()
    {
        foreach (string values in new[] { "", "seed=2", "seed=3 slope=-2 start=0.4", "seed=4 slope=0 start=-0.3 at=0,-0.9" })
        {
            LessonRun run = Run("line", values);
            IReadOnlyList<Cell> last = run.Blocks.OfType<Table>().Single().Rows[^1];
            Assert.InRange(Count(last[0]), 1, 3000);
            Assert.InRange(Count(last[1]), 9900, 10_000);
            Assert.Contains(run.Blocks.OfType<Equations>().SelectMany(e => e.Lines), l => l.Remark.EndsWith("says the hidden line: right", StringComparison.Ordinal));
        }

        static int Count(Cell cell) => int.Parse(cell.Text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void B1_two_nodes() => AssertPrints("feed-forward", "", "x₁ = 1·0.9 + 0.5·0.3 = 1.05", "o₁ = sigmoid(1.05) = 0.7408", "x₂ = 1·0.2 + 0.5·0.8 = 0.6", "o₂ = sigmoid(0.6) = 0.6457");

    [Fact]
    public void B2_the_matrix_product_and_the_transpose()
    {
        AssertPrints("feed-forward", "", "1·5 + 2·7 = 19", "1·6 + 2·8 = 22", "3·5 + 4·7 = 43", "3·6 + 4·8 = 50");
        string[] pictures = [.. Run("feed-forward", "").Blocks.OfType<Preformatted>().Select(p => p.Text)];
        Assert.Contains("⎡ 1  2 ⎤ · ⎡ 5  6 ⎤ = ⎡ 19  22 ⎤\n⎣ 3  4 ⎦   ⎣ 7  8 ⎦   ⎣ 43  50 ⎦", pictures);
        Assert.Contains(pictures, p => p.Contains("⎢ 2  5 ⎥", StringComparison.Ordinal) && p.Contains("⎣ 4  5  6 ⎦ ᵀ =", StringComparison.Ordinal));
        Assert.Contains("2 columns", Assert.Throws<KnobException>(() => Run("feed-forward", "right=1,2,3")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void B3_the_3_3_3_network()
    {
        string[] lines = Lines("feed-forward", "");
        double[] expected = [1.16, 0.761, 0.42, 0.603, 0.62, 0.650, 0.975, 0.726, 0.888, 0.708, 1.254, 0.778];
        string[] own = [.. lines.Where(l => l[0] is 'X' or 'O')];
        Assert.Equal(expected.Length, own.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], Value(own[i]), 0.001);
        NetworkDiagram diagram = Run("feed-forward", "").Blocks.OfType<NetworkDiagram>().Single();
        Assert.Equal([3, 3, 3], diagram.Columns.Select(c => c.Units.Count));
    }

    [Fact]
    public void B4_the_4_3_1_network_by_knobs()
    {
        string[] lines = Lines("feed-forward", "x=12,24,9,16 w1=19,23,14,2/4,7,11,18/3,13,52,20 b1=4,6,9 w2=5,10,15 b2=7");
        Assert.Equal([1f, 1f, 1f, 1f], lines.Where(l => l.StartsWith('O')).Select(Value));
    }

    [Fact]
    public void C1_the_mean_squared_error_and_its_kin()
    {
        AssertPrints("loss", "", "SE = (4 - 4)² + (9 - 8)² + (6 - 6)² = 1", "MSE = 1 / 3 = 0.3333", "MAE = (|4 - 4| + |9 - 8| + |6 - 6|) / 3 = 0.3333", "CE = -ln(0.7) = 0.3567");
        Assert.Equal(0.375f / 3, Value(Lines("loss", "delta=0.5").Single(l => l.StartsWith("Huber", StringComparison.Ordinal))), 1e-4f);
        Assert.Equal("1.3333", Run("loss", "").Quiz.Solution); // (9 − 7)² / 3
    }

    [Fact]
    public void C2_differences_cancel_and_the_slip_is_explained()
    {
        LessonRun run = Run("error-table", "");
        Table[] tables = [.. run.Blocks.OfType<Table>()];
        Assert.Equal(["0.1", "-0.1", "0", "0"], tables[0].Rows.Select(r => r[2].Text));
        Assert.Equal(["0.1", "0.1", "0", "0.2"], tables[0].Rows.Select(r => r[3].Text));
        Assert.Equal(["0.01", "0.01", "0", "0.02"], tables[0].Rows.Select(r => r[4].Text));
        Assert.Equal(["0.1", "0.3", "0", "0.4"], tables[1].Rows.Select(r => r[2].Text));
        Assert.Equal(["0.01", "0.09", "0", "0.1"], tables[1].Rows.Select(r => r[4].Text));
        AssertPrints("error-table", "", "0.7 - 0.4 = 0.3", "0.7 - 0.8 = -0.1");
    }

    [Theory]
    [InlineData("", "cancels"), InlineData("outputs=0,0.5 targets=1,0.25", "in part"), InlineData("outputs=0,0 targets=1,1", "point the same way"), InlineData("outputs=1,2 targets=1,2", "Every row is right")]
    public void C2_the_verdict_is_that_of_these_numbers(string values, string words) =>
        Assert.Contains(Run("error-table", values).Blocks.OfType<Paragraph>(), p => p.Text.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void SecantsCloseInOnTheSlope()
    {
        AssertPrints("slope", "", "(30 - 30) / (4 - 1) = 0", "(70 - 40) / (4 - 1) = 10", "((3 + 1)² - 3²) / 1 = 7", "((3 + 0.1)² - 3²) / 0.1 = 6.1", "((3 + 0.001)² - 3²) / 0.001 = 6.001");
        Assert.Equal("14", Run("slope", "").Quiz.Solution); // 2 · 7
        Assert.Equal("147", Run("slope", "curve=cube").Quiz.Solution); // 3 · 7²
        Assert.Equal("10", Run("slope", "curve=line").Quiz.Solution);
        Assert.Equal("0", Run("slope", "curve=constant").Quiz.Solution);
    }

    [Theory]
    [InlineData("neuron", "x=1,2 w=1", "w"), InlineData("activation", "name=softmax z=1", "z"), InlineData("feed-forward", "x=1,2", "w1"), InlineData("feed-forward", "w2=1,2", "w2")]
    [InlineData("feed-forward", "b1=1", "b1"), InlineData("feed-forward", "w2=none b2=1", "b2"), InlineData("feed-forward", "w1=1,2/3", "w1"), InlineData("loss", "outputs=1", "targets")]
    [InlineData("loss", "p=0.5,0.6", "p"), InlineData("loss", "class=4", "class"), InlineData("error-table", "outputs=1,2", "targets")]
    public void ValuesThatDoNotGoTogetherAreRefused(string lesson, string values, string knob) => Assert.Equal(knob, Assert.Throws<KnobException>(() => Run(lesson, values)).Knob);

    private static void AssertPrints(string lesson, string values, params string[] lines) => Assert.All(lines, line => Assert.Contains(line, Lines(lesson, values)));

    private static string[] Lines(string lesson, string values) => [.. RelationCheck.Lines(Run(lesson, values).Blocks)];

    /// <summary>The number at the end of a line.</summary>
    private static float Value(string line) => float.Parse(line[(line.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture);

    private static LessonRun Run(string lesson, string values) => LessonTests.Run(lesson, values);
}
