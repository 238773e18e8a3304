using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>What was said of a recipe: a preset, and what takes the place of its settings. Null, false or left out means: as in the preset. Immutable.</summary>
public sealed record RecipeSettings
{
    /// <summary>What <see cref="Augment"/> says for: not at all.</summary>
    public const string NoAugmentation = "none";

    /// <summary>A whole recipe, which the others change; null for what suits the data.</summary>
    public Recipe? Preset { get; init; }

    /// <summary>Units of the hidden layers; empty for inputs straight to outputs.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Of the hidden layers.</summary>
    public Activation? Activation { get; init; }

    /// <summary>What is made small.</summary>
    public Loss? Loss { get; init; }

    /// <summary>How the weights move; another one than the preset's brings its own rate and momentum.</summary>
    public OptimizerChoice? Optimizer { get; init; }

    /// <summary>For sgd, momentum and nesterov, 0 to less than 1.</summary>
    public float? Momentum { get; init; }

    /// <summary>Learning rate before its schedule, greater than 0.</summary>
    public float? Rate { get; init; }

    /// <summary>How the rate changes.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Samples per step: 1 is online training, 0 all of them at once.</summary>
    public int? Batch { get; init; }

    /// <summary>Times through the data, 1 to a million.</summary>
    public int? Epochs { get; init; }

    /// <summary>Part of the hidden values dropped in each step, 0 to less than 1.</summary>
    public float? Dropout { get; init; }

    /// <summary>How pictures are changed while they are trained on, as <see cref="PictureAugmentation.Parse"/> reads it, or <see cref="NoAugmentation"/>.</summary>
    public string? Augment { get; init; }

    /// <summary>Penalty on the weights' sizes, 0 or greater.</summary>
    public float? L1 { get; init; }

    /// <summary>Penalty on the weights' squares, 0 or greater.</summary>
    public float? L2 { get; init; }

    /// <summary>For cross-entropy, 0 to less than 1.</summary>
    public float? LabelSmoothing { get; init; }

    /// <summary>Longest gradient, 0 for none.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>What is done to inputs.</summary>
    public Scaling? Scale { get; init; }

    /// <summary>Classes as outputs.</summary>
    public Targets? Targets { get; init; }

    /// <summary>Starting weights.</summary>
    public Initializer? Init { get; init; }

    /// <summary>Whether biases are left out.</summary>
    public bool NoBias { get; init; }

    /// <summary>The same with one more setting, given as text, as after the tool's option of that name.</summary>
    /// <param name="setting">The option without hyphens: <c>lr</c>, <c>layers</c>; see <see cref="RecipeSetting.All"/>.</param>
    /// <param name="text">The value; <c>true</c> or <c>false</c> for <c>no-bias</c>.</param>
    /// <exception cref="SettingException">There is no such setting, or the text is no value of it.</exception>
    public RecipeSettings With(string setting, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RecipeSetting found = RecipeSetting.Find(setting) ?? throw new SettingException(setting, $"a recipe has no such setting. It has {string.Join(", ", RecipeSetting.All.Select(s => s.Name))}.");
        return found.Put(this, text);
    }

    /// <summary>The options of <c>glia train</c> that say the same, only those given: <c>--layers</c>, <c>100,50</c>, …</summary>
    public IReadOnlyList<string> Arguments() => [.. RecipeSetting.All.SelectMany(s => s.Arguments(this))];

