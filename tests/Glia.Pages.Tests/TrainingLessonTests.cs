using Glia.Datasets;

namespace Glia.Pages.Tests;

/// <summary>The numbers of the mission's rows, as the lessons from the power rule on compute and print them; and that their words follow the numbers.</summary>
public class TrainingLessonTests
{
    [Fact]
    public void C4_the_power_rule_and_the_chain_rule_checked_by_a_difference()
    {
        string[] lines = Lines("power-and-chain-rule");
        Assert.Contains("y = 6t⁵ + 8t + 3", lines);
        Assert.Contains("dy/dt = 30t⁴ + 8", lines);
        Assert.Contains("df/dx = df/du · du/dx = 2(x³ + x) · (3x² + 1)", lines);
        Assert.Contains("dy/dt = 30·2⁴ + 8 = 488", lines);
        Assert.Contains("df/dx = 2·(2³ + 2)·(3·2² + 1) = 260", lines);
        Assert.Equal(6, lines.Count(l => l.Contains("/ 0.002 = ", StringComparison.Ordinal)));
        foreach (double x in new[] { -2, -0.3, 0.7, 1.9 })
        {
            Polynomial y = new([6, 0, 0, 0, 8, 3]), u = new([1, 0, 1, 0]);
            Assert.Equal((30 * Math.Pow(x, 4)) + 8, y.Derivative().At(x), 1e-9);
            Assert.Equal((y.At(x + 1e-5) - y.At(x - 1e-5)) / 2e-5, y.Derivative().At(x), 1e-4);
            Assert.Equal((Math.Pow(u.At(x + 1e-5), 2) - Math.Pow(u.At(x - 1e-5), 2)) / 2e-5, 2 * u.At(x) * u.Derivative().At(x), 1e-4);
        }
    }

    [Fact]
    public void C5_weights_6_and_3_share_the_error_two_to_one()
    {
        string[] lines = Lines("splitting-the-error");
        Assert.Contains("share of A = 6/9 = 0.6667", lines);
        Assert.Contains("share of B = 3/9 = 0.3333", lines);
        Assert.Contains("error of A = 0.6·6/9 + 0.5·1/5 = 0.4 + 0.1 = 0.5", lines);
        Assert.Contains("error of A = 6·0.6 + 1·0.5 = 4.1", lines);
        Table both = Run("splitting-the-error").Blocks.OfType<Table>().Single();
        Assert.Equal(["A", "0.5", "45.5 %", "4.1", "51.9 %"], both.Rows[0].Select(c => c.Text));
    }

