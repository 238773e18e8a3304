using Glia.Pages;

namespace Glia.Cli;

/// <summary>Accuracy against one setting: a point for each trial, and the mean of each value.</summary>
internal static class EffectPlot
{
    private const double Worst = 3; // so many times as far below the best as the lower quarter is what a scale shows: a trial that learned nothing must not press all others together

    public static Plot Of(SweepSummary summary, SettingEffect effect)
    {
        double[] accuracies = [.. summary.Results.Values.Select(summary.Plotted).Where(double.IsFinite).Order()];
        double best = accuracies[^1], quarter = accuracies[accuracies.Length / 4], low = Math.Max(accuracies[0], best - Math.Max(Worst * (best - quarter), 0.002));
        int below = effect.Points.Count(p => p.Accuracy < low);
        string title = $"Accuracy against **{effect.Setting.Title}**";
        if (summary.PlottedEpochs is { } epochs) title += $" after {(epochs == 1 ? "1 epoch" : $"{epochs} epochs")}, when all still took part";
        if (below > 0) title += $"; {below} below {Show.Percent(low, 1)} at the lower edge";
        if (effect.Points.Count(p => double.IsNaN(p.Accuracy)) is var broken and > 0) title += $"; {broken} broke off";
        double Height(double accuracy) => 100 * Math.Max(accuracy, low);
        (double, double)[] trials = [.. effect.Points.Where(p => double.IsFinite(p.Accuracy)).Select(p => (p.Place, Height(p.Accuracy)))];
        (double, double)[] means = [.. effect.Groups.Where(g => double.IsFinite(g.Mean)).Select(g => (g.Place, Height(g.Mean)))];
        bool showsMeans = effect.Groups.Any(g => g.Points.Count > 1);
        Series mean = effect.IsNumeric ? new Curve("mean", means) { Color = 1 } : new Dots("mean", means) { Color = 1 };
        return new Plot(title, Axis(effect), new Axis("validation accuracy, %"), showsMeans ? [new Dots("trial", trials) { Color = 0 }, mean] : [new Dots("trial", trials) { Color = 0 }, .. Joined(effect, means)]);
    }

    // With one trial for each value, the line through them is what there is to see.
    private static IEnumerable<Series> Joined(SettingEffect effect, (double, double)[] means) => effect.IsNumeric ? [new Curve("", means) { Color = 0 }] : [];

    private static Axis Axis(SettingEffect effect) => effect.IsNumeric
        ? new Axis(effect.Setting.Title) { IsLogarithmic = effect.IsLog }
        : new Axis(effect.Setting.Title) { Names = [.. effect.Groups.Select(g => g.Label)] };
}
