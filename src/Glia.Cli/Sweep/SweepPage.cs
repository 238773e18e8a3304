using Glia.Pages;
using Block = Glia.Pages.Block;
using Paragraph = Glia.Pages.Paragraph;
using Table = Glia.Pages.Table;

namespace Glia.Cli;

/// <summary>A sweep as a page: what is best, every combination, accuracy against each setting, how the best learned.</summary>
internal sealed class SweepPage(SweepSummary summary, SweepFolder folder, SweepScore? score)
{
    private const int TerminalRows = 20, MostCurves = 6, MostMarks = 10;

    private SweepPlan Plan => summary.Plan;

    private bool HasSeeds => Plan.Spec.Seeds > 1;

    private bool HasRungs => Plan.Rungs.Count > 1;

    private TrialResult? Any => summary.Results.Values.FirstOrDefault();

    private string HeldOut => Plan.Spec.IsGate ? "the four points that are learned: there are no others" : Any is null ? "the samples held out for validation" : $"{Show.Samples(Any.Validation)} held out from the {Show.Count(Any.Samples + Any.Validation)} to train on";

    /// <summary>For a browser: everything.</summary>
    public Page ToPage() => new(Title, [.. Best(), new Heading("All combinations, the best first"), Combinations(int.MaxValue), .. Remarks(isCut: false), .. ToCome(), new Heading("Accuracy against each setting"), .. Plots(), .. Curves(), AllTrials()]) { Lead = $"{char.ToUpperInvariant(Plan.Description[0])}{Plan.Description[1..]}. Accuracy is that on {HeldOut}." };

    /// <summary>For a terminal: what matters, the best last, where the eye is.</summary>
    public Page ToTerminal() => new(Title, [Combinations(TerminalRows), .. Remarks(isCut: true), .. Plots(), .. Best(), .. ToCome()]) { Lead = $"Accuracy on {HeldOut}." };

    private string Title => Plan.Spec.Varied.Count == 0 ? "Sweep: one recipe, several seeds" : "Sweep: " + string.Join(", ", Plan.Spec.Varied.Select(s => s.Title));

    private Table Combinations(int most)
    {
        List<string> columns = [.. Plan.Spec.Varied.Select(s => s.Title), "val. acc."];
        if (HasSeeds) columns.Add("±");
        columns.Add("val. loss");
        if (HasRungs) columns.Add("epochs");
        columns.AddRange(["time", HasSeeds ? "<trials" : "<trial"]);
        return new Table(columns, [.. summary.Configurations.Take(most).Select(c => (IReadOnlyList<Cell>)[.. Row(c)])]);
    }

    private IEnumerable<Cell> Row(ConfigurationSummary c)
    {
        Tone tone = c == summary.Best ? Tone.Strong : c.Broken > 0 ? Tone.Bad : HasRungs && c.Epochs < c.Planned ? Tone.Faint : Tone.Plain;
        foreach (SweepSetting setting in Plan.Spec.Varied) yield return new Cell(c.Trials[0].Text(setting), tone);
        yield return new Cell(Show.Percent(c.Accuracy), tone);
        if (HasSeeds) yield return new Cell(double.IsNaN(c.Deviation) ? "" : Show.Percent(c.Deviation), tone);
        yield return new Cell(Show.Loss(c.Loss), tone);
        if (HasRungs) yield return new Cell($"{c.Epochs} of {c.Planned}", tone);
        yield return new Cell(Show.Time(TimeSpan.FromSeconds(c.Seconds)), tone);
        int first = c.Trials[0].Number, last = c.Trials[^1].Number;
        string broken = c.Broken == 0 ? "" : $", {(HasSeeds ? $"{c.Broken} of {c.Trials.Count} " : "")}{TrialJson.Name(c.Results.First(r => r.IsBroken).Status)}";
        string missing = c.Results.Count == c.Trials.Count ? "" : $", {c.Trials.Count - c.Results.Count} to come";
        yield return new Cell((first == last ? $"{first}" : $"{first}–{last}") + broken + missing, tone);
    }

    private IEnumerable<Block> Remarks(bool isCut)
    {
        var sentences = new List<string>();
        int more = summary.Configurations.Count - TerminalRows;
        if (isCut && more > 0) sentences.Add($"{Show.Count(more)} more are in `{folder.PagePath}`.");
        IReadOnlyList<Trial> due = summary.State.Due;
        if (due.Count > 0) sentences.Add($"**{Show.Count(due.Count)} of {Show.Count(Plan.Trials.Count)} trials are still to run{(HasRungs ? $" up to epoch {summary.State.Rung.Epochs}" : "")}: {NumberRanges.Of(due.Select(t => t.Number))}.**");
        int[] broken = [.. summary.Results.Values.Where(r => r.IsBroken).Select(r => r.Trial).Order()];
        if (broken.Length > 0) sentences.Add($"Broken off: {NumberRanges.Of(broken)}. The same settings would break off again; a trial whose file is deleted is run anew.");
        if (summary.Best is { } best && Any is { } any && !Plan.Spec.IsGate)
            sentences.Add($"An accuracy of {Show.Percent(best.Accuracy, 1)} on {Show.Samples(any.Validation)} is uncertain by ± {Show.Percent(Spread.StandardError(best.Accuracy, any.Validation))} (standard error): smaller differences say little.");
        if (HasSeeds) sentences.Add("± is the standard deviation over the seeds.");
        if (HasRungs) sentences.Add($"Successive halving, η = {Plan.Spec.Halving!.Eta}: {string.Join(", then ", Plan.Rungs.Select(r => $"{r.Configurations} for {r.Epochs}"))} epochs in all. Who dropped out stands with the epochs that it had, its learning rate not yet at the end of its schedule.");
        if (EffectPlot.Remark(summary) is { Length: > 0 } remark) sentences.Add(remark);
        if (sentences.Count > 0) yield return new Paragraph(string.Join(' ', sentences));
    }

