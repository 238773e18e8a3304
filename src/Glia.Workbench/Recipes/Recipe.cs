using Glia.Datasets;
using Glia.Pages;

namespace Glia.Workbench;

/// <summary>Everything that decides how a training goes, apart from the data. Immutable.</summary>
public sealed record Recipe
{
    /// <summary>The preset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it comes from, and what it reaches.</summary>
    public required string About { get; init; }

    /// <summary>Units of the hidden layers, from the inputs on; empty for inputs straight to outputs.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>Of the hidden layers.</summary>
    public required Activation Activation { get; init; }

    /// <summary>What is made small.</summary>
    public required Loss Loss { get; init; }

    /// <summary>How the weights move.</summary>
    public required OptimizerChoice Optimizer { get; init; }

    /// <summary>Learning rate, before its schedule.</summary>
    public required float Rate { get; init; }

    /// <summary>Part of the last step that the next one keeps, 0 to less than 1.</summary>
    public float Momentum { get; init; }

    /// <summary>How the rate changes.</summary>
    public Schedule Schedule { get; init; } = new ConstantRate();

    /// <summary>Samples per step: 1 is online training, 0 all of them at once.</summary>
    public required int Batch { get; init; }

    /// <summary>Times through the data.</summary>
    public required int Epochs { get; init; }

    /// <summary>What is done to inputs.</summary>
    public required Scaling Scaling { get; init; }

    /// <summary>Classes as outputs; means nothing where the samples have values.</summary>
    public Targets Targets { get; init; } = Targets.All[0];

    /// <summary>How weights start; null for what suits each activation.</summary>
    public Initializer? Weights { get; init; }

    /// <summary>How biases start.</summary>
    public Initializer Biases { get; init; } = Initializer.Zeros;

    /// <summary>Whether units have biases.</summary>
    public bool HasBiases { get; init; } = true;

    /// <summary>Whether every epoch takes the samples in a new order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Part of the hidden values dropped in training.</summary>
    public float Dropout { get; init; }

    /// <summary>How pictures are changed while they are trained on; null for not at all.</summary>
    public PictureAugmentation? Augmentation { get; init; }

    /// <summary>Penalty on the weights' sizes.</summary>
    public float L1 { get; init; }

    /// <summary>Penalty on the weights' squares (weight decay).</summary>
    public float L2 { get; init; }

    /// <summary>Longest gradient; longer ones are shortened. 0 for none.</summary>
    public float ClipNorm { get; init; }

    /// <summary>Label smoothing; 0 where the loss has none.</summary>
    public float LabelSmoothing => Loss is CrossEntropy crossEntropy ? crossEntropy.LabelSmoothing : 0;

    /// <summary>
    /// The outputs' activation follows from the data and the loss: the identity for values, which may be any; for classes softmax with cross-entropy, else sigmoid, whose outputs lie between the targets.
    /// </summary>
    /// <param name="data">What is learned.</param>
    public Activation OutputActivation(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification) return Activation.Identity;
        return Loss is CrossEntropy ? Activation.Softmax : Activation.Sigmoid;
    }

    /// <summary>A network for <paramref name="data"/> with fresh weights. The same seed gives the same bits.</summary>
    /// <param name="data">What is learned: says how many inputs and outputs there are, and how inputs are scaled.</param>
    /// <param name="seed">Seed of the weights.</param>
    public Network CreateNetwork(Dataset data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        int outputs = data.IsClassification ? Targets.Encoding.Outputs(data.ClassCount) : data.TargetCount;
        var layers = new List<Layer>();
        foreach (int units in Hidden)
        {
            layers.Add(Dense(units, Activation));
            if (Dropout > 0) layers.Add(new Dropout(Dropout));
        }

        layers.Add(Dense(outputs, OutputActivation(data)));
        return new Network(data.FeatureCount, seed, [.. layers]) { Scaler = Scaling.Create(data), Encoding = data.IsClassification ? Targets.Encoding : null };
    }

    /// <summary>The optimiser with its rate, schedule and penalties.</summary>
    public Optimizer CreateOptimizer() => Optimizer.Create(Rate, Momentum) with { Schedule = Schedule, L1 = L1, L2 = L2, ClipNorm = ClipNorm };

    /// <summary>The recipe in one or two lines.</summary>
    public IEnumerable<string> Lines()
    {
        string momentum = Momentum > 0 ? $" {Num.Exact(Momentum)}" : "";
        string schedule = Schedule is ConstantRate ? "" : $" {Schedule.Name}";
        string batch = Batch == 0 ? "all samples at once" : Batch == 1 ? "one sample at a time" : $"batches of {Batch}";
        yield return $"{Optimizer.Name}{momentum}, rate {Num.Exact(Rate)}{schedule}, {batch}, {Epochs} {(Epochs == 1 ? "epoch" : "epochs")}";
        if (Augmentation is not null) yield return $"each picture changed every time: {Augmentation}";
        string extras = string.Join(", ", Extras());
        yield return $"{Loss.Name}{(extras.Length > 0 ? ", " + extras : "")}";
    }

    private IEnumerable<string> Extras()
    {
        if (LabelSmoothing > 0) yield return $"label smoothing {Num.Exact(LabelSmoothing)}";
        if (L1 > 0) yield return $"L1 {Num.Exact(L1)}";
        if (L2 > 0) yield return $"L2 {Num.Exact(L2)}";
        if (Dropout > 0) yield return $"dropout {Num.Exact(Dropout)}";
        if (ClipNorm > 0) yield return $"gradient clipped to {Num.Exact(ClipNorm)}";
        if (Targets != Targets.All[0]) yield return $"targets {Targets.Name}";
        yield return Scaling.Name switch { "none" => "raw inputs", "standardise" => "inputs standardised", "deviation" => "inputs ÷ σ", "255" or "256" => $"inputs ÷ {Scaling.Name}", _ => $"inputs {Scaling.Name}" };
        if (Weights is not null) yield return $"weights {Weights.Name}";
        if (!HasBiases) yield return "no biases";
        if (!Shuffle) yield return "always in the same order";
    }

    private Dense Dense(int units, Activation activation) =>
        new(units, activation) { Bias = HasBiases, Biases = Biases, Weights = Weights ?? Initializer.For(activation) };
}
