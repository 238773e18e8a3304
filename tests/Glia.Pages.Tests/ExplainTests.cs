using Glia.Tests;

namespace Glia.Pages.Tests;

/// <summary>Explanations of predictions and training steps: the seeds' numbers stand there, and whatever is printed is true.</summary>
public class ExplainTests
{
    private static readonly float[] Input = Slides.Input, Target = Slides.Target;

    [Fact]
    public void B3_the_forward_pass_of_the_slides_network_stands_there_with_its_numbers()
    {
        Page page = ExplainPage.Of(ForwardTrace.Of(Slides.Network(), Input), new ExplainOptions());
        string[] lines = [.. RelationCheck.Lines(page.Blocks)];
        Assert.Contains("z₁ = 0.9·0.9 + 0.1·0.3 + 0.8·0.4 = 1.16", lines);
        Assert.Equal([1.16, 0.42, 0.62, 0.975, 0.888, 1.254], Results("z"), (expected, actual) => Math.Abs(expected - actual) <= 0.001);
        Assert.Equal([0.761, 0.603, 0.650, 0.726, 0.708, 0.778], Results("a"), (expected, actual) => Math.Abs(expected - actual) <= 0.001);
        RelationCheck.AssertHolds(page.Blocks, least: 12);

        double[] Results(string letter) => [.. lines.Where(l => l.StartsWith(letter, StringComparison.Ordinal)).Select(l => double.Parse(l.Split(" = ")[^1]))];
    }

    /// <summary>ΔW = α · E·O(1 − O) · O_prevᵀ is printed with its numbers, forward and backward, and every gradient stands beside its finite difference.</summary>
    [Fact]
    public void C6_one_step_of_the_slides_network_is_printed_and_agrees_with_the_finite_differences()
    {
        StepTrace step = StepTrace.Of(Slides.Network(), new HalfSquaredError(), Input, Target, 0.3f);
        Page page = ExplainPage.Of(step, new ExplainOptions());
        string[] lines = [.. RelationCheck.Lines(page.Blocks)];
        Assert.Equal(2, lines.Count(l => l.Contains("= α·E·O·(1 - O)·O_prev = 0.3·", StringComparison.Ordinal)));
        Assert.Equal(["δ₁ = (-0.2637)·0.1988 = -0.0524", "δ₂ = 0.6986·0.2065 = 0.1443", "δ₃ = 0.7681·0.1727 = 0.1326"], lines.Where(l => l.StartsWith('δ')).Take(3));
        Assert.Contains("∂L/∂a₁ = 0.3·(-0.0524) + 0.6·0.1443 + 0.8·0.1326 = 0.1769", lines); // Wᵀ·δ
        RelationCheck.AssertHolds(page.Blocks, least: 36);

        (double Gradient, double Difference)[] pairs = [.. page.Blocks.OfType<Table>().Where(t => t.Columns.Contains("difference")).SelectMany(t => t.Rows).Select(r => (double.Parse(r[1].Text), double.Parse(r[2].Text)))];
        Assert.Equal(18, pairs.Length);
        Assert.All(pairs, p => Assert.True(Math.Abs(p.Gradient - p.Difference) <= 1e-3 * Math.Abs(p.Difference), $"{p.Gradient} beside {p.Difference}"));
        foreach (int layer in new[] { 0, 1 })
            Assert.All(ShownGradients.Of(step, layer, new ExplainOptions()), g => Assert.True(Math.Abs(g.Backward - g.Difference) <= 1e-3 * Math.Abs(g.Difference), g.ToString()));
    }

    /// <summary>The stages of a step hold the same sums, outputs, deltas and gradients as the page, each once, and all that they print is true.</summary>
    [Fact]
    public void The_stages_of_a_step_are_the_page_taken_apart()
    {
        StepTrace step = StepTrace.Of(Slides.Network(), new HalfSquaredError(), Input, Target, 0.3f);
        IReadOnlyList<ExplainStage> stages = ExplainPage.Stages(step, new ExplainOptions());
        Assert.Equal(["input 0", "sum 1", "activation 1", "sum 2", "activation 2", "loss 0", "delta 2", "gradient 2", "delta 1", "gradient 1", "after 0"], stages.Select(s => $"{s.Part} {s.Layer}"));
        Assert.DoesNotContain(stages, s => s.Blocks is [Heading, ..]);
        Assert.Equal(
            RelationCheck.Lines(ExplainPage.Of(step, new ExplainOptions()).Blocks).Order(StringComparer.Ordinal),
            stages.SelectMany(s => RelationCheck.Lines(s.Blocks)).Order(StringComparer.Ordinal));
        Assert.Equal(["z₁ = 0.9·0.9 + 0.1·0.3 + 0.8·0.4 = 1.16"], RelationCheck.Lines(stages[1].Blocks).Take(1));
        RelationCheck.AssertHolds(stages.SelectMany(s => s.Blocks), least: 36);
    }

