namespace Glia.Pages.Tests;

/// <summary>The page that an evaluation becomes (row E4).</summary>
public class EvaluationReportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void E4_EveryNumberOfTheMatrixIsTheLibrarysAndLeadsToItsSamples(bool pictures)
    {
        (Page page, Evaluation evaluation) = Report(600, pictures);
        Table matrix = page.Blocks.OfType<Table>().Single(t => t.IsDense);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Cell cell = matrix.Rows[i][j + 1];
                Assert.Equal(evaluation.Confusion[i, j], cell.Text == "·" ? 0 : ReportSamples.Number(cell.Text));
                Assert.Equal(cell.Text == "·" ? null : $"#cell-{i}-{j}", cell.Link);
            }

            Assert.Equal(Num.Percent(evaluation.Confusion.Recall(i)), matrix.Rows[i][4].Text);
        }

        string html = HtmlPage.Write(page);
        Assert.Empty(ReportSamples.BrokenLinks(html));
        Assert.Equal(9, ReportSamples.LinkCount(html));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(pictures, html.Contains("<img", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(600, true)] // more than a cell shows
    [InlineData(600, false)]
    [InlineData(20, true)]
    public void E4_WhatACellCountsIsShownOrSaidToBeLeftOut(int count, bool pictures)
    {
        (Page page, Evaluation evaluation) = Report(count, pictures);
        (string? Anchor, int Count, int Shown, int Left)[] groups = [.. ReportSamples.Groups(page.Blocks)];
        Assert.All(groups, g => Assert.Equal(g.Count, g.Shown + g.Left));
        Assert.All(groups, g => Assert.InRange(g.Shown, 1, 24));
        Assert.Equal(count, groups.Sum(g => g.Count));
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) Assert.Equal(evaluation.Confusion[i, j], groups.SingleOrDefault(g => g.Anchor == $"cell-{i}-{j}").Count);
        Assert.Equal(count == 600, groups.Any(g => g.Left > 0));
    }

    [Fact]
    public void E4_TheWorstMistakesComeFirstWithEveryBelief()
    {
        (Page page, Evaluation evaluation) = Report(600, pictures: true);
        Card[] cards = [.. page.Blocks.OfType<Cards>().Single().Items];
        Answer[] worst = [.. evaluation.WorstMistakes().Take(cards.Length)];
        Assert.Equal(EvaluationReport.MostMistakes, cards.Length);
        for (int i = 0; i < cards.Length; i++)
        {
            Assert.StartsWith($"no. {worst[i].Index}", cards[i].Caption, StringComparison.Ordinal);
            Meter[] meters = [.. cards[i].Meters.Single().Meters];
            Assert.Equal(evaluation.Probabilities(worst[i].Index).ToArray(), meters.Select(m => (float)m.Value));
            Assert.Equal(Tone.Good, meters[worst[i].Actual].Tone);
            Assert.Equal(Tone.Bad, meters[worst[i].Predicted].Tone);
        }
    }

    [Fact]
    public void TheReliabilityDiagramIsTheLibrarys()
    {
        (Page page, Evaluation evaluation) = Report(600, pictures: false);
        ReliabilityBin[] bins = [.. evaluation.Reliability.Bins];
        Plot diagram = page.Blocks.OfType<Plot>().First();
        Assert.Equal(bins.Select(b => 100 * b.Accuracy), diagram.Series.OfType<Bars>().Single().Points.Select(p => p.Y));
        Table table = page.Blocks.OfType<Table>().Single(t => t.Columns[0] == "<how sure");
        Assert.Equal(bins.Select(b => Num.Count(b.Count)), table.Rows.Select(r => r[1].Text));
        Assert.Equal(bins.Select(b => b.Count == 0 ? "–" : Num.Percent(b.Accuracy)), table.Rows.Select(r => r[3].Text));
        Assert.Contains(page.Blocks.OfType<Paragraph>(), p => p.Text.Contains($"**{Num.Percent(evaluation.ExpectedCalibrationError, 2)}**", StringComparison.Ordinal));
    }

    [Fact]
    public void TheCoverageCurveHasTheNetworksOwnPlace()
    {
        Dataset data = ReportSamples.Data(600, pictures: true);
        Network network = ReportSamples.Network(1);
        network.RejectOption = new RejectOption(0.6f, new(-100, 100), new(0, 100));
        Evaluation evaluation = network.Evaluate(data);
        Plot plot = EvaluationReport.Of("m", "data", evaluation, data).Blocks.OfType<Plot>().Last();
        (double x, double y) = plot.Series.OfType<Dots>().Single().Points.Single();
        Assert.Equal((100.0 * evaluation.AnsweredCount / 600, 100 * evaluation.AnsweredAccuracy), (x, y));
        Assert.Equal((100, 100 * evaluation.Accuracy), plot.Series.OfType<Curve>().Single().Points[^1]);
        Assert.True(y > 100 * evaluation.Accuracy);
    }

    [Fact]
    public void VeryManyClassesAreShownAsPairs()
    {
        Dataset data = ReportSamples.Data(500, pictures: true, classes: 40);
        Evaluation evaluation = ReportSamples.Network(1, 40).Evaluate(data);
        Page page = EvaluationReport.Of("m", "data", evaluation, data);
        string html = HtmlPage.Write(page);
        Assert.Empty(ReportSamples.BrokenLinks(html));
        Assert.Equal(100, ReportSamples.LinkCount(html));
        Assert.DoesNotContain(page.Blocks.OfType<Table>(), t => t.IsDense);
        Assert.All(ReportSamples.Groups(page.Blocks), g => Assert.Equal(g.Count, g.Shown + g.Left));
        Assert.All(page.Blocks.OfType<Cards>().Single().Items, card => Assert.InRange(card.Meters[0].Meters.Count, 5, 7));
    }

    [Fact]
    public void LargePicturesAreMadeSmall()
    {
        var white = new byte[200 * 150];
        Array.Fill(white, (byte)255);
        white[0] = 0;
        Dataset data = Dataset.FromBytes(white, [0], new(200, 150), ["a", "b"]);
        Page page = EvaluationReport.Of("m", "data", new Network(30_000, 1, new Dense(2, Activation.Softmax)).Evaluate(data), data);
        Picture picture = page.Blocks.OfType<Section>().SelectMany(s => s.Blocks).OfType<Pictures>().Single().Items.Single();
        Assert.Equal(new FeatureShape(50, 38), picture.Shape); // a quarter of each side
        Assert.Equal(239, picture.Values[0]); // 255 · 15 / 16
        Assert.All(picture.Values.Skip(1), v => Assert.Equal(255, v));
    }

    [Fact]
    public void AnswersThatAreNoClassHaveAColumn()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Identity) { Bias = false }) { Encoding = new BinaryCode() };
        network.Weights(0).Set(new float[,] { { 1, 0 }, { 0, 1 } });
        Dataset data = Dataset.FromFloats([1, 1, 1, 0], [2, 2], FeatureShape.Row(2), ["a", "b", "c"]);
        string html = HtmlPage.Write(EvaluationReport.Of("m", "data", network.Evaluate(data), data));
        Assert.Contains("#cell-2-none", html, StringComparison.Ordinal);
        Assert.Empty(ReportSamples.BrokenLinks(html));
        Assert.Contains("taken for <strong>nothing</strong>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherSamplesThanWereAnsweredAreRefused() =>
        Assert.Throws<ArgumentException>(() => EvaluationReport.Of("m", "data", ReportSamples.Network(1).Evaluate(ReportSamples.Data(5, false)), ReportSamples.Data(6, false)));

    private static (Page Page, Evaluation Evaluation) Report(int count, bool pictures)
    {
        Dataset data = ReportSamples.Data(count, pictures);
        Evaluation evaluation = ReportSamples.Network(1).Evaluate(data);
        return (EvaluationReport.Of("m.safetensors", "samples", evaluation, data), evaluation);
    }
}
