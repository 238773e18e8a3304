using Glia.Pages;

namespace Glia.Cli;

/// <summary>Accuracy against one setting: a point for each trial, and the mean of each value.</summary>
internal static class EffectPlot
{
    private const double Reach = 1.5; // as Tukey (1977) tells outliers, but from the best down: a trial that learned nothing must not press all others together

    public static Plot Of(SweepSummary summary, SettingEffect effect)
    {
        double low = Low(summary);
        double Height(double accuracy) => 100 * Math.Max(accuracy, low);
        (double, double)[] trials = [.. effect.Points.Where(p => double.IsFinite(p.Accuracy)).Select(p => (p.Place, Height(p.Accuracy)))];
        (double, double)[] means = [.. effect.Groups.Where(g => double.IsFinite(g.Mean)).Select(g => (g.Place, Height(g.Mean)))];
        bool showsMeans = effect.Groups.Any(g => g.Points.Count > 1);
        Series mean = effect.IsNumeric ? new Curve("mean", means) { Color = 1 } : new Dots("mean", means) { Color = 1 };
        return new Plot($"Accuracy against **{effect.Setting.Label}**", Axis(effect), new Axis("validation accuracy, %"),
            showsMeans ? [new Dots("trial", trials) { Color = 0 }, mean] : [new Dots("trial", trials) { Color = 0 }, .. Joined(effect, means)]);
    }

    /// <summary>What must be known to read the plots; empty where nothing must.</summary>
    public static string Remark(SweepSummary summary)
    {
        double low = Low(summary);
        double[] accuracies = [.. summary.Results.Values.Select(summary.Plotted)];
        var sentences = new List<string>();
        if (summary.PlottedEpochs is { } epochs) sentences.Add($"The plots show what was reached after {(epochs == 1 ? "1 epoch" : $"{epochs} epochs")}, when all still took part.");
        if (accuracies.Count(a => a < low) is var below and > 0) sentences.Add($"In the plots, what is below {Show.Percent(low, 1)} stands at the lower edge: {Trials(below)}.");
        if (accuracies.Count(double.IsNaN) is var broken and > 0) sentences.Add($"{char.ToUpperInvariant(Trials(broken)[0])}{Trials(broken)[1..]} broke off, and {(broken == 1 ? "is" : "are")} not in the plots.");
        return string.Join(' ', sentences);
    }

    private static double Low(SweepSummary summary)
    {
        double[] accuracies = [.. summary.Results.Values.Select(summary.Plotted).Where(double.IsFinite).Order()];
        if (accuracies.Length == 0) return 0;
        double best = accuracies[^1], quarter = accuracies[accuracies.Length / 4];
        return Math.Max(accuracies[0], best - Math.Max(Reach * (best - quarter), 0.002));
    }

    private static string Trials(int count) => count == 1 ? "1 trial" : $"{count} trials";

    // With one trial for each value, the line through them is what there is to see.
    private static IEnumerable<Series> Joined(SettingEffect effect, (double, double)[] means) => effect.IsNumeric ? [new Curve("", means) { Color = 0 }] : [];

    private static Axis Axis(SettingEffect effect) => effect.IsNumeric
        ? new Axis(effect.Setting.Label) { IsLogarithmic = effect.IsLog, Marks = effect.AreRanges ? null : [.. effect.Groups.Select(g => g.Place)] }
        : new Axis(effect.Setting.Label) { Names = [.. effect.Groups.Select(g => g.Label)] };
}