    [Fact]
    public void C6_the_step_of_the_3_3_3_network()
    {
        string[] lines = Lines("training-step");
        Assert.Contains("H₁ = sigmoid(0.9·0.9 + 0.3·0.1 + 0.4·0.8) = sigmoid(1.16) = 0.7613", lines);
        Assert.Contains("ΔW of H₁ to O₁ = 0.3·0.0524·0.7613 = 0.012", lines);
        Table weights = Run("training-step").Blocks.OfType<Table>().Single();
        Assert.Equal(18, weights.Rows.Count);
        foreach (IReadOnlyList<Cell> row in weights.Rows)
        {
            double[] numbers = [.. row.Skip(1).Select(c => double.Parse(c.Text, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.True(Math.Abs(numbers[3] - numbers[4]) <= (1e-3 * Math.Abs(numbers[4])) + 1e-7, row[0].Text);
            Assert.Equal(-0.3 * numbers[3], numbers[1], 1e-6);
            Assert.Equal(numbers[0] + numbers[1], numbers[2], 1e-4);
        }
    }

    [Fact]
    public void C6_an_input_of_0_moves_none_of_its_weights()
    {
        Table weights = Run("training-step", "x=0,0.1,0.8").Blocks.OfType<Table>().Single();
        Assert.All(weights.Rows.Where(r => r[0].Text.StartsWith("x₁", StringComparison.Ordinal)), r => Assert.Equal("0.000000", r[2].Text));
        Assert.All(weights.Rows.Where(r => r[0].Text.StartsWith("x₂", StringComparison.Ordinal)), r => Assert.NotEqual("0.000000", r[2].Text));
    }

    [Fact]
    public void C3_every_trap_is_shown_by_its_numbers()
    {
        string[] verdicts = [.. Run("gradient-descent").Blocks.OfType<Table>().Last().Rows.Select(r => r[^1].Text)];
        Assert.Equal(7, verdicts.Length);
        Assert.Contains("trapped", verdicts[0], StringComparison.Ordinal);
        Assert.Equal("jumping to and fro", verdicts[2]);
        Assert.Equal("in the lower valley", verdicts[3]); // decay matters
        Assert.Contains("blown up", verdicts[4], StringComparison.Ordinal);
        Assert.Equal("in the lower valley", verdicts[5]);
        Assert.Equal("in the lower valley", verdicts[6]); // momentum matters
        Assert.Contains("still on its way", Run("gradient-descent", "rate=0.0001 steps=20").Blocks.OfType<Table>().Last().Rows[0][^1].Text, StringComparison.Ordinal);
        Assert.Contains("steps shrink", Text("gradient-descent"), StringComparison.Ordinal);
        Assert.DoesNotContain("steps shrink", Text("gradient-descent", "curve=bowl rate=1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(8, 5)]
    [InlineData(10, 9)]
    public void A6_a_deep_sigmoid_network_loses_its_gradient_and_the_same_relu_network_does_not(int layers, int seed)
    {
        LessonRun run = Run("vanishing-gradients", $"layers={layers} seed={seed}");
        Table norms = run.Blocks.OfType<Table>().Single();
        Assert.Equal(layers + 1, norms.Rows.Count);
        double[] sigmoid = Column(norms, 4), relu = Column(norms, 5);
        Assert.True(sigmoid[0] < sigmoid[^1] / 100);
        Assert.True(relu[0] > relu[^1] / 20);
        Assert.Contains("vanished", Text("vanishing-gradients", $"layers={layers} seed={seed}"), StringComparison.Ordinal);
        Assert.Contains("slope at 0 = 0.5·(1 - 0.5) = 0.25", Lines("vanishing-gradients"));
    }

    [Fact]
    public void D1_pixel_253_by_256_and_its_kin()
    {
        string[] lines = Lines("preparing-data");
        Assert.Contains("253 / 256 = 0.98828125", lines);
        Assert.Contains("253 / 255 = 0.9922", lines);
        Assert.Contains("2·253/255 - 1 = 0.9843", lines);
        Assert.Contains("0.01 + 0.98·253/255 = 0.9823", lines);
    }

    [Theory]
    [InlineData(9, "1001"), InlineData(8, "1000"), InlineData(7, "0111")]
    public void D2_targets_within_reach_and_the_binary_code(int digit, string code)
    {
        LessonRun run = Run("preparing-data", $"digit={digit}");
        Assert.Contains(run.Blocks.OfType<Equations>().SelectMany(e => e.Lines), l => l.Remark.StartsWith(code, StringComparison.Ordinal));
        Table targets = run.Blocks.OfType<Table>().Last();
        Assert.Equal(Enumerable.Range(0, 10).Select(d => d == digit ? "0.99" : "0.01"), targets.Rows[1].Skip(1).Select(c => c.Text));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void D5_raw_pixels_saturate_and_scaled_ones_are_learnt(int seed)
    {
        Table table = Run("preparing-data", $"seed={seed}").Blocks.OfType<Table>().First();
        double[] accuracy = [.. table.Rows.Select(r => Percent(r[4].Text))], saturated = [.. table.Rows.Select(r => Percent(r[3].Text))];
        Assert.True(accuracy[0] < accuracy[1] - 20 && accuracy[0] < accuracy[2] - 20, string.Join(", ", accuracy));
        Assert.True(saturated[0] > 90 && saturated[1] < 5);
    }

    [Fact]
    public void D3_bounds_of_3_and_100_links_and_what_comes_out()
    {
        string[] lines = Lines("starting-weights");
        Assert.Contains("1/√3 = 0.577", lines);
        Assert.Contains("1/√100 = 0.1", lines);
        foreach (IReadOnlyList<Cell> row in Run("starting-weights").Blocks.OfType<Table>().First().Rows)
        {
            double mean = Number(row[4]), deviation = Number(row[5]), theory = Number(row[6]);
            Assert.Equal(0, mean, 0.03 * theory);
            Assert.Equal(theory, deviation, 0.03 * theory);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void D3_weights_of_zero_stay_alike_and_large_ones_hardly_learn(int seed)
    {
        Table table = Run("starting-weights", $"seed={seed}").Blocks.OfType<Table>().Last();
        Assert.Equal(["1 of 15", "15 of 15", "15 of 15"], table.Rows.Select(r => r[3].Text));
        double[] accuracy = [.. table.Rows.Select(r => Percent(r[4].Text))];
        Assert.True(accuracy[1] > accuracy[0] + 20 && accuracy[1] > accuracy[2] + 20, string.Join(", ", accuracy));
    }

    [Fact]
    public void B7_the_weights_of_one_neuron_are_those_of_the_library()
    {
        float[] weights = new Network(3, 1, new Dense(3, Activation.Sigmoid) { Weights = Initializer.UniformFanIn }).Weights(0).Row(0);
        string[] printed = Run("starting-weights").Blocks.OfType<Preformatted>().Single().Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(weights.Select(w => w.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)), printed);
    }

    [Fact]
    public void E2_to_E5_a_digit_is_shown_learnt_examined_and_asked_about()
    {
        LessonRun run = Run("digits");
        string grid = run.Blocks.OfType<Preformatted>().Single().Text;
        Assert.All(grid.Split('\n'), line => Assert.Matches("^[0*]{28}$", line));
        Assert.Contains(run.Blocks.OfType<Equations>().SelectMany(e => e.Lines), l => l.Text == "784·30 + 30·10 = 23,820");
        Assert.Equal("784·15 + 15·10 = 11,910", Lines("digits", "hidden=15 epochs=1 train=100").First(l => l.StartsWith("784", StringComparison.Ordinal)));
        Table[] tables = [.. run.Blocks.OfType<Table>()];
        double[] exam = [.. tables[0].Rows.Select(r => Percent(r[3].Text))];
        Assert.True(exam[^1] > exam[0] && exam[^1] > 70, string.Join(", ", exam));
        Assert.Equal(1000, tables[1].Rows.Sum(r => r.Skip(1).Take(10).Where(c => c.Text != "·").Sum(c => int.Parse(c.Text, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(10, run.Blocks.OfType<Plot>().Single().Series.Single().Points.Count);
    }

    [Fact]
    public void E8_the_ten_digits_run_backwards_and_the_weights_as_pictures()
    {
        Pictures[] pictures = [.. Run("inside").Blocks.OfType<Pictures>()];
        Assert.Equal(12, pictures[0].Items.Count);
        Assert.Equal(10, pictures[^1].Items.Count);
        Dataset digits = HandwrittenDigits.Generate(300, 99);

        // What speaks for a digit lies on its ink more than on that of others.
        int like = Enumerable.Range(0, 10).Count(digit => Ink(digit, d => d == digit) > Ink(digit, d => d != digit));
        Assert.True(like >= 9, $"{like} of 10 pictures lie on their own digit");

        double Ink(int picture, Func<int, bool> wanted) => Enumerable.Range(0, digits.Count).Where(i => wanted(digits.Label(i)))
            .Average(i => digits.Features(i).Zip(pictures[^1].Items[picture].Values, (ink, speaks) => (double)ink * speaks).Sum());
    }

    [Theory]
    [InlineData("training-step", "x=1,2")]
    [InlineData("splitting-the-error", "into1=1,2 into2=1,2,3")]
    [InlineData("splitting-the-error", "into1=1,-1")]
    [InlineData("power-and-chain-rule", "at=1,1")]
    [InlineData("starting-weights", "links=2.5")]
    [InlineData("inside", "hidden=4 neuron=5")]
    public void WhatMakesNoSenseIsRefused(string lesson, string values) => Assert.EndsWith(".", Assert.Throws<KnobException>(() => Run(lesson, values)).Message, StringComparison.Ordinal);

    private static LessonRun Run(string lesson, string values = "") => Lesson.Find(lesson)!.Run(new KnobValues(
        values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1])));

    private static string[] Lines(string lesson, string values = "") => [.. RelationCheck.Lines(Run(lesson, values).Blocks)];

    private static string Text(string lesson, string values = "") => string.Join(' ', Run(lesson, values).Blocks.OfType<Paragraph>().Select(p => p.Text));

    private static double[] Column(Table table, int column) => [.. table.Rows.Select(r => Number(r[column]))];

    private static double Number(Cell cell) => double.Parse(cell.Text, System.Globalization.CultureInfo.InvariantCulture);

    private static double Percent(string text) => double.Parse(text.Replace(" %", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
