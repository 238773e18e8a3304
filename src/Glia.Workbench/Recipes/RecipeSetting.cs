using System.Globalization;
using Glia.Pages;

namespace Glia.Workbench;

/// <summary>One setting of a recipe, read from text and written as text.</summary>
public sealed class RecipeSetting
{
    private readonly Func<RecipeSettings, string, RecipeSettings> _put;

    private RecipeSetting(string name, Func<RecipeSettings, string, RecipeSettings> put, Func<RecipeSettings, string?> text, bool isFlag = false) =>
        (Name, _put, Text, IsFlag) = (name, put, text, isFlag);

    /// <summary>Every setting, in the order of <c>glia train --help</c>.</summary>
    public static IReadOnlyList<RecipeSetting> All { get; } =
    [
        Choice("preset", Choices.Presets, (s, v) => s with { Preset = v }, s => s.Preset?.Name),
        new("layers", (s, t) => s with { Layers = LayerWidths.Find(t) ?? throw new SettingException("layers", LayerWidths.Refusal(t)) }, s => s.Layers is { } widths ? LayerWidths.Text(widths) : null),
        Choice("activation", Choices.Activations, (s, v) => s with { Activation = v }, s => s.Activation?.Name),
        Choice("loss", Choices.Losses, (s, v) => s with { Loss = v }, s => s.Loss?.Name),
        Choice("optimizer", Choices.Optimizers, (s, v) => s with { Optimizer = v }, s => s.Optimizer?.Name),
        Number("momentum", NumberRule.Part, (s, v) => s with { Momentum = v }, s => s.Momentum),
        Number("lr", NumberRule.Positive, (s, v) => s with { Rate = v }, s => s.Rate),
        Choice("schedule", Choices.Schedules, (s, v) => s with { Schedule = v }, s => s.Schedule?.Name),
        Whole("batch", WholeRule.Batch, (s, v) => s with { Batch = v }, s => s.Batch),
        Whole("epochs", WholeRule.Epochs, (s, v) => s with { Epochs = v }, s => s.Epochs),
        Number("dropout", NumberRule.Part, (s, v) => s with { Dropout = v }, s => s.Dropout),
        new("augment", PutAugment, s => s.Augment),
        Number("l1", NumberRule.NotNegative, (s, v) => s with { L1 = v }, s => s.L1),
        Number("l2", NumberRule.NotNegative, (s, v) => s with { L2 = v }, s => s.L2),
        Number("label-smoothing", NumberRule.Part, (s, v) => s with { LabelSmoothing = v }, s => s.LabelSmoothing),
        Number("clip", NumberRule.NotNegative, (s, v) => s with { ClipNorm = v }, s => s.ClipNorm),
        Choice("scale", Choices.Scalings, (s, v) => s with { Scale = v }, s => s.Scale?.Name),
        Choice("targets", Choices.Targets, (s, v) => s with { Targets = v }, s => s.Targets?.Name),
        Choice("init", Choices.Initializers, (s, v) => s with { Init = v }, s => s.Init?.Name),
        new("no-bias", PutNoBias, s => s.NoBias ? "true" : null, isFlag: true),
    ];

    /// <summary>The tool's option without hyphens: <c>lr</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the option stands alone, without a value.</summary>
    public bool IsFlag { get; }

    /// <summary>The value as text, as <see cref="Put"/> takes it; null where it was not given.</summary>
    public Func<RecipeSettings, string?> Text { get; }

    /// <summary>The setting of that name, or null.</summary>
    public static RecipeSetting? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>Reads a value into <paramref name="settings"/>.</summary>
    /// <exception cref="SettingException">The text is no value of this setting.</exception>
    public RecipeSettings Put(RecipeSettings settings, string text)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(text);
        return _put(settings, text);
    }

    /// <summary>The words of a command line that say the same; none where it was not given.</summary>
    public IEnumerable<string> Arguments(RecipeSettings settings)
    {
        if (Text(settings) is not { } text) yield break;
        yield return "--" + Name;
        if (!IsFlag) yield return text;
    }

    private static RecipeSetting Choice<T>(string name, NamedChoice<T> choice, Func<RecipeSettings, T, RecipeSettings> put, Func<RecipeSettings, string?> text)
        where T : class => new(name, (s, t) => put(s, choice.Find(t) ?? throw new SettingException(name, choice.Refusal(t))), text);

    private static RecipeSetting Number(string name, NumberRule rule, Func<RecipeSettings, float, RecipeSettings> put, Func<RecipeSettings, float?> value) =>
        new(name, (s, t) => put(s, rule.Find(t) ?? throw new SettingException(name, rule.Refusal(t))), s => value(s) is { } number ? Num.Exact(number) : null);

    private static RecipeSetting Whole(string name, WholeRule rule, Func<RecipeSettings, int, RecipeSettings> put, Func<RecipeSettings, int?> value) =>
        new(name, (s, t) => put(s, rule.Find(t) ?? throw new SettingException(name, rule.Refusal(t))), s => value(s)?.ToString(CultureInfo.InvariantCulture));

    private static RecipeSettings PutAugment(RecipeSettings settings, string text)
    {
        _ = RecipeSettings.ParseAugment(text);
        return settings with { Augment = text };
    }

    private static RecipeSettings PutNoBias(RecipeSettings settings, string text) =>
        settings with { NoBias = bool.TryParse(text, out bool isLeftOut) ? isLeftOut : throw new SettingException("no-bias", $"'{text}' is neither true nor false.") };
}
