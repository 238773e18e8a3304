using System.CommandLine;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia sweep</c>: tries settings, and plots accuracy against each (row E7).</summary>
internal sealed class SweepCommand : ToolCommand
{
    private const int UsualSaveSeconds = 30;
    private const int MostSeedsKept = 16; // 60,000 generated digits take 47 MB for each seed

    private readonly SweepOptions _sweep = new();
    private readonly Option<string?> _out = Opt.Text("--out", "FOLDER", $"Where plan, results, networks and page go. Default: {SweepFolder.Default}. With no settings given, the sweep in it goes on.", "-o");
    private readonly Option<int?> _jobs = Opt.Int("--jobs", "N", "Trainings side by side. Default: one per core. The results do not depend on it.", 1, 256);
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Threads of each training; 0 for one per core. Default: 1, or 0 where only one training runs. The results do not depend on it.", 0, 256);
    private readonly Option<string?> _trial = Opt.Text("--trial", "N", $"Run only trial N, write its result into the folder, and report nothing else: for the job array of a cluster. '{TrialNumber.Auto}' takes the array's number, of {string.Join(" or ", TrialNumber.Arrays.Select(a => a.System))}.");
    private readonly Option<int?> _saveEvery = Opt.Int("--save-every", "S", $"Save a training under way so often, in seconds, at the end of an epoch: a trial that is killed goes on from there. 0 for each epoch. Default: {UsualSaveSeconds}.", 0, 86_400);
    private readonly Option<bool> _dryRun = Opt.Flag("--dry-run", "List the trials; train nothing, write nothing.");
    private readonly Option<bool> _due = Opt.Flag("--due", "Write the numbers of the trials that are still to run, as a job array takes them: 1-4,7. Train nothing.");
    private readonly Option<bool> _noTest = Opt.Flag("--no-test", "Do not score the best on the test data at the end.");

    public SweepCommand()
        : base("sweep", "Train with many settings, compare them on held-out samples, and plot accuracy against each setting.",
            new Example("glia sweep --data mnist --lr 0.05,0.15,0.5 --layers 30/100/200,100", "Every combination of three rates and three networks, the last with two hidden layers."),
            new Example("glia sweep --data mnist --epochs 1,3,10 --seeds 3", "Three numbers of epochs, three seeds each: mean and deviation."),
            new Example("glia sweep --data mnist --random 30 --lr 0.01..1 --batch 16..512 --activation relu,silu,tanh", "30 combinations by chance; rates and batches drawn by logarithm."),
            new Example("glia sweep --data mnist --random 27 --lr 0.01..1 --l2 1e-5..1e-2 --epochs 9 --halving", "27 combinations for an epoch, the best 9 for 3, the best 3 for 9."),
            new Example("glia sweep", "Go on with the sweep that Ctrl-C stopped."),
            new Example("glia sweep --lr 0.05,0.15,0.5 --layers 30/100 --out /shared/rates --trial 4", "One trial alone. When all are run: glia sweep collect /shared/rates"),
            new Example("glia sweep --lr 0.05,0.15,0.5 --layers 30/100 --out /shared/rates --trial auto", "The same line for every task of a job array; --due says which tasks there must be."))
    {
        Add(new SweepCollectCommand());
        Group("Data", [.. _sweep.DataGroup]);
        Group("What to try: lists such as 0.1,0.3, or ranges such as 0.01..1 with --random", [.. _sweep.MainSettings]);
        Group("More of the recipe, in the same way", [.. _sweep.OtherSettings]);
        Group("Which combinations", [.. _sweep.SearchGroup]);
        Group("How it runs", _jobs, _threads, _saveEvery, _trial, _due, _dryRun, _noTest);
        Group("Result", _out);
        Notes = [("What it writes into the folder",
        [
            (SweepFolder.PlanName, "The options that make the trials."),
            ("trial-0001.json …", "Result of each trial: settings, validation accuracy and loss after each epoch, time."),
            ("trial-0001.safetensors …", "The trained networks."),
            ("best.json", "The best on the test data."),
            ("sweep.html", "Table and plots."),
        ]), ("Lists and ranges",
        [
            ("0.05,0.15,0.5", "A list. For --layers the sign between two is '/', as 200,100 is one network with two hidden layers."),
            ("0.01..1", "With --random: drawn by logarithm for rates, penalties and batches, else evenly; ':log' or ':linear' after it says which."),
        ])];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        bool json = input.GetValue(GliaTool.Json);
        CheckDue(input);
        var folder = new SweepFolder(input.GetValue(_out) ?? SweepFolder.Default);
        SweepSpec spec = !_sweep.AnyGiven(input) && folder.HasPlan ? SweepOptions.Read(folder.PlanPath, folder.ReadPlan()) : _sweep.Read(input);
        var plan = new SweepPlan(spec);
        Trial? alone = input.GetValue(_trial) is { } text ? plan.Trials[TrialNumber.Read(_trial.Name, text, plan.Trials.Count, Environment.GetEnvironmentVariable) - 1] : null;
        if (input.GetValue(_dryRun)) return List(console, plan, json);

        folder.CheckSame(_out.Name, plan);
        folder.CheckPlace(_out.Name);
        if (input.GetValue(_due)) return WriteDue(console, plan, folder, json);
        folder.CheckWritable(_out.Name);
        // How the others stand matters to a trial alone only where the worse ones drop out; of thousands, each would read the results of all.
        SortedDictionary<int, TrialResult> results = folder.ReadResults(plan, alone is not null && plan.Rungs.Count == 1 ? [alone] : null);
        if (alone is not null && !new SweepState(plan, results).Due.Contains(alone)) return WriteAlone(console, results[alone.Number], Idle(results[alone.Number]), json);
        int jobs = input.GetValue(_jobs) ?? Environment.ProcessorCount;
        var data = new SweepData(spec, Math.Max(jobs + 1, Math.Min(spec.Seeds, MostSeedsKept)));
        SweepSamples samples = data.For(console, spec.Seed);
        SweepOptions.CheckData(plan, samples.Data);
        data.CheckSame(folder, results.Values, spec.Seed, samples);
        folder.Claim(_out.Name, plan);
        var run = new TrialRun(plan, folder, data, TimeSpan.FromSeconds(input.GetValue(_saveEvery) ?? UsualSaveSeconds));
        if (alone is not null) return RunOne(input, console, plan, folder, run, results, alone);
        RunAll(input, console, plan, folder, run, results, samples, jobs);
        return SweepEnd.Write(console, plan, folder, results, input.GetValue(_noTest) ? null : data, json);
    }

