namespace Glia.Live;

/// <summary>
/// How the weights of a small network are found while somebody waits: by online descent, one example a step, with a learning rate that falls to 0 in a half cosine (Loshchilov and Hutter, 2017). From some starts a
/// small network ends in a bad minimum, so there are several, all drawn from the seed, and the one that fits the examples best is kept. A start that is behind at half its passes is given up, in the way of successive
/// halving (Jamieson and Talwalkar, 2016).
/// </summary>
/// <param name="LearningRate">The rate of the first step, greater than 0.</param>
/// <param name="Momentum">0 or more, less than 1.</param>
/// <param name="Epochs">Passes of one start; null for as many as the examples need.</param>
internal sealed record NetworkDescent(float LearningRate, float Momentum, int? Epochs)
{
    public const int MostEpochs = 100_000, DefaultEpochs = 500;

    // Of a few examples each is seen 500 times, of a thousand 60 times and from four starts: better, and in half the time, than 500 times from one.
    // Giving up starts at half costs 2 in 1,000 of the fit to a thousand examples and saves a quarter of the time; of few examples, four more starts fit 3 in 100 better in less time than ten whole ones.
    private const int StepsOfStart = 60_000, StepsInAll = 250_000, FewestEpochs = 50, MostStarts = 14;
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
    /// <param name="progress">Told after each pass, and at the end of the network that is kept.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <exception cref="LearningException">The numbers blow up at every learning rate.</exception>
    public Network Train(Dataset data, Loss loss, double enough, Func<ulong, Network> create, ulong seed, Action<LearningProgress>? progress, CancellationToken cancellationToken)
    {
        int starts = StartsOf(data.Count), start = 0, retries = 0;
        var race = new Race(EpochsOf(data.Count), starts, progress);
        float rate = LearningRate;
        while (start < starts && race.BestLoss > enough)
        {
            Network network = create(Xoshiro256.Mix(seed ^ Xoshiro256.Mix((ulong)start)));
            var optimizer = new Sgd(rate, Momentum) { Schedule = new CosineDecay() };
            var options = new TrainingOptions { Epochs = race.Epochs, BatchSize = 1, Seed = seed, Threads = 1 };
            try
            {
                race.Run(new Trainer(network, data, optimizer, loss, options), start, cancellationToken);
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

        progress?.Invoke(new LearningProgress(1, race.Passes, (float)race.BestLoss));
        return race.Best!;
    }

    /// <summary>The starts against each other.</summary>
    private sealed class Race(int epochs, int starts, Action<LearningProgress>? progress)
    {
        private double _leastAtHalf = double.PositiveInfinity;

        /// <summary>Passes of a start that is not given up.</summary>
        public int Epochs => epochs;

        /// <summary>Passes of all so far.</summary>
        public int Passes { get; private set; }

        /// <summary>The network that fits best; null before the first start has ended.</summary>
        public Network? Best { get; private set; }

        /// <summary>Its mean loss in the last pass, when the rate is next to 0 and the weights rest.</summary>
        public double BestLoss { get; private set; } = double.PositiveInfinity;

        public void Run(Trainer trainer, int start, CancellationToken cancellationToken)
        {
            double atHalf = _leastAtHalf;
            while (!trainer.IsDone)
            {
                EpochReport report = trainer.RunEpoch(cancellationToken);
                Passes++;
                progress?.Invoke(new LearningProgress((start + ((float)report.Epoch / epochs)) / starts, Passes, (float)report.Loss));
                if (report.Epoch != epochs / 2) continue;
                if (report.Loss > _leastAtHalf) return;
                atHalf = report.Loss;
            }

            _leastAtHalf = atHalf; // not before: one that blows up later is no measure for others
            double last = trainer.LastEpoch!.Loss;
            if (last < BestLoss || Best is null) (Best, BestLoss) = (trainer.Network, last);
        }
    }
}
