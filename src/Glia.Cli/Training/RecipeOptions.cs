using System.CommandLine;
using System.CommandLine.Parsing;

namespace Glia.Cli;

/// <summary>The options that make or change a recipe.</summary>
internal sealed class RecipeOptions
{
    /// <summary>The presets for data that this tool trains on.</summary>
    public static IReadOnlyList<Recipe> AllPresets { get; } = [.. Presets.All.Where(p => p != Presets.Plane)];

    private static readonly NamedChoice<Recipe> PresetChoice = new([.. AllPresets.Select(p => p.Name)], name => Presets.Find(name) is { } preset && AllPresets.Contains(preset) ? preset : null);

    public Option<Recipe?> Preset { get; } = Opt.Choice("--preset", "NAME", PresetHelp(), PresetChoice);

    public Option<WidthList?> Layers { get; } = Opt.Widths("--layers", "Hidden layers: 100, or 100,50 for two; 'none' for inputs straight to outputs.");

    public Option<Activation?> Activation { get; } = Opt.Choice("--activation", "NAME", "Of the hidden layers: " + Names(Glia.Activation.All.Where(a => a.HasSlope).Select(a => a.Name)) + ".", Choices.Activations);

    public Option<Loss?> Loss { get; } = Opt.Choice("--loss", "NAME", "What is made small: " + Names(Choices.Losses.Names) + ". The outputs are softmax for cross-entropy, else sigmoid.", Choices.Losses);

    public Option<OptimizerChoice?> Optimizer { get; } = Opt.Choice("--optimizer", "NAME", Names(Choices.Optimizers.Names) + ".", Choices.Optimizers);

    public Option<float?> Momentum { get; } = Opt.Number("--momentum", "M", "For sgd, momentum and nesterov: 0 to less than 1.", NumberRule.Part);

    public Option<float?> Rate { get; } = Opt.Number("--lr", "RATE", "Learning rate, before its schedule.", NumberRule.Positive);

    public Option<Schedule?> Schedule { get; } = Opt.Choice("--schedule", "NAME", "How the rate changes: " + Names(Choices.Schedules.Names) + ".", Choices.Schedules);

    public Option<int?> Batch { get; } = Opt.Int("--batch", "N", "Samples per step: 1 is online training, 0 all of them at once.", WholeRule.Batch);

    public Option<int?> Epochs { get; } = Opt.Int("--epochs", "N", "Times through the data.", WholeRule.Epochs);

    public Option<float?> Dropout { get; } = Opt.Number("--dropout", "P", "Part of the hidden values left out in each step, 0 to less than 1.", NumberRule.Part);

    public Option<string?> Augment { get; } = Opt.Augment("--augment", "Change pictures each time they are trained on: shift=1.5,rotation=10,scale=0.1 and so on, or none. See below.");

    public Option<float?> L1 { get; } = Opt.Number("--l1", "λ", "Penalty on the weights' sizes.", NumberRule.NotNegative);

    public Option<float?> L2 { get; } = Opt.Number("--l2", "λ", "Penalty on the weights' squares (weight decay).", NumberRule.NotNegative);

    public Option<float?> LabelSmoothing { get; } = Opt.Number("--label-smoothing", "ε", "For cross-entropy: 0 to less than 1.", NumberRule.Part);

    public Option<float?> ClipNorm { get; } = Opt.Number("--clip", "NORM", "Longest gradient; longer ones are shortened. 0 for none.", NumberRule.NotNegative);

    public Option<Scaling?> Scale { get; } = Opt.Choice("--scale", "HOW", "Inputs: " + Names(Choices.Scalings.Names) + " (255: divided by 255).", Choices.Scalings);

    public Option<Targets?> Targets { get; } = Opt.Choice("--targets", "HOW", "Classes as outputs: " + Names(Choices.Targets.Names) + ".", Choices.Targets);

    public Option<Initializer?> Init { get; } = Opt.Choice("--init", "NAME", "Starting weights: " + Names(Choices.Initializers.Names) + ".", Choices.Initializers);

    public Option<bool> NoBias { get; } = Opt.Flag("--no-bias", "Leave the biases out.");

    public IEnumerable<Option> All => [Preset, Layers, Activation, Loss, Optimizer, Momentum, Rate, Schedule, Batch, Epochs, Dropout, Augment, L1, L2, LabelSmoothing, ClipNorm, Scale, Targets, Init, NoBias];

    /// <summary>What was given.</summary>
    public RecipeSettings Settings(ParseResult input) => new()
    {
        Preset = input.GetValue(Preset),
        Layers = input.GetValue(Layers)?.Units,
        Activation = input.GetValue(Activation),
        Loss = input.GetValue(Loss),
        Optimizer = input.GetValue(Optimizer),
        Momentum = input.GetValue(Momentum),
        Rate = input.GetValue(Rate),
        Schedule = input.GetValue(Schedule),
        Batch = input.GetValue(Batch),
        Epochs = input.GetValue(Epochs),
        Dropout = input.GetValue(Dropout),
        Augment = input.GetValue(Augment),
        L1 = input.GetValue(L1),
        L2 = input.GetValue(L2),
        LabelSmoothing = input.GetValue(LabelSmoothing),
        ClipNorm = input.GetValue(ClipNorm),
        Scale = input.GetValue(Scale),
        Targets = input.GetValue(Targets),
        Init = input.GetValue(Init),
        NoBias = input.GetValue(NoBias),
    };

    /// <summary>The first option of the recipe that was given; null where there is none.</summary>
    public Option? FirstGiven(ParseResult input) => All.FirstOrDefault(o => input.GetResult(o) is OptionResult { Implicit: false });

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string PresetHelp() => "A whole recipe, which the options below change: " + Names(PresetChoice.Names) + ". Default: fast; for toy data gate or points.";
}
