namespace Glia.Tests.Training;

/// <summary>Several ranks train one network: the same one as a single rank, up to rounding; to the bit for the same number of ranks.</summary>
public sealed class RanksTests : IDisposable
{
    private static readonly Dataset Data = Samples.Classes(101, 20, 4, seed: 3), Held = Samples.Classes(53, 20, 4, seed: 4);

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["sgd"] = new Sgd(0.1f),
        ["momentum with penalties and a largest norm"] = new Sgd(0.05f, 0.9f) { L1 = 1e-3f, L2 = 1e-3f, MaxNorm = 1 },
        ["nesterov with a clipped norm"] = new Sgd(0.05f, 0.9f, nesterov: true) { ClipNorm = 0.1f },
        ["adam, by the cosine"] = new Adam(0.003f) { Schedule = new CosineDecay() },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("glia-ranks-").FullName;

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_step_of_all_ranks_is_the_step_of_one(string name)
    {
        int[] batch = [.. Enumerable.Range(7, 24)];
        foreach (bool isRegression in new[] { false, true })
        {
            Dataset data = isRegression ? Samples.Values(101, 20, 3, seed: 5) : Data;
            Loss loss = isRegression ? new MeanSquaredError() : new CrossEntropy();
            float[] alone = Step(null);
            foreach (int size in new[] { 2, 3, 5, 24, 30 }) // the last has more ranks than samples
                foreach (float[] one in ThreadRanks.Of(size, Step)) AssertClose(alone, one, 2e-6f);

            float[] Step(ICollective? ranks)
            {
                Network net = Net(isRegression ? 3 : 4, isRegression ? Activation.Sigmoid : Activation.Softmax);
                var trainer = new Trainer(net, data, Optimizers[name], loss, new TrainingOptions { BatchSize = 24, Threads = 1, Seed = 9, Ranks = ranks });
                trainer.Step(batch);
                return net.Parameters.Span.ToArray();
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_training_of_all_ranks_is_that_of_one_and_the_same_bits_each_time(string name)
    {
        (EpochReport[] Reports, uint[] Bits) alone = Train(null, name);
        foreach (int size in new[] { 2, 3, 5 })
        {
            (EpochReport[] Reports, uint[] Bits)[] all = ThreadRanks.Of(size, ranks => Train(ranks, name)), again = ThreadRanks.Of(size, ranks => Train(ranks, name));
            Assert.All(all.Concat(again), one => Assert.Equal(all[0].Bits, one.Bits));
            AssertClose(Floats(alone.Bits), Floats(all[0].Bits), 2e-3f);
            foreach ((EpochReport[] reports, _) in all)
                foreach ((EpochReport expected, EpochReport report) in alone.Reports.Zip(reports))
                {
                    Assert.Equal(expected.Loss, report.Loss, 1e-3);
                    Assert.Equal(expected.ValidationLoss, report.ValidationLoss, 1e-3);
                    Assert.Equal(expected.Accuracy, report.Accuracy, 0.011); // one sample may fall to the other side
                    Assert.Equal(expected.ValidationAccuracy, report.ValidationAccuracy, 0.02);
                    Assert.Equal(expected.LearningRate, report.LearningRate);
                }
        }
    }

    [Fact]
    public void One_rank_alone_is_no_other_training()
    {
        uint[] bits = Train(null, "sgd").Bits;
        Assert.All(ThreadRanks.Of(1, ranks => Train(ranks, "sgd")), one => Assert.Equal(bits, one.Bits));
    }

    [Fact]
    public void A_training_that_was_stopped_goes_on_to_the_same_bits_and_with_other_ranks_to_about_the_same()
    {
        uint[] whole = ThreadRanks.Of(2, ranks => Train(ranks, "adam, by the cosine"))[0].Bits;
        string file = Path.Combine(_folder, "training.safetensors");
        (long Steps, Exception? Failure)[] stopped = ThreadRanks.Of(2, ranks =>
        {
            using var stop = new CancellationTokenSource();
            Trainer trainer = New(ranks, "adam, by the cosine", file);
            for (int i = 0; i < 5; i++) trainer.Step();
            if (ranks.Rank == 1) stop.Cancel(); // one is asked alone
            Exception? failure = Record.Exception(() => trainer.Fit(cancellationToken: stop.Token));
            return (trainer.StepsDone, failure);
        });
        Assert.All(stopped, one => Assert.Equal(6, one.Steps)); // all stop together, when all have heard
        Assert.All(stopped, one => Assert.IsType<OperationCanceledException>(one.Failure));

        foreach (int size in new[] { 2, 3, 1 })
        {
            uint[][] all = ThreadRanks.Of(size, ranks =>
            {
                var trainer = Trainer.Resume(file, Data, new ResumeOptions { Validation = Held, Threads = 1, Ranks = ranks, CheckpointPath = Path.Combine(_folder, $"on-{size}.safetensors") });
                trainer.Fit();
                return Samples.Bits(trainer.Network);
            });
            if (size == 2) Assert.All(all, one => Assert.Equal(whole, one));
            else Assert.All(all, one => AssertClose(Floats(whole), Floats(one), 2e-3f));
        }
    }

    [Fact]
    public void Only_the_first_rank_writes()
    {
        string[] files = ThreadRanks.Of(3, ranks =>
        {
            string file = Path.Combine(_folder, $"of-{ranks.Rank}.safetensors");
            New(ranks, "sgd", file).Fit();
            return file;
        });
        Assert.Equal([true, false, false], files.Select(File.Exists));
    }

    [Fact]
    public void All_see_that_the_numbers_blew_up_for_one()
    {
        float[] x = [.. Enumerable.Range(0, Data.Count).SelectMany(Data.Features)];
        x[(60 * 20) + 3] = float.NaN; // in the last rank's part
        Dataset spoilt = Dataset.FromFloats(x, [.. Enumerable.Range(0, Data.Count).Select(Data.Label)], Data.Shape, Data.ClassNames);
        (uint[]? Result, Exception? Failure)[] all = ThreadRanks.Run(3, ranks =>
        {
            var trainer = new Trainer(Net(4, Activation.Softmax), spoilt, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions { BatchSize = 64, Shuffle = false, Threads = 1, Ranks = ranks });
            trainer.Step();
            return Samples.Bits(trainer.Network);
        });
        Assert.All(all, one => Assert.Contains("sample 60 holds a value that is infinite or NaN", Assert.IsType<TrainingDivergedException>(one.Failure).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Ranks_that_did_not_begin_alike_say_so()
    {
        (Trainer? Result, Exception? Failure)[] weights = ThreadRanks.Run(3, ranks => new Trainer(Net(4, Activation.Softmax, seed: ranks.Rank == 2 ? 8UL : 7UL), Data, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions { Ranks = ranks }));
        Assert.All(weights, one => Assert.Contains("Rank 2 has other weights than rank 0", Assert.IsType<RanksDifferException>(one.Failure).Message, StringComparison.Ordinal));
        (Trainer? Result, Exception? Failure)[] data = ThreadRanks.Run(3, ranks => new Trainer(Net(4, Activation.Softmax), ranks.Rank == 1 ? Samples.Classes(101, 20, 4, seed: 6) : Data, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions { Ranks = ranks }));
        Assert.All(data, one => Assert.Contains("Rank 1 has other data than rank 0", Assert.IsType<RanksDifferException>(one.Failure).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Early_stopping_stops_all()
    {
        (int Epochs, uint[] Bits)[] all = ThreadRanks.Of(2, ranks =>
        {
            Network net = Net(4, Activation.Softmax);
            var options = new TrainingOptions { Epochs = 50, BatchSize = 16, Threads = 1, Ranks = ranks, Validation = Held, EarlyStopping = new EarlyStopping(2) };
            TrainingResult result = new Trainer(net, Data, new Sgd(0.5f), new CrossEntropy(), options).Fit();
            Assert.True(result.StoppedEarly);
            return (result.Epochs.Count, Samples.Bits(net));
        });
        Assert.Equal(all[0].Epochs, all[1].Epochs);
        Assert.Equal(all[0].Bits, all[1].Bits);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Network Net(int outputs, Activation last, ulong seed = 7) => new(20, seed, new Dense(33, Activation.Tanh), new Dropout(0.25f), new Dense(18, Activation.ReLU), new Dense(outputs, last));

    // 101 samples in batches of 16: the last batch has 5, as many as there are ranks at most.
    private static Trainer New(ICollective? ranks, string optimizer, string? checkpoint = null) => new(Net(4, Activation.Softmax), Data, Optimizers[optimizer], new CrossEntropy(),
        new TrainingOptions { Epochs = 3, BatchSize = 16, Threads = 1, Seed = 5, Validation = Held, Ranks = ranks, CheckpointPath = checkpoint });

    private static (EpochReport[] Reports, uint[] Bits) Train(ICollective? ranks, string optimizer)
    {
        Trainer trainer = New(ranks, optimizer);
        return ([.. trainer.Fit().Epochs], Samples.Bits(trainer.Network));
    }

    private static float[] Floats(uint[] bits) => Array.ConvertAll(bits, BitConverter.UInt32BitsToSingle);

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.True(MathF.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, MathF.Abs(expected[i])), $"weight {i}: {expected[i]} and {actual[i]}");
    }
}
