namespace Glia.Benchmarks;

/// <summary>A network and how it learns: the ones that the results and the peers' comparison speak of.</summary>
public sealed record Recipe(string Name, int[] Sizes, Activation Hidden, Activation Output, Loss Loss, Optimizer Optimizer, int Batch)
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("784-15-10 batch 1", [784, 15, 10], Activation.Sigmoid, Activation.Sigmoid, new HalfSquaredError(), new Sgd(0.5f), 1),
        new("784-30-10 batch 10", [784, 30, 10], Activation.Sigmoid, Activation.Sigmoid, new HalfSquaredError(), new Sgd(3), 10),
        new("784-100-10 batch 32 momentum", [784, 100, 10], Activation.ReLU, Activation.Softmax, new CrossEntropy(), new Sgd(0.02f, 0.9f), 32),
        new("784-512-512-10 batch 128 Adam", [784, 512, 512, 10], Activation.ReLU, Activation.Softmax, new CrossEntropy(), new Adam(), 128),
    ];

    public Network CreateNetwork() =>
        new(Sizes[0], seed: 1, [.. Sizes.Skip(1).Select((units, i) => new Dense(units, i == Sizes.Length - 2 ? Output : Hidden))]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
