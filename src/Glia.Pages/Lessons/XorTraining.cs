namespace Glia.Pages;

/// <summary>How a 2-h-1 network is trained on XOR: one sample at a time, with momentum to roll out of flat places, until all four are right.</summary>
/// <param name="Hidden">h.</param>
/// <param name="Activation">Of the hidden neurons; the output's is a sigmoid.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Epochs">The most rounds.</param>
internal sealed record XorTraining(int Hidden, Activation Activation, float Rate, int Epochs)
{
    /// <summary>Seeds that a success rate is taken over.</summary>
    public const int Seeds = 100;

    /// <summary>What the lesson does unless told otherwise.</summary>
    public static XorTraining Default { get; } = new(2, Activation.Sigmoid, 0.5f, 1000);

    private static readonly Dataset Xor = LogicGate.Xor.Data.WithScaler(Scaler.Range(0, 1, -1, 1));

    /// <summary>The network of this seed, and the rounds it took.</summary>
    public (Network Network, int Epochs) Run(ulong seed)
    {
        var network = new Network(2, seed, new Dense(Hidden, Activation), new Dense(1, Activation.Sigmoid));
        var trainer = new Trainer(network, Xor, new Sgd(Rate, momentum: 0.9f), new MeanSquaredError(), new TrainingOptions { Epochs = Epochs, BatchSize = 1, Seed = seed, Threads = 1 });
        try
        {
            // An epoch's own count is taken while the weights still move: only its end counts.
            while (!trainer.IsDone)
                if (trainer.RunEpoch().Accuracy == 1 && IsSolvedBy(network)) break;
        }
        catch (TrainingDivergedException)
        {
            // Too large a rate: the last good weights are kept, and count as they are.
        }

        return (network, trainer.EpochsDone);
    }

    /// <summary>For the <see cref="Seeds"/> seeds from <paramref name="first"/> on, whether each ends with all four right.</summary>
    public bool[] Solved(ulong first) => [.. Enumerable.Range(0, Seeds).Select(i => IsSolvedBy(Run(unchecked(first + (ulong)i)).Network))];

    private static bool IsSolvedBy(Network network) => Enumerable.Range(0, Xor.Count).All(i => network.Classify(LogicGate.Inputs[i]) == Xor.Label(i));
}
