using System.CommandLine;

namespace Glia.Cli;

/// <summary><c>glia sweep collect</c>: table and plots from whatever results a folder holds, wherever they were made.</summary>
internal sealed class SweepCollectCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("FOLDER") { Description = "The folder of a sweep.", HelpName = "FOLDER" };
    private readonly Option<bool> _noTest = Opt.Flag("--no-test", "Do not score the best on the test data, for which the data must be at hand.");

    public SweepCollectCommand()
        : base("collect", "Make table, plots and page from the results in a sweep's folder, whoever ran the trials. When all are there, the best is scored on the test data.",
            new Example("glia sweep collect sweep", "Of the sweep in the folder 'sweep', finished or not."),
            new Example("glia sweep collect /shared/rates --json --no-test", "As JSON, on a machine without the data."))
    {
        Add(_folder);
        Group("Test", _noTest);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string path = input.GetValue(_folder)!;
        var folder = new SweepFolder(path);
        if (!folder.HasPlan) throw ToolException.BadFile(path, $"there is no sweep in it: {SweepFolder.PlanName} is missing. Begin one with settings, such as: glia sweep --out {Shell.Quote(path)} --lr 0.05,0.15,0.5");
        var plan = new SweepPlan(SweepOptions.Read(folder.PlanPath, folder.ReadPlan()));
        SortedDictionary<int, TrialResult> results = folder.ReadResults(plan);
        if (results.Count == 0) throw ToolException.BadFile(path, $"none of its {Show.Count(plan.Trials.Count)} trials has been run yet. Run them: glia sweep --out {Shell.Quote(path)}");
        SweepData? data = input.GetValue(_noTest) ? null : new SweepData(plan.Spec, 1);
        return SweepEnd.Write(console, plan, folder, results, data, input.GetValue(GliaTool.Json));
    }
}
