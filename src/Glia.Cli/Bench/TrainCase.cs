namespace Glia.Cli;

/// <summary>A network and how it learns.</summary>
internal sealed record TrainCase(int[] Widths, int Batch, Activation Hidden, Activation Output, Loss Loss, Optimizer Optimizer)
{
    private static readonly Activation Sigmoid = Activation.Sigmoid, ReLU = Activation.ReLU, Softmax = Activation.Softmax;

    /// <summary>From the textbooks' first networks to one that fills a machine.</summary>
    public static IReadOnlyList<TrainCase> All { get; } =
    [
        new([784, 15, 10], 1, Sigmoid, Sigmoid, new HalfSquaredError(), new Sgd(0.5f)),
        new([784, 100, 10], 1, ReLU, Softmax, new CrossEntropy(), new Sgd(0.01f)),
        new([784, 100, 10], 10, ReLU, Softmax, new CrossEntropy(), new Sgd(0.05f)),
        new([784, 100, 10], 32, ReLU, Softmax, new CrossEntropy(), new Sgd(0.02f, 0.9f)),
        new([784, 30, 10], 10, Sigmoid, Sigmoid, new HalfSquaredError(), new Sgd(3)),
        new([784, 512, 512, 10], 128, ReLU, Softmax, new CrossEntropy(), new Adam()),
    ];

    public string Shape => string.Join('-', Widths);

    /// <summary>784-100-10, 32, momentum: the batch between the shape and the optimiser.</summary>
    public string Name => $"{Shape}, {Batch}, {Optimizer.Name}";

    /// <summary>
    /// Floating-point operations for one sample of a network in which nothing is zero: for each weight two forward, two for its gradient and two for the gradient of its
    /// input; the last not in the first layer, whose inputs are the data. Activations and the optimiser are not counted.
    /// </summary>
    public double OperationsPerSample => (6.0 * Widths.Zip(Widths.Skip(1), (a, b) => (long)a * b).Sum()) - (2.0 * Widths[0] * Widths[1]);

    public Network CreateNetwork(Scaler scaler) =>
        new(Widths[0], seed: 1, [.. Widths.Skip(1).Select((units, i) => new Dense(units, i == Widths.Length - 2 ? Output : Hidden))]) { Scaler = scaler };
}
