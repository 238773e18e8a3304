using System.CommandLine;
using System.CommandLine.Parsing;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The options that decide the trials of a sweep: those of a training, with lists of values, and how combinations are chosen.</summary>
internal sealed class SweepOptions
{
    private readonly RecipeOptions _recipe = new();
    private readonly IReadOnlyList<(SweepSetting Setting, Option<string[]> Option)> _settings;

    public SweepOptions() => _settings = [.. SweepSetting.All.Select(s => (s, s.CreateOption(_recipe.All.First(o => o.Name == s.Name))))];

    public DataOptions Data { get; } = new();

    public Option<int?> Random { get; } = Opt.Int("--random", "N", "Draw N combinations by chance from the lists and ranges, instead of trying every one.", 1, SearchMethod.MostConfigurations);

    public Option<bool> Halving { get; } = Opt.Flag("--halving", "Successive halving: train all for a few epochs, go on with the best, and so on. The best get all epochs.");

    public Option<int?> Eta { get; } = Opt.Int("--eta", "N", $"With --halving: one of N goes on, for N times as many epochs. Default: {Cli.Halving.DefaultEta}.", 2, 100);

    public Option<int?> FirstEpochs { get; } = Opt.Int("--first-epochs", "N", "With --halving: the least epochs before the first choice. Default: 1.", 1, 1_000_000);

    public Option<ulong?> Seed { get; } = Opt.Seed("--seed", "The first seed of the trainings, and the seed of --random. Default: 1.");

    public Option<int?> Seeds { get; } = Opt.Int("--seeds", "N", "Train each combination with N seeds, one after the other from --seed on, and compare the means. Default: 1.", 1, 1000);

    public Option<int?> Validation { get; } = Opt.Int("--validation", "N", "Choose by the last N training samples, which are not trained on. Default: a sixth of them.", 1);

    public IEnumerable<Option> DataGroup => [Data.Data, Data.Count, Data.Noise, Data.Test, Validation];

    public IEnumerable<Option> MainSettings => Lists(isMain: true);

    public IEnumerable<Option> OtherSettings => [.. Lists(isMain: false), _recipe.NoBias];

    public IEnumerable<Option> SearchGroup => [Random, Halving, Eta, FirstEpochs, Seeds, Seed];

    private IEnumerable<Option> All => [.. DataGroup, .. MainSettings, .. OtherSettings, .. SearchGroup];

    /// <summary>Whether any of these options was given.</summary>
    public bool AnyGiven(ParseResult input) => All.Any(o => input.GetResult(o) is OptionResult { Implicit: false });

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="ToolException">Values are none, or options do not go together.</exception>
    public SweepSpec Read(ParseResult input)
    {
        SettingValues[] settings = [.. _settings.Select(s => (s.Setting, Given: input.GetValue(s.Option) ?? [])).Where(s => s.Given.Length > 0).Select(s => SettingValues.Parse(s.Setting, s.Given))];
        string[] flags = input.GetValue(_recipe.NoBias) ? [_recipe.NoBias.Name] : [];
        SearchMethod method = input.GetValue(Random) is { } count ? new RandomSearch(count) : new GridSearch();
        if (DataSource.Toy(Data.Read(input).Data) is ToyGate && input.GetValue(Validation) is not null) throw ToolException.BadOption(Validation.Name, "a gate has only its four points, which are learned and judged by. Leave it out.");
        return new SweepSpec(Data.Read(input) with { Validation = input.GetValue(Validation) ?? 0 }, settings, flags, method, ReadHalving(input, settings), input.GetValue(Seed) ?? 1, input.GetValue(Seeds) ?? 1);
    }

    /// <summary>The same, from the words in a plan.</summary>
    /// <exception cref="ToolException">They are no sweep's; the message names <paramref name="file"/>.</exception>
    public static SweepSpec Read(string file, IReadOnlyList<string> arguments)
    {
        var options = new SweepOptions();
        var command = new Command("sweep");
        foreach (Option option in options.All) command.Add(option);
        ParseResult input = command.Parse([.. arguments], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (UsageErrors.Find(input, isComplete: true) is { } error) throw ToolException.BadFile(file, $"its options are no sweep's: {error.Message}");
        try
        {
            return options.Read(input);
        }
        catch (ToolException e)
        {
            throw ToolException.BadFile(file, $"its options are no sweep's: {e.Message}", e);
        }
        catch (SettingException e)
        {
            throw ToolException.BadFile(file, $"its options are no sweep's: {ToolException.Of(e).Message}", e);
        }
    }

    /// <summary>Refuses recipes that cannot be used on the data.</summary>
    public static void CheckData(SweepPlan plan, TrainData data)
    {
        foreach (Recipe recipe in plan.Recipes) TrainingJob.CheckData(recipe, plan.Spec.Data, data);
    }

    private Halving? ReadHalving(ParseResult input, IEnumerable<SettingValues> settings)
    {
        if (!input.GetValue(Halving))
        {
            Option? alone = new Option[] { Eta, FirstEpochs }.FirstOrDefault(o => input.GetResult(o) is OptionResult { Implicit: false });
            return alone is null ? null : throw ToolException.BadOption(alone.Name, "it is for successive halving. Add --halving, or leave it out.");
        }

        if (settings.FirstOrDefault(s => s.Setting.Name == "--epochs" && s.Varies) is not null)
            throw ToolException.BadOption("--epochs", "with --halving the epochs are what the good combinations get more of. Give one number: how many the best shall have.");
        if (settings.FirstOrDefault(s => s.Setting.Name == "--preset" && s.Varies) is not null && !settings.Any(s => s.Setting.Name == "--epochs"))
            throw ToolException.BadOption("--epochs", "presets have different numbers of epochs, and --halving needs one for all. Give it.");
        return new Halving(input.GetValue(Eta) ?? Cli.Halving.DefaultEta, input.GetValue(FirstEpochs) ?? 1);
    }

    private IEnumerable<Option> Lists(bool isMain) => _settings.Where(s => IsMain(s.Setting) == isMain).Select(s => s.Option);

    private static bool IsMain(SweepSetting setting) => setting.Name is "--lr" or "--epochs" or "--layers" or "--batch" or "--activation" or "--optimizer";
}