    public static TheoryData<string, string, string, string> Nets
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (string widths in new[] { "3-4-3", "40-24-12-5", "2-2-1" })
                foreach (Activation hidden in Activation.All.Where(a => a.HasSlope && a != Activation.Softmax))
                    foreach (Loss loss in Loss.All)
                    {
                        if (widths == "2-2-1" && loss is CrossEntropy) continue;
                        data.Add(widths, hidden.Name, loss is CrossEntropy or BinaryCrossEntropy ? "sigmoid" : hidden.Name, loss.Name);
                        if (widths != "2-2-1" && hidden == Activation.ReLU) data.Add(widths, hidden.Name, "softmax", loss.Name);
                    }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void Whatever_is_printed_is_true(string widths, string hidden, string output, string lossName)
    {
        int[] units = [.. widths.Split('-').Select(int.Parse)];
        var net = new Network(units[0], 3, [.. units.Skip(1).Select((u, i) => new Dense(u, Activation.Find(i == units.Length - 2 ? output : hidden)!) { Biases = Initializer.Normal })]);
        Loss loss = Loss.Find(lossName)!;
        foreach ((ulong seed, float rate, int[] precision) in new[] { (1UL, 0.05f, new[] { 3, 6 }), (2UL, 0.00123456f, [4]) })
        {
            float[] x = Numbers(units[0], seed, -1.5, 2, share: 0.7), t = Numbers(units[^1], seed + 10, 0.05, 0.95, share: 1);
            if (output == "softmax") t = [.. t.Select(_ => 0f).Skip(1), 1];
            StepTrace step = StepTrace.Of(net, loss, x, t, rate);
            foreach (int decimals in precision)
            {
                var options = new ExplainOptions { Top = 4, Decimals = decimals };
                Page page = ExplainPage.Of(step, options);
                RelationCheck.AssertHolds(page.Blocks, least: 10);
            }
        }
    }

    [Theory]
    [InlineData("3-4-3")]
    [InlineData("40-24-12-5")]
    public void Every_page_of_a_network_can_be_written_and_what_it_says_is_true(string widths)
    {
        int[] units = [.. widths.Split('-').Select(int.Parse)];
        var net = new Network(units[0], 3, [.. units.Skip(1).Select(u => new Dense(u, Activation.Tanh)), new Dropout(0.3f), new Dense(3, Activation.Softmax)]) { Temperature = 1.5f };
        float[] x = Numbers(units[0], 5, -1, 1, share: 0.8);
        var options = new ExplainOptions();
        ForwardTrace trace = ForwardTrace.Of(net, x);
        StepTrace step = StepTrace.Of(net, new CrossEntropy(), x, [0.01f, 0.99f, 0.01f], 0.1f);
        Page[] pages =
        [
            ExplainPage.Of(trace, options), ExplainPage.Of(step, options),
            .. new[] { 0, units.Length - 2, units.Length }.SelectMany(layer => new[] { NeuronPage.Of(trace, layer, 1, options), NeuronPage.Of(step, layer, 1, options) }),
        ];
        foreach (Page page in pages)
        {
            RelationCheck.AssertHolds(page.Blocks, least: 1);
            Assert.DoesNotContain("NaN", HtmlPage.Write(page), StringComparison.Ordinal);
        }

        Assert.Contains(pages[0].Blocks.OfType<Paragraph>(), p => p.Text.Contains("the temperature T = 1.5", StringComparison.Ordinal));
    }

