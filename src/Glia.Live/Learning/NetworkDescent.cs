namespace Glia.Live;

/// <summary>
/// How the weights of a small network are found while somebody waits: by online descent, one example a step, with a learning rate that falls to 0 in a half cosine (Loshchilov and Hutter, 2017). From some starts a
/// small network ends in a bad minimum, so there are several, all drawn from the seed, and the one that fits the examples best is kept.
/// </summary>
/// <param name="LearningRate">The rate of the first step, greater than 0.</param>
/// <param name="Momentum">0 or more, less than 1.</param>
/// <param name="Epochs">Passes of one start; null for as many as the examples need.</param>
internal sealed record NetworkDescent(float LearningRate, float Momentum, int? Epochs)
{
    public const int MostEpochs = 100_000, DefaultEpochs = 500;

    // Of a few examples each is seen 500 times, of a thousand 60 times and from four starts: better, and in half the time, than 500 times from one.
    private const int StepsOfStart = 60_000, StepsInAll = 250_000, FewestEpochs = 50, MostStarts = 10;
    private const int MostRetries = 6; // at a quarter of the rate each
    private const float RateStep = 0.25f;

    /// <summary>Passes of one start.</summary>
    public int EpochsOf(int examples) => Epochs ?? Math.Clamp(StepsOfStart / examples, FewestEpochs, DefaultEpochs);

    /// <summary>The most starts.</summary>
    public int StartsOf(int examples) => (int)Math.Clamp(StepsInAll / ((long)EpochsOf(examples) * examples), 1, MostStarts);

    /// <summary>Trains. One thread: others shall answer meanwhile.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="enough">A mean loss that is as good as none: no further start is needed.</param>
    /// <param name="create">A fresh network for a seed.</param>
    /// <param name="seed">What is drawn by chance is drawn from it.</param>
    /// <param name="progress">Told after each pass.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <exception cref="LearningException">The numbers blow up at every learning rate.</exception>
    public Network Train(Dataset data, Loss loss, double enough, Func<ulong, Network> create, ulong seed, Action<LearningProgress>? progress, CancellationToken cancellationToken)
    {
        int epochs = EpochsOf(data.Count), starts = StartsOf(data.Count);
        (Network? best, double bestLoss, float rate) = (null, double.PositiveInfinity, LearningRate);
        int start = 0, retries = 0;
        while (start < starts && bestLoss > enough)
        {
            Network network = create(Xoshiro256.Mix(seed ^ Xoshiro256.Mix((ulong)start)));
            var optimizer = new Sgd(rate, Momentum) { Schedule = new CosineDecay() };
            var options = new TrainingOptions { Epochs = epochs, BatchSize = 1, Seed = seed, Threads = 1 };
            try
            {
                double last = Run(new Trainer(network, data, optimizer, loss, options), start * epochs, starts * epochs, progress, cancellationToken);
                if (last < bestLoss || best is null) (best, bestLoss) = (network, last);
                start++;
            }
            catch (TrainingDivergedException) when (retries++ < MostRetries)
            {
                rate *= RateStep;
            }
            catch (TrainingDivergedException cause)
            {
                throw new LearningException($"The network's numbers blew up at every learning rate from {LearningRate} down to {rate}. Look for examples whose values are far from all others, or set a smaller learning rate.", cause);
            }
        }

        if (start < starts) progress?.Invoke(new LearningProgress(1, start * epochs, (float)bestLoss));
        return best!;
    }

    /// <summary>All passes of one start; returns the mean loss of the last, when the rate is next to 0 and the weights rest.</summary>
    private static double Run(Trainer trainer, int before, int inAll, Action<LearningProgress>? progress, CancellationToken cancellationToken)
    {
        while (!trainer.IsDone)
        {
            EpochReport report = trainer.RunEpoch(cancellationToken);
            progress?.Invoke(new LearningProgress((float)(before + report.Epoch) / inAll, before + report.Epoch, (float)report.Loss));
        }

        return trainer.LastEpoch!.Loss;
    }
}