    /// <summary>The recipe: the preset, or else what suits the data of that name, with what was given in its place.</summary>
    /// <param name="data">Generated, mnist, a toy or a path.</param>
    /// <exception cref="SettingException">A value is out of its range, or settings do not go together.</exception>
    public Recipe ToRecipe(string data = DataSource.Default)
    {
        CheckRanges();
        Recipe recipe = Preset ?? Presets.For(data);
        recipe = recipe with
        {
            Hidden = Layers ?? recipe.Hidden,
            Activation = Activation ?? recipe.Activation,
            Schedule = Schedule is not null && Schedule.Name != recipe.Schedule.Name ? Schedule : recipe.Schedule,
            Batch = Batch ?? recipe.Batch,
            Epochs = Epochs ?? recipe.Epochs,
            Dropout = Dropout ?? recipe.Dropout,
            Augmentation = Augment is null ? recipe.Augmentation : ParseAugment(Augment),
            L1 = L1 ?? recipe.L1,
            L2 = L2 ?? recipe.L2,
            ClipNorm = ClipNorm ?? recipe.ClipNorm,
            Scaling = Scale ?? recipe.Scaling,
            Targets = Targets ?? recipe.Targets,
            Weights = Init ?? recipe.Weights,
            HasBiases = recipe.HasBiases && !NoBias,
        };
        if (!recipe.Activation.HasSlope)
            throw new SettingException("activation", $"{recipe.Activation} has slope 0 everywhere, so that training has nothing to go by. Use sigmoid or relu.");
        if (recipe.Hidden.Count == 0 && Dropout > 0) throw new SettingException("dropout", "it drops hidden values, but there is no hidden layer.");
        return WithLoss(WithOptimizer(recipe));
    }

    /// <summary>How pictures are changed, read from text; null for not at all.</summary>
    /// <exception cref="SettingException">The text says nothing of that kind.</exception>
    public static PictureAugmentation? ParseAugment(string text)
    {
        if (text == NoAugmentation) return null;
        try
        {
            return PictureAugmentation.Parse(text);
        }
        catch (FormatException e)
        {
            throw new SettingException("augment", e.Message, e);
        }
    }

    private void CheckRanges()
    {
        LayerWidths.Check("layers", Layers);
        NumberRule.Part.Check("momentum", Momentum);
        NumberRule.Positive.Check("lr", Rate);
        WholeRule.Batch.Check("batch", Batch);
        WholeRule.Epochs.Check("epochs", Epochs);
        NumberRule.Part.Check("dropout", Dropout);
        NumberRule.NotNegative.Check("l1", L1);
        NumberRule.NotNegative.Check("l2", L2);
        NumberRule.Part.Check("label-smoothing", LabelSmoothing);
        NumberRule.NotNegative.Check("clip", ClipNorm);
    }

    private Recipe WithOptimizer(Recipe recipe)
    {
        if (Optimizer is { } optimizer && optimizer != recipe.Optimizer) recipe = recipe with { Optimizer = optimizer, Rate = optimizer.Rate, Momentum = optimizer.Momentum };
        if (Momentum is { } momentum)
        {
            if (!recipe.Optimizer.TakesMomentum) throw new SettingException("momentum", $"{recipe.Optimizer.Name} takes no momentum. Leave it out, or use --optimizer nesterov.");
            recipe = recipe with { Momentum = momentum };
        }

        if (recipe.Optimizer.LooksAhead && recipe.Momentum == 0) throw new SettingException("momentum", $"{recipe.Optimizer.Name} looks ahead by its momentum, which must be greater than 0. Give one, such as 0.9, or use --optimizer sgd.");
        return recipe with { Rate = Rate ?? recipe.Rate };
    }

    private Recipe WithLoss(Recipe recipe)
    {
        float smoothing = LabelSmoothing ?? recipe.LabelSmoothing;
        Loss loss = Loss ?? recipe.Loss;
        if (loss is CrossEntropy crossEntropy) loss = crossEntropy with { LabelSmoothing = smoothing };
        else if (LabelSmoothing > 0) throw new SettingException("label-smoothing", $"it is for cross-entropy, but the loss is {loss.Name}.");
        if (loss is CrossEntropy && recipe.Targets.Encoding is BinaryCode && Targets is null) recipe = recipe with { Targets = Workbench.Targets.All[0] };
        if (loss is CrossEntropy && recipe.Targets.Encoding is BinaryCode)
            throw new SettingException("targets", "a binary code needs outputs of their own each. Add --loss binary-cross-entropy or --loss half-squared-error.");
        return recipe with { Loss = loss };
    }
}
