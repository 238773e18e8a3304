using System.Globalization;
using System.Text.Json;
using Glia.Pages;

namespace Glia.Cli.Tests;

/// <summary>Row E7: table and plots show what is in the result files.</summary>
public sealed class SweepReportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void E7_TableAndPlotsAreThoseOfTheFiles()
    {
        ToolRun run = ToolRun.Of("sweep", "--count", "300", "--validation", "60", "--lr", "0.02,0.1,0.4", "--layers", "8/6,5", "--seeds", "2", "--epochs", "2", "--out", _folder.At("s")).Good();
        Dictionary<int, double> files = Enumerable.Range(1, 12).ToDictionary(t => t, t => JsonDocument.Parse(File.ReadAllText(_folder.At($"s/trial-{t:D4}.json"))).RootElement.GetProperty("validationAccuracy").GetDouble());
        Page page = PageOf("s");

        // The table: a row for each combination, mean and deviation over its two seeds worked out anew, best first.
        Table table = Assert.IsType<Table>(page.Blocks.First(b => b is Table));
        Assert.Equal(["layers", "lr", "val. acc.", "±", "val. loss", "time", "<trials"], table.Columns);
        var expected = Enumerable.Range(0, 6).Select(c => (Layers: new[] { "8", "6,5" }[c / 3], Rate: new[] { "0.02", "0.1", "0.4" }[c % 3], A: files[(2 * c) + 1], B: files[(2 * c) + 2]))
            .ToDictionary(c => (c.Layers, c.Rate), c => (Mean: (c.A + c.B) / 2, Deviation: Math.Abs(c.A - c.B) / Math.Sqrt(2)));
        Assert.Equal(6, table.Rows.Count);
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            (double mean, double deviation) = expected[(row[0].Text, row[1].Text)];
            Assert.Equal(Show.Percent(mean), row[2].Text);
            Assert.Equal(Show.Percent(deviation), row[3].Text);
            Assert.Contains(row[2].Text, run.Out, StringComparison.Ordinal);
        }

        Assert.Equal(table.Rows.Select(r => r[2].Text).OrderByDescending(t => double.Parse(t[..^2], CultureInfo.InvariantCulture)), table.Rows.Select(r => r[2].Text));

        // The plots: a point for each trial at its value, and the mean of each value.
        Plot[] plots = [.. page.Blocks.OfType<Plot>()];
        Assert.Equal(3, plots.Length); // two settings, and how the best learned
        Plot rates = plots[1];
        Assert.True(rates.X.IsLogarithmic);
        Assert.Equal("learning rate", rates.X.Label);
        double low = rates.Series.SelectMany(s => s.Points).Min(p => p.Y);
        (double, double)[] points = [.. Enumerable.Range(1, 12).Select(t => (new[] { 0.02, 0.1, 0.4 }[(t - 1) / 2 % 3], Math.Max(low, 100 * files[t])))];
        Assert.Equal(points, rates.Series[0].Points);
        foreach ((double x, double y) in rates.Series[1].Points) Assert.Equal(Math.Max(low, Enumerable.Range(1, 12).Where(t => points[t - 1].Item1 == x).Average(t => 100 * files[t])), y, 1e-9);
        Assert.Equal(["0.02", "0.1", "0.4"], PlotFrame.Of(rates).X.Marks.Select(m => m.Text)); // the values that were tried are marked
        Assert.Equal(["8", "6,5"], plots[0].X.Names!);
        Assert.Equal(Enumerable.Range(1, 12).Select(t => (t - 1) / 6), plots[0].Series[0].Points.Select(p => (int)p.X));

        // The page in the folder is that page.
        string html = File.ReadAllText(_folder.At("s/sweep.html"));
        Assert.Equal(HtmlPage.Write(page), html.TrimEnd('\n') + "\n");
        Assert.Equal(12 + 2 + 12 + 3 - 3, html.Split("<circle").Length - 1); // trials and means of layers; trials of rates, whose means are a line
        Assert.Contains("0 trials", html.Replace("12 trials", "0 trials", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ATrialThatLearnedNothingDoesNotPressTheOthersTogether()
    {
        SweepPlan plan = new(SweepOptions.Read("test", ["--lr", "0.01,0.02,0.03,0.04,0.05,0.06,0.07,0.08"]));
        SweepSummary summary = Summary(plan, [0.975, 0.976, 0.977, 0.978, 0.98, 0.981, 0.98, 0.1]);
        Plot plot = EffectPlot.Of(summary, Assert.Single(summary.Effects));
        Assert.Contains("below 97.4 % stands at the lower edge: 1 trial.", EffectPlot.Remark(summary), StringComparison.Ordinal);
        Assert.Equal(97.35, plot.Series.SelectMany(s => s.Points).Min(p => p.Y), 1e-6); // best − 3 · (best − quarter) = 98.1 − 1.5 · 0.5, the quarter being the third from below of eight
        Assert.Equal(98.1, plot.Series[0].Points.Max(p => p.Y), 1e-6);
    }

    [Fact]
    public void ManyDrawnValuesHaveTheirMeansByRange()
    {
        SweepPlan plan = new(SweepOptions.Read("test", ["--random", "64", "--lr", "0.001..1"]));
        SweepSummary summary = Summary(plan, [.. plan.Recipes.Select(r => 0.9 + (r.Rate / 20))]);
        SettingEffect effect = Assert.Single(summary.Effects);
        Assert.True(effect.IsLog);
        Assert.InRange(effect.Groups.Count, 6, 8);
        Assert.Equal(64, effect.Groups.Sum(g => g.Points.Count));
        Assert.All(effect.Groups, g => Assert.Equal(g.Points.Average(p => p.Accuracy), g.Mean, 1e-12));
        Assert.Equal(effect.Groups.Select(g => g.Mean).Order(), effect.Groups.Select(g => g.Mean)); // the larger the better, as made up
    }

    [Fact]
    public void WithoutAllTrialsTheBestIsSoFar()
    {
        ToolRun.Of("sweep", "--count", "300", "--lr", "0.05,0.2,0.3", "--layers", "8", "--epochs", "1", "--trial", "2", "--out", _folder.At("s")).Good();
        string text = ToolRun.Of("sweep", "collect", _folder.At("s")).Good().Out;
        Assert.Contains("The best so far", text, StringComparison.Ordinal);
        Assert.Contains("2 of 3 trials are still to run: 1,3.", text, StringComparison.Ordinal);
        Assert.Contains($"glia sweep --out {_folder.At("s")}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("test digits", text, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("s/best.json")));
    }

    private static SweepSummary Summary(SweepPlan plan, double[] accuracies) => new(plan, plan.Trials.Zip(accuracies, (t, a) => new TrialResult
    {
        Trial = t.Number,
        Recipe = [.. t.RecipeArguments],
        Seed = t.Seed,
        Status = TrialStatus.Done,
        Data = "x",
        Samples = 100,
        Validation = 20,
        Planned = 1,
        Epochs = [new TrialEpoch(1, 1, 0.5, 1, a, 0.1, 1)],
    }).ToDictionary(r => r.Trial));

    private Page PageOf(string name)
    {
        var folder = new SweepFolder(_folder.At(name));
        var plan = new SweepPlan(SweepOptions.Read(folder.PlanPath, folder.ReadPlan()));
        var summary = new SweepSummary(plan, folder.ReadResults(plan));
        return new SweepPage(summary, folder, SweepScore.Read(folder)).ToPage();
    }
}