    private static float[] Numbers(int count, ulong seed, double low, double high, double share)
    {
        var random = new Random((int)seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share ? (float)(low + (random.NextDouble() * (high - low))) : 0)];
    }

    /// <summary>Where a sigmoid is nearly 1, 1 is not what is printed: 1·(1 − 1) is 0, and the slope is not.</summary>
    [Fact]
    public void What_is_nearly_a_whole_number_is_not_printed_as_one()
    {
        var net = new Network(1, 1, new Dense(1, Activation.Sigmoid));
        net.Weights(0).Set(new[,] { { 12f } });
        Page page = ExplainPage.Of(StepTrace.Of(net, new HalfSquaredError(), [1], [0], 0.1f), new ExplainOptions());
        Assert.Contains("a₁ = sigmoid(12) = 1.0000", RelationCheck.Lines(page.Blocks));
        RelationCheck.AssertHolds(page.Blocks, least: 6);
    }

    [Fact]
    public void Of_a_wide_layer_the_largest_terms_and_the_rest_make_the_sum()
    {
        var net = new Network(784, 5, new Dense(50, Activation.ReLU), new Dense(10, Activation.Softmax)) { InputShape = new FeatureShape(28, 28), Scaler = Scaler.Divide(255), ClassNames = [.. Enumerable.Range(0, 10).Select(c => $"{c}")] };
        float[] x = [.. Numbers(784, 3, 0, 255, 0.3).Select(MathF.Floor)];
        var options = new ExplainOptions { Top = 6 };
        StepTrace step = StepTrace.Of(net, new CrossEntropy(), x, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 0.01f);
        Page page = ExplainPage.Of(step, options);
        RelationCheck.AssertHolds(page.Blocks, least: 30);
        Table terms = page.Blocks.OfType<Table>().First(t => t.Columns[^1] == "x·w");
        Assert.Equal(6 + 3, terms.Rows.Count); // and the others, the bias, the sum
        Assert.StartsWith("the other 778, of which ", terms.Rows[6][0].Text, StringComparison.Ordinal);
        Assert.Equal(terms.Rows.SkipLast(1).Sum(r => double.Parse(r[3].Text)), double.Parse(terms.Rows[^1][3].Text), 1e-3);

        // The terms shown are the largest there are.
        LayerTrace layer = step.Forward.Layers[0];
        int unit = Enumerable.Range(0, 50).MaxBy(u => layer.Outputs[u]);
        double[] largest = [.. Enumerable.Range(0, 784).Select(i => (double)layer.Contribution(unit, i)).OrderByDescending(Math.Abs).Take(6)];
        Assert.Equal(largest, terms.Rows.Take(6).Select(r => double.Parse(r[3].Text)), (a, b) => Math.Abs(a - b) <= 5.1e-5);

        IReadOnlyList<CheckedGradient> gradients = ShownGradients.Of(step, 0, options);
        Assert.Equal(6, gradients.Count);
        Assert.All(gradients, g => Assert.True(g.RelativeError < 1e-3, g.ToString()));
        Page neuron = NeuronPage.Of(step, 0, unit, options);
        Assert.Equal(Enumerable.Range(0, 784).Count(i => layer.Contribution(unit, i) != 0) + 3, neuron.Blocks.OfType<Section>().Single().Blocks.OfType<Table>().Single().Rows.Count); // every term that is not 0, the zeros together, the bias, the sum
        RelationCheck.AssertHolds(neuron.Blocks, least: 3);
    }

    [Fact]
    public void A_step_that_is_too_long_is_told()
    {
        var net = new Network(1, 1, new Dense(1, Activation.Identity));
        Page page = ExplainPage.Of(StepTrace.Of(net, new HalfSquaredError(), [3], [1], 1), new ExplainOptions());
        Assert.Contains(page.Blocks.OfType<Paragraph>(), p => p.Text.Contains("The loss **grew** by", StringComparison.Ordinal));
        RelationCheck.AssertHolds(page.Blocks, least: 4);
    }

    [Fact]
    public void There_is_no_neuron_that_the_layer_does_not_have()
    {
        ForwardTrace trace = ForwardTrace.Of(Slides.Network(), Input);
        Assert.Throws<ArgumentOutOfRangeException>(() => NeuronPage.Of(trace, 0, 3, new ExplainOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeuronPage.Of(trace, 2, 0, new ExplainOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExplainOptions { Decimals = 7 });
    }
}
