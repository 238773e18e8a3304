namespace Glia.Pages.Tests;

public class ComparisonReportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheNumbersAreTheLibrarys(bool pictures)
    {
        (ComparisonReport report, ComparedNetwork[] networks) = Report(500, pictures, 1, 2);
        Comparison pair = report.Pair;
        Page page = report.Full();
        RelationCheck.AssertHolds(page.Blocks, least: 1);
        Table[] tables = [.. page.Blocks.OfType<Table>()];
        Assert.Equal(networks.Select(n => Num.Percent(n.Evaluation.Accuracy, 2)).Append(Num.Percent(report.Mean.Accuracy, 2)), tables[1].Rows.Select(r => r[1].Text));
        Assert.Equal(
            [pair.BothRight, pair.OnlyFirstRight, pair.OnlySecondRight, pair.BothWrong, pair.Count],
            new[] { (0, 1), (0, 2), (1, 1), (1, 2), (2, 3) }.Select(at => ReportSamples.Number(tables[2].Rows[at.Item1][at.Item2].Text)));
        for (int c = 0; c < 3; c++)
            Assert.Equal(networks.Select(n => Num.Percent(n.Evaluation.Confusion.Recall(c), 2)), [tables[3].Rows[c][2].Text, tables[3].Rows[c][3].Text]);
        Assert.Contains(page.Blocks.OfType<Equations>().Single().Lines, line => line.Text == $"p = {Num.Of(pair.Test.PValue, pair.Test.PValue < 1e-4 ? 2 : 4)}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryPairOfAnswersLeadsToItsSamples(bool pictures)
    {
        (ComparisonReport report, _) = Report(500, pictures, 1, 2);
        Page page = report.Full();
        string html = HtmlPage.Write(page);
        Assert.Empty(ReportSamples.BrokenLinks(html));
        Assert.Equal(report.Pair.DisagreementCounts().Count, ReportSamples.LinkCount(html));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        (string? Anchor, int Count, int Shown, int Left)[] groups = [.. ReportSamples.Groups(page.Blocks)];
        Assert.All(groups, g => Assert.Equal(g.Count, g.Shown + g.Left));
        Assert.Equal(report.Pair.DisagreementCounts().Select(d => d.Count), groups.Select(g => g.Count));
        Assert.Equal(500 - report.Pair.Agreeing, groups.Sum(g => g.Count));
        Assert.Equal(0, ReportSamples.LinkCount(HtmlPage.Write(report.Short()))); // no links to what is not there
    }

    [Fact]
    public void BothNetworksBarsStandBesideEachOther()
    {
        (ComparisonReport report, _) = Report(500, true, 1, 2);
        Card card = report.Full().Blocks.OfType<Cards>().Single().Items[0];
        Disagreement farthest = report.Pair.Disagreements()[0];
        Assert.Equal(["A", "B"], card.Meters.Select(m => m.Title));
        Assert.Equal(report.Pair.First.Probabilities(farthest.Index).ToArray(), card.Meters[0].Meters.Select(m => (float)m.Value));
        Assert.Equal(report.Pair.Second.Probabilities(farthest.Index).ToArray(), card.Meters[1].Meters.Select(m => (float)m.Value));
    }

    [Fact]
    public void ADifferenceIsCalledChanceWhereItMayBe()
    {
        Assert.Contains("may well be chance", Verdict(30, 1, 2), StringComparison.Ordinal);
        Network good = ReportSamples.Network(1), bad = ReportSamples.Network(2);
        for (int i = 0; i < 4; i++) bad.Weights(0)[0, i] = -bad.Weights(0)[0, i];
        Dataset data = ReportSamples.Data(3_000, true);
        ComparisonReport report = Of(data, good, bad);
        Assert.True(report.Pair.Test.PValue < 1e-6);
        Assert.Contains("hardly chance", string.Concat(report.Short().Blocks.OfType<Paragraph>().Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameNetworkTwiceIsSaidToBe()
    {
        Network network = ReportSamples.Network(1), warm = network.Clone(), other = ReportSamples.Network(2);
        warm.Temperature = 2;
        Dataset data = ReportSamples.Data(50, true);
        Assert.Equal("A and B are the same network: the same layers, and every weight and bias is equal.", Of(data, network, network.Clone()).Sameness);
        Assert.EndsWith("They differ in the temperature.", Of(data, network, warm).Sameness, StringComparison.Ordinal);
        Assert.Null(Of(data, network, other).Sameness);
        Page page = Of(data, network, network.Clone()).Full();
        Assert.Contains(page.Blocks.OfType<Paragraph>(), p => p.Text.Contains("nothing to tell them apart by", StringComparison.Ordinal));
        Assert.Contains(page.Blocks.OfType<Paragraph>(), p => p.Text.StartsWith("Nowhere", StringComparison.Ordinal));
        Assert.Empty(page.Blocks.OfType<Cards>());
    }

    [Fact]
    public void ThreeNetworksAreInEveryTableAndTheFirstTwoAreThePair()
    {
        Dataset data = ReportSamples.Data(300, true);
        ComparisonReport report = Of(data, ReportSamples.Network(1), ReportSamples.Network(2), ReportSamples.Network(3));
        Table[] tables = [.. report.Short().Blocks.OfType<Table>()];
        Assert.Equal(["A", "B", "C"], tables[0].Rows.Select(r => r[0].Text));
        Assert.Equal(["A", "B", "C", "mean"], tables[1].Rows.Select(r => r[0].Text));
        Assert.Equal(["<class", "samples", "A", "B", "C", "B − A"], tables[3].Columns);
        Assert.Throws<ArgumentException>(() => Of(data, ReportSamples.Network(1)));
    }

    private static string Verdict(int count, ulong first, ulong second) =>
        string.Concat(Report(count, true, first, second).Report.Short().Blocks.OfType<Paragraph>().Select(p => p.Text));

    private static (ComparisonReport Report, ComparedNetwork[] Networks) Report(int count, bool pictures, params ulong[] seeds)
    {
        Dataset data = ReportSamples.Data(count, pictures);
        ComparedNetwork[] networks = [.. seeds.Select((seed, i) => Compared(i, ReportSamples.Network(seed), data))];
        return (new("samples", networks, data), networks);
    }

    private static ComparisonReport Of(Dataset data, params Network[] networks) => new("samples", [.. networks.Select((n, i) => Compared(i, n, data))], data);

    private static ComparedNetwork Compared(int i, Network network, Dataset data) => new("ABC"[i].ToString(), $"{i}.safetensors", network, network.Evaluate(data), 1_000);
}
