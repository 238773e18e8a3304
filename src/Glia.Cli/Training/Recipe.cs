using Glia.Datasets;

namespace Glia.Cli;

/// <summary>Everything that decides how a training goes, apart from the data. Immutable.</summary>
internal sealed record Recipe
{
    /// <summary>The preset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it comes from, and what it reaches.</summary>
    public required string About { get; init; }

    public required int[] Hidden { get; init; }

    public required Activation Activation { get; init; }

    public required Loss Loss { get; init; }

    public required OptimizerChoice Optimizer { get; init; }

    public required float Rate { get; init; }

    public float Momentum { get; init; }

    public Schedule Schedule { get; init; } = new ConstantRate();

    public required int Batch { get; init; }

    public required int Epochs { get; init; }

    public required Scaling Scaling { get; init; }

    public Targets Targets { get; init; } = Targets.All[0];

    /// <summary>How weights start; null for what suits each activation.</summary>
    public Initializer? Weights { get; init; }

    public Initializer Biases { get; init; } = Initializer.Zeros;

    public bool HasBiases { get; init; } = true;

    /// <summary>Whether every epoch takes the samples in a new order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Part of the hidden values dropped in training.</summary>
    public float Dropout { get; init; }

    /// <summary>How pictures are changed while they are trained on; null for not at all.</summary>
    public PictureAugmentation? Augmentation { get; init; }

    public float L1 { get; init; }

    public float L2 { get; init; }

    public float ClipNorm { get; init; }

    /// <summary>Label smoothing; 0 where the loss has none.</summary>
    public float LabelSmoothing => Loss is CrossEntropy crossEntropy ? crossEntropy.LabelSmoothing : 0;

    /// <summary>The outputs' activation follows from the loss: softmax for cross-entropy, else sigmoid, whose outputs lie between the targets.</summary>
    public Activation OutputActivation => Loss is CrossEntropy ? Activation.Softmax : Activation.Sigmoid;

    public Network CreateNetwork(Dataset data, ulong seed)
    {
        int outputs = Targets.Encoding.Outputs(data.ClassCount);
        var layers = new List<Layer>();
        foreach (int units in Hidden)
        {
            layers.Add(Dense(units, Activation));
            if (Dropout > 0) layers.Add(new Dropout(Dropout));
        }

        layers.Add(Dense(outputs, OutputActivation));
        return new Network(data.FeatureCount, seed, [.. layers]) { Scaler = Scaling.Create(data), Encoding = Targets.Encoding };
    }

    public Optimizer CreateOptimizer() => Optimizer.Create(Rate, Momentum) with { Schedule = Schedule, L1 = L1, L2 = L2, ClipNorm = ClipNorm };

    /// <summary>The recipe in one or two lines.</summary>
    public IEnumerable<string> Lines()
    {
        string momentum = Momentum > 0 ? $" {Show.Exact(Momentum)}" : "";
        string schedule = Schedule is ConstantRate ? "" : $" {Schedule.Name}";
        string batch = Batch == 0 ? "all samples at once" : Batch == 1 ? "one sample at a time" : $"batches of {Batch}";
        yield return $"{Optimizer.Name}{momentum}, rate {Show.Exact(Rate)}{schedule}, {batch}, {Epochs} {(Epochs == 1 ? "epoch" : "epochs")}";
        if (Augmentation is not null) yield return $"each picture changed every time: {Augmentation}";
        string extras = string.Join(", ", Extras());
        yield return $"{Loss.Name}{(extras.Length > 0 ? ", " + extras : "")}";
    }

    private IEnumerable<string> Extras()
    {
        if (LabelSmoothing > 0) yield return $"label smoothing {Show.Exact(LabelSmoothing)}";
        if (L1 > 0) yield return $"L1 {Show.Exact(L1)}";
        if (L2 > 0) yield return $"L2 {Show.Exact(L2)}";
        if (Dropout > 0) yield return $"dropout {Show.Exact(Dropout)}";
        if (ClipNorm > 0) yield return $"gradient clipped to {Show.Exact(ClipNorm)}";
        if (Targets != Targets.All[0]) yield return $"targets {Targets.Name}";
        yield return Scaling.Name switch { "none" => "raw inputs", "standardise" => "inputs standardised", "deviation" => "inputs ÷ σ", "255" or "256" => $"inputs ÷ {Scaling.Name}", _ => $"inputs {Scaling.Name}" };
        if (Weights is not null) yield return $"weights {Weights.Name}";
        if (!HasBiases) yield return "no biases";
        if (!Shuffle) yield return "always in the same order";
    }

    private Dense Dense(int units, Activation activation) =>
        new(units, activation) { Bias = HasBiases, Biases = Biases, Weights = Weights ?? Initializer.For(activation) };
}
