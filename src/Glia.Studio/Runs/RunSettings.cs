using System.Globalization;
using Glia.Datasets;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>
/// What was said of a training, read: the options of <c>glia train</c> by their names without hyphens, as text. Data are named by what they are (<c>generated</c>, <c>xor</c> …) or by the id
/// of a data set of this studio, <c>set:ID</c>; never by a path.
/// </summary>
internal sealed record RunSettings
{
    private const int MostSettings = 40, MostEpochs = 1_000_000;
    private const long MostParameters = 40_000_000;

    private RunSettings(SortedDictionary<string, string> given, DataChoice choice, RecipeSettings recipe, ulong seed) => (Given, Choice, RecipeSettings, Seed) = (given, choice, recipe, seed);

    /// <summary>As they came.</summary>
    public SortedDictionary<string, string> Given { get; }

    public DataChoice Choice { get; }

    public RecipeSettings RecipeSettings { get; }

    public ulong Seed { get; }

    /// <summary>The recipe that suits the data, changed as was said.</summary>
    public Recipe Recipe => field ??= Checked(RecipeSettings.ToRecipe(Choice.Data));

    /// <summary>Reads settings.</summary>
    /// <param name="given">By name.</param>
    /// <param name="pathOf">Where the data set of an id is; null where there is none.</param>
    /// <exception cref="SettingException">One of them does not do.</exception>
    public static RunSettings Read(IReadOnlyDictionary<string, string> given, Func<string, string?> pathOf)
    {
        if (given.Count > MostSettings) throw new StudioException(400, $"There are more than {MostSettings} settings.");
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in given)
            if (!string.IsNullOrWhiteSpace(value)) kept[name] = value.Trim();
        var recipe = new RecipeSettings();
        foreach ((string name, string value) in kept.Where(s => !IsOfData(s.Key))) recipe = recipe.With(name, value);
        DataChoice choice = DataChoice.Of(Data(kept.GetValueOrDefault("data") ?? DataSource.Default, pathOf),
            Whole(kept, "count", WholeRule.Count), Number(kept, "noise", NumberRule.Noise), null, Whole(kept, "validation", new WholeRule(0)));
        return new RunSettings(kept, choice, recipe, SeedOf(kept));
    }

    /// <summary>The same with other values for some.</summary>
    public SortedDictionary<string, string> With(string name, string value) => new(Given, StringComparer.Ordinal) { [name] = value };

    private static bool IsOfData(string name) => name is "data" or "count" or "noise" or "validation" or "seed";

    private static string Data(string data, Func<string, string?> pathOf)
    {
        if (data is DataSource.Generated or DataSource.MnistName || ToyData.Find(data)?.Name == data) return data;
        const string prefix = "set:";
        if (data.StartsWith(prefix, StringComparison.Ordinal) && pathOf(data[prefix.Length..]) is { } path) return path;
        throw new SettingException("data", $"there are no data called '{data}' in this studio. Choose generated digits, MNIST, a toy, or a set of your own.");
    }

    private static int? Whole(SortedDictionary<string, string> given, string name, WholeRule rule) =>
        given.TryGetValue(name, out string? text) ? rule.Find(text) ?? throw new SettingException(name, rule.Refusal(text)) : null;

    private static float? Number(SortedDictionary<string, string> given, string name, NumberRule rule) =>
        given.TryGetValue(name, out string? text) ? rule.Find(text) ?? throw new SettingException(name, rule.Refusal(text)) : null;

    private static ulong SeedOf(SortedDictionary<string, string> given)
    {
        if (!given.TryGetValue("seed", out string? text)) return 1;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : throw new SettingException("seed", $"'{text}' is not a whole number from 0 to {ulong.MaxValue}.");
    }

    private static Recipe Checked(Recipe recipe)
    {
        if (recipe.Epochs > MostEpochs) throw new SettingException("epochs", $"more than {MostEpochs} are not for a page; use 'glia train'.");
        long parameters = 0, before = 1024;
        foreach (int width in recipe.Hidden)
        {
            parameters += before * width;
            before = width;
        }

        if (recipe.Hidden.Count > 16) throw new SettingException("layers", "more than 16 hidden layers cannot be shown. Use fewer, or 'glia train'.");
        if (parameters > MostParameters) throw new SettingException("layers", $"these layers have more than {MostParameters:N0} weights. Use narrower ones, or 'glia train'.");
        return recipe;
    }
}