    private IEnumerable<Block> ToCome()
    {
        if (summary.State.IsComplete) yield break;
        string place = Shell.Quote(folder.FullPath);
        yield return new Commands("What is still to run", [new($"glia sweep --out {place}", "Run just that, on this machine."), new($"glia sweep --out {place} --due", "Its numbers, for a job array.")]);
    }

    private IEnumerable<Block> Plots() => summary.Effects.Where(e => e.Points.Any(p => double.IsFinite(p.Accuracy))).Select(e => (Block)EffectPlot.Of(summary, e));

    private IEnumerable<Block> Curves()
    {
        ConfigurationSummary[] best = [.. summary.Configurations.Where(c => c.Broken == 0 && c.Epochs > 1).Take(MostCurves)];
        if (best.Length == 0) yield break;
        yield return new Heading("How the best learned");
        yield return new Plot("Validation accuracy after each epoch" + (HasSeeds ? ", mean over the seeds" : ""), new Axis("epoch") { Marks = Whole(best.Max(c => c.Epochs)) }, new Axis("validation accuracy, %"),
            [.. best.Select(c => new Curve(Name(c), [.. Enumerable.Range(1, c.Epochs).Select(e => ((double)e, 100 * c.Results.Average(r => r.AccuracyAfter(e))))]))]);
    }

    /// <summary>Some whole numbers from 1 to <paramref name="last"/>, at equal distances.</summary>
    private static double[] Whole(int last)
    {
        int step = Math.Max(1, (int)Math.Ceiling(last / (double)MostMarks));
        return [.. Enumerable.Range(1, last).Where(e => e == 1 || e % step == 0).Select(e => (double)e)];
    }

    private Section AllTrials()
    {
        string[] columns = ["trial", .. Plan.Spec.Varied.Select(s => s.Title), "seed", "val. acc.", "val. loss", "epochs", "time", "<status"];
        return new Section("Every trial", [new Table(columns, [.. Plan.Trials.Where(t => summary.Results.ContainsKey(t.Number)).Select(t => Row(t, summary.Results[t.Number]))])]);
    }

    private IReadOnlyList<Cell> Row(Trial trial, TrialResult result) =>
    [
        $"{trial.Number}", .. Plan.Spec.Varied.Select(s => (Cell)trial.Text(s)), $"{trial.Seed}", Show.Percent(result.Accuracy), Show.Loss(result.Loss), $"{result.Epochs.Count} of {result.Planned}",
        Show.Time(TimeSpan.FromSeconds(result.Seconds)), new Cell(TrialJson.Name(result.Status) + (result.Cause is null ? "" : $": {result.Cause}"), result.IsBroken ? Tone.Bad : Tone.Plain),
    ];

    private IEnumerable<Block> Best()
    {
        if (summary.Best is not { } best || Any is not { } any) yield break;
        bool isSure = summary.State.IsComplete;
        yield return new Heading(isSure ? "The best" : "The best so far");
        string over = HasSeeds ? $", mean of {Plan.Spec.Seeds} seeds" : "";
        yield return new Paragraph($"**{Name(best)}**: {Show.Percent(best.Accuracy)} of the {(Plan.Spec.IsGate ? "four points" : "validation samples")} right{over}{Deviation(best.Deviation)}.");
        foreach (TestScore test in Plan.Spec.IsGate ? [] : score?.Tests ?? [])
            yield return new Paragraph($"**{Show.Percent(test.Mean)}** right on {test.Data}{over}{Deviation(test.Deviation)}. Only the best was scored on them, once, and nothing was chosen by them.");
        string model = Shell.Quote(folder.ModelPath(best.Trials[0].Number));
        yield return new Commands("What next",
        [
            new($"glia {TrainLine(best, any, isWhole: false)}", "Repeat its training, to the bit."),
            .. Plan.Spec.IsGate ? (CommandLine[])[] : [new($"glia {TrainLine(best, any, isWhole: true)}", "Train it on all the training samples, those held out included.")],
            new($"glia inspect {model}", "Look inside the network that was trained."),
        ]);
    }

    /// <summary>The command line that repeats the training of a combination's first seed.</summary>
    public string TrainLine(ConfigurationSummary best, TrialResult any, bool isWhole)
    {
        int validation = Plan.Spec.Validation(any.Samples + any.Validation);
        return string.Join(' ', new[] { "train" }.Concat(Plan.Spec.TrainArguments(best.Trials[0], isWhole ? 0 : validation).Select(Shell.Quote)));
    }

    private string Name(ConfigurationSummary c) => Plan.Spec.Varied.Count == 0 ? "The recipe" : string.Join(", ", Plan.Spec.Varied.Select(s => $"{s.Title} {c.Trials[0].Text(s)}"));

    private static string Deviation(double deviation) => double.IsNaN(deviation) ? "" : $" ± {Show.Percent(deviation)}";
}
