using System.Globalization;

namespace Glia.Cli;

/// <summary>How accuracy depends on one setting: a point for each trial, and a mean for each value.</summary>
internal sealed class SettingEffect
{
    private const int MostValues = 12, Bins = 8;

    public SettingEffect(SweepSummary summary, SweepSetting setting)
    {
        Setting = setting;
        string[] texts = [.. Texts(summary.Plan, setting)];
        double[]? numbers = setting.IsNumber ? Numbers(texts) : null;
        IsNumeric = numbers is not null;
        IsLog = numbers is not null && setting.IsLog && numbers.All(n => n > 0);
        double Place(string text) => numbers is null ? Array.IndexOf(texts, text) : double.Parse(text, CultureInfo.InvariantCulture);
        Points = [.. summary.Plan.Trials.Where(t => summary.Results.ContainsKey(t.Number))
            .Select(t => new EffectPoint(t.Number, Place(t.Text(setting)), t.Text(setting), summary.Plotted(summary.Results[t.Number])))];
        AreRanges = numbers is not null && numbers.Length > MostValues;
        Groups = AreRanges ? Binned(numbers!) : Each(texts, Place);
    }

    public SweepSetting Setting { get; }

    /// <summary>Whether values have places on an axis of numbers; else they stand side by side in the order of the command line.</summary>
    public bool IsNumeric { get; }

    /// <summary>Whether that axis is logarithmic.</summary>
    public bool IsLog { get; }

    /// <summary>A point for each trial that has a result.</summary>
    public IReadOnlyList<EffectPoint> Points { get; }

    /// <summary>Whether the groups are ranges of values.</summary>
    public bool AreRanges { get; }

    /// <summary>The points by value, or, where there are many values, by ranges of it.</summary>
    public IReadOnlyList<EffectGroup> Groups { get; }

    /// <summary>Values in the order of the command line; numbers that were drawn, by size.</summary>
    private static IEnumerable<string> Texts(SweepPlan plan, SweepSetting setting)
    {
        if (plan.Spec.Settings.First(s => s.Setting == setting) is ValueList list) return list.Values;
        return plan.Trials.Select(t => t.Text(setting)).Distinct(StringComparer.Ordinal).OrderBy(t => double.Parse(t, CultureInfo.InvariantCulture));
    }

    private static double[]? Numbers(string[] texts)
    {
        var numbers = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
            if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) return null;
        return numbers;
    }

    private EffectGroup[] Each(string[] texts, Func<string, double> place) =>
        [.. texts.Select(text => new EffectGroup(text, place(text), [.. Points.Where(p => p.Text == text)])).OrderBy(g => IsNumeric ? g.Place : 0)];

    private EffectGroup[] Binned(double[] numbers)
    {
        double Scaled(double x) => IsLog ? StableMath.Log(x) : x;
        double Unscaled(double x) => IsLog ? StableMath.Exp(x) : x;
        double low = Scaled(numbers.Min()), step = (Scaled(numbers.Max()) - low) / Bins;
        int Bin(double x) => Math.Clamp((int)((Scaled(x) - low) / step), 0, Bins - 1);
        return [.. Enumerable.Range(0, Bins)
            .Select(b => new EffectGroup($"{Short(Unscaled(low + (b * step)))} – {Short(Unscaled(low + ((b + 1) * step)))}", Unscaled(low + ((b + 0.5) * step)), [.. Points.Where(p => Bin(p.Place) == b)]))
            .Where(g => g.Points.Count > 0)];
    }

    private static string Short(double value) => value.ToString("G2", CultureInfo.InvariantCulture) is var text && text.Contains('E', StringComparison.Ordinal) ? value.ToString("0.######", CultureInfo.InvariantCulture) : text;
}

/// <summary>One trial.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Place">Where on the axis: the number itself, or the place in the list.</param>
/// <param name="Text">The value.</param>
/// <param name="Accuracy">Validation accuracy; NaN where it broke off.</param>
internal sealed record EffectPoint(int Trial, double Place, string Text, double Accuracy);

/// <summary>The trials of one value.</summary>
internal sealed record EffectGroup(string Label, double Place, IReadOnlyList<EffectPoint> Points)
{
    /// <summary>Mean over the trials that did not break off; NaN where there are none.</summary>
    public double Mean { get; } = Points.Select(p => p.Accuracy).Where(a => !double.IsNaN(a)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>How many broke off.</summary>
    public int Broken => Points.Count(p => double.IsNaN(p.Accuracy));
}
