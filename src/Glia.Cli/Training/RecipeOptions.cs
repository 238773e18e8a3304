using System.CommandLine;
using System.CommandLine.Parsing;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The options that make or change a recipe.</summary>
internal sealed class RecipeOptions
{
    public Option<Recipe?> Preset { get; } = Opt.Choice("--preset", "NAME", PresetHelp(), [.. Presets.All.Select(p => p.Name)], Presets.Find);

    public Option<LayerWidths?> Layers { get; } = Opt.Widths("--layers", "Hidden layers: 100, or 100,50 for two; 'none' for inputs straight to outputs.");

    public Option<Activation?> Activation { get; } = Opt.Choice("--activation", "NAME", "Of the hidden layers: " + Names(Glia.Activation.All.Where(a => a.HasSlope).Select(a => a.Name)) + ".",
        [.. Glia.Activation.All.Select(a => a.Name)], Glia.Activation.Find);

    public Option<Loss?> Loss { get; } = Opt.Choice("--loss", "NAME", "What is made small: " + Names(Glia.Loss.All.Select(l => l.Name)) + ". The outputs are softmax for cross-entropy, else sigmoid.",
        [.. Glia.Loss.All.Select(l => l.Name)], Glia.Loss.Find);

    public Option<OptimizerChoice?> Optimizer { get; } = Opt.Choice("--optimizer", "NAME", Names(OptimizerChoice.All.Select(o => o.Name)) + ".", [.. OptimizerChoice.All.Select(o => o.Name)], OptimizerChoice.Find);

    public Option<float?> Momentum { get; } = Opt.Number("--momentum", "M", "For sgd, momentum and nesterov: 0 to less than 1.", "a number from 0 to less than 1", m => m is >= 0 and < 1);

    public Option<float?> Rate { get; } = Opt.Number("--lr", "RATE", "Learning rate, before its schedule.", "a number greater than 0", r => r > 0);

    public Option<Schedule?> Schedule { get; } = Opt.Choice("--schedule", "NAME", "How the rate changes: " + Names(Glia.Schedule.All.Select(s => s.Name)) + ".", [.. Glia.Schedule.All.Select(s => s.Name)], Glia.Schedule.Find);

    public Option<int?> Batch { get; } = Opt.Int("--batch", "N", "Samples per step: 1 is online training, 0 all of them at once.", 0);

    public Option<int?> Epochs { get; } = Opt.Int("--epochs", "N", "Times through the data.", 1, 1_000_000);

    public Option<float?> Dropout { get; } = Opt.Number("--dropout", "P", "Part of the hidden values left out in each step, 0 to less than 1.", "a number from 0 to less than 1", p => p is >= 0 and < 1);

    public Option<AugmentChoice?> Augment { get; } = Opt.Augment("--augment", "Change pictures each time they are trained on: shift=1.5,rotation=10,scale=0.1 and so on, or none. See below.");

    public Option<float?> L1 { get; } = Opt.Number("--l1", "λ", "Penalty on the weights' sizes.", "a number, 0 or greater", l => l >= 0);

    public Option<float?> L2 { get; } = Opt.Number("--l2", "λ", "Penalty on the weights' squares (weight decay).", "a number, 0 or greater", l => l >= 0);

    public Option<float?> LabelSmoothing { get; } = Opt.Number("--label-smoothing", "ε", "For cross-entropy: 0 to less than 1.", "a number from 0 to less than 1", e => e is >= 0 and < 1);

    public Option<float?> ClipNorm { get; } = Opt.Number("--clip", "NORM", "Longest gradient; longer ones are shortened. 0 for none.", "a number, 0 or greater", c => c >= 0);

    public Option<Scaling?> Scale { get; } = Opt.Choice("--scale", "HOW", "Inputs: " + Names(Scaling.All.Select(s => s.Name)) + " (255: divided by 255).", [.. Scaling.All.Select(s => s.Name)], Scaling.Find);

    public Option<Targets?> Targets { get; } = Opt.Choice("--targets", "HOW", "Classes as outputs: " + Names(Glia.Cli.Targets.All.Select(t => t.Name)) + ".", [.. Glia.Cli.Targets.All.Select(t => t.Name)], Glia.Cli.Targets.Find);

    public Option<Initializer?> Init { get; } = Opt.Choice("--init", "NAME", "Starting weights: " + Names(Initializer.All.Select(i => i.Name)) + ".", [.. Initializer.All.Select(i => i.Name)], Initializer.Find);

    public Option<bool> NoBias { get; } = Opt.Flag("--no-bias", "Leave the biases out.");

    public IEnumerable<Option> All => [Preset, Layers, Activation, Loss, Optimizer, Momentum, Rate, Schedule, Batch, Epochs, Dropout, Augment, L1, L2, LabelSmoothing, ClipNorm, Scale, Targets, Init, NoBias];

