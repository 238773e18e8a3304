namespace Glia.Cli;

/// <summary>The trials of a sweep, by number: the same options always make the same plan, on any machine.</summary>
internal sealed class SweepPlan
{
    /// <exception cref="ToolException">The values do not suit the search, or make no recipe.</exception>
    public SweepPlan(SweepSpec spec)
    {
        Spec = spec;
        IReadOnlyList<IReadOnlyList<SettingValue>> configurations = spec.Method.Choose(spec.Settings, spec.Seed);
        if ((long)configurations.Count * spec.Seeds > SearchMethod.MostConfigurations)
            throw ToolException.BadOption("--seeds", $"{Show.Count(configurations.Count)} combinations with {spec.Seeds} seeds each are more than {Show.Count(SearchMethod.MostConfigurations)} trials. Take fewer.");
        if (configurations.Count * spec.Seeds == 1)
            throw ToolException.BadOption("sweep", "there is nothing to compare: give a setting more than one value, such as --lr 0.05,0.15,0.5 or --layers 30/100/200,100.");
        Trials = [.. configurations.SelectMany((values, c) => Enumerable.Range(0, spec.Seeds)
            .Select(s => new Trial((c * spec.Seeds) + s + 1, c, values, spec.Flags, spec.Seed + (ulong)s)))];
        Configurations = configurations.Count;
        Recipe[] recipes = [.. configurations.Select((_, c) => Check(spec, Trials[c * spec.Seeds]))];
        Rungs = spec.Halving?.Rungs(Configurations, recipes[0].Epochs) ?? [new Rung(0, null, Configurations)];
        Recipes = recipes;
    }

    public SweepSpec Spec { get; }

    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>Number of combinations of settings.</summary>
    public int Configurations { get; }

    /// <summary>The recipe of each combination.</summary>
    public IReadOnlyList<Recipe> Recipes { get; }

    /// <summary>The stages; one where no combination drops out.</summary>
    public IReadOnlyList<Rung> Rungs { get; }

    /// <summary>The trials of a combination, one for each seed.</summary>
    public IEnumerable<Trial> TrialsOf(int configuration) => Enumerable.Range(configuration * Spec.Seeds, Spec.Seeds).Select(i => Trials[i]);

    /// <summary>Epochs that a trial has done when it has reached a rung.</summary>
    public int Epochs(Trial trial, Rung rung) => rung.Epochs ?? Recipes[trial.Configuration].Epochs;

    /// <summary>In words: how many trials, and how they were chosen.</summary>
    public string Description
    {
        get
        {
            string seeds = Spec.Seeds > 1 ? $", {Spec.Seeds} seeds each" : "";
            return $"{Spec.Method.Describe(Spec.Settings)}{seeds}: {Show.Count(Trials.Count)} trials";
        }
    }

    private static Recipe Check(SweepSpec spec, Trial trial)
    {
        try
        {
            return RecipeLine.Parse(trial.RecipeArguments, spec.Data.Data);
        }
        catch (ToolException e) when (e.Option is { } option)
        {
            throw ToolException.BadOption(option, $"{Where(trial)}: {e.Message[(option.Length + 2)..]}");
        }
        catch (SettingException e)
        {
            throw new SettingException(e.Setting, $"{Where(trial)}: {e.Message}", e);
        }
    }

    private static string Where(Trial trial) => $"in trial {trial.Number} ({string.Join(' ', trial.RecipeArguments)})";
}