    private void RunAll(ParseResult input, ToolConsole console, SweepPlan plan, SweepFolder folder, TrialRun run, SortedDictionary<int, TrialResult> results, SweepSamples samples, int jobs)
    {
        bool json = input.GetValue(GliaTool.Json);
        if (!json) SweepHead.Write(console, plan, folder, samples.Data, results.Count, Math.Min(jobs, plan.Trials.Count));
        using var view = new SweepView(console, plan, json);
        try
        {
            new SweepRunner(plan, run, view, jobs, input.GetValue(_threads)).Run(console, results);
        }
        catch (OperationCanceledException)
        {
            view.Dispose();
            int done = plan.Trials.Count(t => File.Exists(folder.ResultPath(t.Number)));
            throw ToolException.Stopped($"Stopped. Of {Show.Count(plan.Trials.Count)} trials, {Show.Count(done)} have results in '{folder.FullPath}'; those under way were saved there. Go on with:",
                $"{console.Command} sweep --out {Shell.Quote(folder.FullPath)}");
        }
    }

    /// <summary>Brings a trial that is due as far as it can come without the others.</summary>
    private int RunOne(ParseResult input, ToolConsole console, SweepPlan plan, SweepFolder folder, TrialRun run, SortedDictionary<int, TrialResult> results, Trial trial)
    {
        bool json = input.GetValue(GliaTool.Json);
        Rung rung = new SweepState(plan, results).Rung;
        TrialResult result;
        using (var view = new SweepView(console, plan, json))
        {
            try
            {
                view.Begin(rung, 1);
                result = run.Run(console, trial, rung, view.Start(trial), input.GetValue(_threads) ?? 0, console.Cancellation);
                view.End(trial, result);
            }
            catch (OperationCanceledException)
            {
                view.Dispose();
                throw ToolException.Stopped($"Stopped in trial {trial.Number}, which was saved. Go on with:", $"{console.Command} sweep --out {Shell.Quote(folder.FullPath)} --trial {trial.Number}");
            }
        }

        return WriteAlone(console, result, $"Written to {folder.ResultPath(trial.Number)}.", json);
    }

    private static int WriteAlone(ToolConsole console, TrialResult result, string text, bool json)
    {
        if (json) JsonOutput.Write(console, writer => TrialJson.Write(writer, result));
        else console.Out.MarkupLine($"  {Markup.Escape(text)}");
        return result.Status == TrialStatus.Failed ? ExitCodes.BadInput : ExitCodes.Ok; // its settings do not do, and will not the next time
    }

    private static string Idle(TrialResult result) => result.Status switch
    {
        TrialStatus.Paused => $"Trial {result.Trial} stands at {result.Epochs.Count} of {result.Planned} epochs: it has dropped out, or others have not come as far yet.",
        TrialStatus.Done => $"Trial {result.Trial} is done already: {Show.Percent(result.Accuracy)}.",
        var broken => $"Trial {result.Trial} has {TrialJson.Name(broken)} already: {result.Cause}",
    };

    private void CheckDue(ParseResult input)
    {
        if (!input.GetValue(_due)) return;
        Option? other = input.GetValue(_dryRun) ? _dryRun : input.GetValue(_trial) is not null ? _trial : null;
        if (other is not null) throw ToolException.BadOption(_due.Name, $"it writes which trials are still to run, and does not go with {other.Name}. Leave one of them out.");
    }

    private static int WriteDue(ToolConsole console, SweepPlan plan, SweepFolder folder, bool json)
    {
        int[] due = [.. new SweepState(plan, folder.ReadResults(plan)).Due.Select(t => t.Number)];
        if (!json) console.OutWriter.WriteLine(NumberRanges.Of(due));
        else JsonOutput.Write(console, writer => SweepJson.WriteDue(writer, plan, due));
        return ExitCodes.Ok;
    }

    private static int List(ToolConsole console, SweepPlan plan, bool json)
    {
        if (json)
        {
            JsonOutput.Write(console, writer =>
            {
                SweepJson.WritePlan(writer, plan);
                SweepJson.WriteTrials(writer, plan);
            });
            return ExitCodes.Ok;
        }

        var columns = new TrialColumns(plan);
        SweepHead.WritePlan(console, plan);
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [bold]{Markup.Escape(columns.Head)}[/]");
        foreach (Trial trial in plan.Trials) console.Out.MarkupLine("  " + Markup.Escape(columns.Row(trial)));
        return ExitCodes.Ok;
    }
}