    /// <summary>The preset, or else what suits the data of that name, with what was given explicitly put in its place.</summary>
    /// <exception cref="ToolException">Options do not go together.</exception>
    public Recipe Read(ParseResult input, string data = DataSource.Default)
    {
        Recipe recipe = input.GetValue(Preset) ?? Presets.For(data);
        recipe = recipe with
        {
            Hidden = input.GetValue(Layers)?.Units ?? recipe.Hidden,
            Activation = input.GetValue(Activation) ?? recipe.Activation,
            Schedule = input.GetValue(Schedule) is { } schedule && schedule.Name != recipe.Schedule.Name ? schedule : recipe.Schedule,
            Batch = input.GetValue(Batch) ?? recipe.Batch,
            Epochs = input.GetValue(Epochs) ?? recipe.Epochs,
            Dropout = input.GetValue(Dropout) ?? recipe.Dropout,
            Augmentation = input.GetValue(Augment) is { } augment ? augment.Augmentation : recipe.Augmentation,
            L1 = input.GetValue(L1) ?? recipe.L1,
            L2 = input.GetValue(L2) ?? recipe.L2,
            ClipNorm = input.GetValue(ClipNorm) ?? recipe.ClipNorm,
            Scaling = input.GetValue(Scale) ?? recipe.Scaling,
            Targets = input.GetValue(Targets) ?? recipe.Targets,
            Weights = input.GetValue(Init) ?? recipe.Weights,
            HasBiases = recipe.HasBiases && !input.GetValue(NoBias),
        };
        if (!recipe.Activation.HasSlope)
            throw ToolException.BadOption(Activation.Name, $"{recipe.Activation} has slope 0 everywhere, so that training has nothing to go by. Use sigmoid or relu.");
        if (recipe.Hidden.Length == 0 && input.GetValue(Dropout) > 0) throw ToolException.BadOption(Dropout.Name, "it drops hidden values, but there is no hidden layer.");
        return WithLoss(input, WithOptimizer(input, recipe));
    }

    /// <summary>Refuses a recipe that cannot be used on the data.</summary>
    /// <exception cref="ToolException">Its augmentation is for other data.</exception>
    public void CheckData(Recipe recipe, DataChoice choice, TrainData data)
    {
        if (recipe.Augmentation?.Changes.Any(change => change is Redrawn) == true && choice.Data != DataSource.Generated)
            throw ToolException.BadOption(Augment.Name, $"'redrawn' draws digits in place of the samples, which is for --data generated, but the data are '{choice.Data}'. Leave it out, or choose another preset.");
        if (recipe.Augmentation is not null && !data.Train.Data.Shape.IsImage)
            throw ToolException.BadOption(Augment.Name, $"it changes pictures, but the samples of {data.Train.Name} are rows of {data.Train.Data.FeatureCount} values. Leave it out.");
    }

    private Recipe WithOptimizer(ParseResult input, Recipe recipe)
    {
        if (input.GetValue(Optimizer) is { } optimizer && optimizer != recipe.Optimizer) recipe = recipe with { Optimizer = optimizer, Rate = optimizer.Rate, Momentum = optimizer.Momentum };
        if (input.GetValue(Momentum) is { } momentum)
        {
            if (!recipe.Optimizer.TakesMomentum) throw ToolException.BadOption(Momentum.Name, $"{recipe.Optimizer.Name} takes no momentum. Leave it out, or use --optimizer nesterov.");
            recipe = recipe with { Momentum = momentum };
        }

        return recipe with { Rate = input.GetValue(Rate) ?? recipe.Rate };
    }

    private Recipe WithLoss(ParseResult input, Recipe recipe)
    {
        float smoothing = input.GetValue(LabelSmoothing) ?? recipe.LabelSmoothing;
        Loss loss = input.GetValue(Loss) ?? recipe.Loss;
        if (loss is CrossEntropy crossEntropy) loss = crossEntropy with { LabelSmoothing = smoothing };
        else if (input.GetValue(LabelSmoothing) > 0) throw ToolException.BadOption(LabelSmoothing.Name, $"it is for cross-entropy, but the loss is {loss.Name}.");
        if (loss is CrossEntropy && recipe.Targets.Encoding is BinaryCode && input.GetValue(Targets) is null) recipe = recipe with { Targets = Glia.Cli.Targets.All[0] };
        if (loss is CrossEntropy && recipe.Targets.Encoding is BinaryCode)
            throw ToolException.BadOption(Targets.Name, "a binary code needs outputs of their own each. Add --loss binary-cross-entropy or --loss half-squared-error.");
        return recipe with { Loss = loss };
    }

    /// <summary>The first option of the recipe that was given; null where there is none.</summary>
    public Option? FirstGiven(ParseResult input) => All.FirstOrDefault(o => input.GetResult(o) is OptionResult { Implicit: false });

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string PresetHelp() => "A whole recipe, which the options below change: " + Names(Presets.All.Select(p => p.Name)) + ". Default: fast; for toy data gate or points.";
}
