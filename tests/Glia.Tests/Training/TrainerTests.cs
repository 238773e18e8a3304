namespace Glia.Tests.Training;

public class TrainerTests
{
    private static Network Net(ulong seed = 1) => new(20, seed, new Dense(16, Activation.ReLU), new Dense(3, Activation.Softmax));

    [Theory]
    [InlineData(1), InlineData(7), InlineData(0)]
    public void C8_online_mini_batch_and_full_batch_training(int batch)
    {
        Dataset data = Samples.Classes(120, 20, 3, 4);
        Network net = Net();
        var trainer = new Trainer(net, data, new Sgd(0.05f), new CrossEntropy(), new TrainingOptions { Epochs = 30, BatchSize = batch, Threads = 1 });
        Assert.Equal(batch switch { 1 => 120, 7 => 18, _ => 1 }, trainer.StepsPerEpoch);
        (double before, _) = trainer.Measure(data);
        TrainingResult result = trainer.Fit();
        Assert.Equal(30, result.Epochs.Count);
        Assert.Equal(30 * trainer.StepsPerEpoch, trainer.StepsDone);
        Assert.True(trainer.Measure(data).Loss < before);
        Assert.True(trainer.IsDone);
        Assert.Throws<InvalidOperationException>(() => trainer.RunEpoch());
    }

    [Fact]
    public void Fit_is_a_plain_loop_over_step()
    {
        Dataset data = Samples.Classes(100, 20, 3, 4);
        Network byFit = Net(), byHand = Net();
        byFit.Fit(data, new Adam(), new CrossEntropy(), epochs: 3, batchSize: 16, threads: 1);
        var trainer = new Trainer(byHand, data, new Adam(), new CrossEntropy(), new TrainingOptions { Epochs = 3, BatchSize = 16, Threads = 1 });
        while (!trainer.IsDone) trainer.Step();
        Assert.Equal(Samples.Bits(byFit), Samples.Bits(byHand));
    }

    [Fact]
    public void A_step_and_a_prediction_allocate_nothing()
    {
        Dataset data = Samples.Classes(256, 20, 3, 4);
        Network net = new(20, 1, new Dense(64, Activation.GELU), new Dropout(0.2f), new Dense(64, Activation.Sigmoid), new Dense(3, Activation.Softmax));
        var optimizer = new AdamW(0.001f) { Schedule = new OneCycle(), ClipNorm = 1, L1 = 1e-5f, MaxNorm = 5 };
        var trainer = new Trainer(net, data, optimizer, new CrossEntropy { LabelSmoothing = 0.1f }, new TrainingOptions { Epochs = 100, BatchSize = 32, Threads = 2 });
        for (int i = 0; i < 20; i++) trainer.Step();
        void BeginEpoch()
        {
            do trainer.Step();
            while (trainer.StepsDone % trainer.StepsPerEpoch != 1); // an epoch's end may allocate its report
        }

        Assert.Equal(0, Allocated.By(
            () =>
            {
                for (int i = 0; i < trainer.StepsPerEpoch - 2; i++) trainer.Step();
            },
            before: BeginEpoch));

        var outputs = new float[3];
        float[] features = data.Features(0);
        Workspace workspace = net.CreateWorkspace();
        for (int i = 0; i < 3; i++)
        {
            net.Predict(features, outputs);
            net.Predict(features, outputs, workspace);
        }

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                net.Predict(features, outputs);
                net.Predict(features, outputs, workspace);
            }
        }));
    }

    [Theory]
    [InlineData(1, 1), InlineData(1, 2), InlineData(32, 1), InlineData(32, 2)]
    public void Steps_that_leave_out_zeros_allocate_nothing_either(int batch, int threads)
    {
        // With 32 samples, the first layer is large enough to be shared.
        Dataset data = Samples.Classes(2000, 400, 3, 4);
        Optimizer[] optimizers = [new Sgd(0.001f), new Adam()];
        foreach (Optimizer optimizer in optimizers)
        {
            var net = new Network(400, 1, new Dense(100, Activation.ReLU), new Dense(3, Activation.Softmax));
            var trainer = new Trainer(net, data, optimizer, new CrossEntropy(), new TrainingOptions { BatchSize = batch, Threads = threads });
            int[] samples = [.. Enumerable.Range(10, batch)];
            for (int i = 0; i < 20; i++) trainer.Step(samples);
            Assert.Equal(0, Allocated.By(() =>
            {
                for (int i = 0; i < 20; i++) trainer.Step(samples);
            }));

            Workspace workspace = net.CreateWorkspace(batch, threads);
            var outputs = new float[3];
            float[] features = data.Features(5);
            net.Predict(features, outputs, workspace);
            Assert.Equal(0, Allocated.By(() => net.Predict(features, outputs, workspace)));
        }
    }

    [Fact]
    public async Task Predictions_from_eight_threads_at_once_give_the_bits_of_one()
    {
        Dataset data = Samples.Classes(500, 20, 3, 4);
        Network net = Net();
        net.Fit(data, new Adam(), new CrossEntropy(), threads: 1);
        float[] expected = [.. Enumerable.Range(0, 500).SelectMany(i => net.Predict(data.Features(i)))];
        Assert.Equal(expected, net.Predict(data, threads: 2));
        float[][] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).SelectMany(i => net.Predict(data.Features(i))).ToArray())));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void Early_stopping_goes_back_to_the_best_weights()
    {
        // Labels without a rule: validation gets worse as the network learns the training data by heart.
        var random = new Xoshiro256(1);
        float[] x = [.. Enumerable.Range(0, 60 * 20).Select(_ => (float)random.NextNormal())];
        int[] labels = [.. Enumerable.Range(0, 60).Select(_ => random.NextInt32(3))];
        Dataset all = Dataset.FromFloats(x, labels, FeatureShape.Row(20), ["a", "b", "c"]);
        (Dataset train, Dataset validation) = Split.HoldOutLast(all, 20);
        Network net = Net();
        var options = new TrainingOptions { Epochs = 500, BatchSize = 8, Threads = 1, Validation = validation, EarlyStopping = new EarlyStopping(Patience: 4) };
        var trainer = new Trainer(net, train, new Adam(0.01f), new CrossEntropy(), options);
        TrainingResult result = trainer.Fit();
        Assert.True(result.StoppedEarly);
        Assert.True(result.Epochs.Count < 500);
        Assert.Equal(result.Epochs.Min(e => e.ValidationLoss), trainer.Measure(validation).Loss, 1e-12);
        Assert.Equal(result.Epochs.Count - 5, result.Epochs.ToList().FindIndex(e => e.ValidationLoss == result.Epochs.Min(r => r.ValidationLoss)));
    }

    [Fact]
    public void A_second_fit_goes_on_from_the_weights_of_the_first()
    {
        Dataset data = Samples.Classes(100, 20, 3, 4);
        Network net = Net();
        double first = net.Fit(data, new Adam(), new CrossEntropy(), epochs: 5, threads: 1).Epochs[^1].Loss;
        double second = net.Fit(data, new Adam(), new CrossEntropy(), epochs: 1, threads: 1).Epochs[0].Loss;
        Assert.True(second < first);
    }

    [Fact]
    public void Training_stops_when_numbers_blow_up_and_keeps_the_last_good_weights()
    {
        Dataset data = Samples.Values(64, 5, 1, 3);
        var net = new Network(5, 1, new Dense(8, Activation.ReLU), new Dense(8, Activation.ReLU), new Dense(1, Activation.Identity));
        uint[] start = Samples.Bits(net);
        var error = Assert.Throws<TrainingDivergedException>(() => net.Fit(data, new Sgd(1e6f), new MeanSquaredError(), epochs: 5, batchSize: 8, threads: 1));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Step, 2, 8);
        Assert.Contains("smaller learning rate", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, Samples.Bits(net));

        // The optimiser's memory is spoilt: the trainer says so instead of going on with it.
        var spoilt = new Trainer(net, data, new Sgd(1e6f), new MeanSquaredError(), new TrainingOptions { Epochs = 5, BatchSize = 8, Threads = 1 });
        Assert.Throws<TrainingDivergedException>(() => spoilt.Fit());
        Assert.Contains("Make a new Trainer", Assert.Throws<InvalidOperationException>(() => spoilt.Step()).Message, StringComparison.Ordinal);

        float[] x = [.. Enumerable.Range(0, 64 * 5).Select(i => i == 77 ? float.NaN : 0.1f)];
        Dataset broken = Dataset.ForRegression(x, 5, new float[64], 1);
        error = Assert.Throws<TrainingDivergedException>(() => net.Fit(broken, new Sgd(0.01f), new MeanSquaredError(), batchSize: 8, threads: 1));
        Assert.Contains("sample 15", error.Message, StringComparison.Ordinal); // value 77 of rows of 5
    }

    [Fact]
    public void Cancellation_and_progress()
    {
        Dataset data = Samples.Classes(3000, 20, 3, 4);
        using var stop = new CancellationTokenSource();
        var seen = new List<TrainingProgress>();
        var options = new TrainingOptions { Epochs = 1000, BatchSize = 1, Threads = 1, Progress = new Inline(p => { seen.Add(p); if (p.Epoch == 2) stop.Cancel(); }) };
        var trainer = new Trainer(Net(), data, new Sgd(0.01f), new CrossEntropy(), options);
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(cancellationToken: stop.Token));
        Assert.True(trainer.EpochsDone is >= 1 and < 5);
        Assert.All(seen, p => Assert.InRange(p.SamplesDone, 1, 3000));
        Assert.All(seen, p => Assert.True(double.IsFinite(p.Loss) && p.Accuracy is >= 0 and <= 1 && p.SamplesPerSecond > 0));
    }

    private sealed class Inline(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    [Fact]
    public void What_does_not_go_together_is_refused_with_a_reason()
    {
        Dataset data = Samples.Classes(10, 20, 3, 4);
        Refused("takes 20 inputs, but the samples have 7", () => Net().Fit(Samples.Classes(10, 7, 3, 4), new Adam(), new CrossEntropy()));
        Refused("3 outputs, but 4 classes need 4", () => Net().Fit(Samples.Classes(10, 20, 4, 4), new Adam(), new CrossEntropy()));
        Refused("needs probabilities", () => new Network(20, 1, new Dense(3, Activation.ReLU)).Fit(data, new Adam(), new CrossEntropy()));
        Refused("slope 0", () => new Network(20, 1, new Dense(3, Activation.Step)).Fit(data, new Adam(), new MeanSquaredError()));
        Refused("over one output", () => new Network(20, 1, new Dense(1, Activation.Sigmoid)).Fit(Samples.Classes(10, 20, 2, 4), new Adam(), new CrossEntropy()));
        Refused("last layer must be Dense", () => new Network(20, 1, new Dense(3, Activation.ReLU), new Dropout(0.5f)));
        Refused("class weights", () => Net().Fit(data, new Adam(), new CrossEntropy { ClassWeights = [1, 2] }));
        Refused("2 targets", () => Net().Fit(Samples.Values(4, 20, 2, 1), new Adam(), new MeanSquaredError()));
        Refused("Early stopping", () => new Trainer(Net(), data, new Adam(), new CrossEntropy(), new TrainingOptions { EarlyStopping = new EarlyStopping() }));
        Refused("1 … 32 samples", () => new Trainer(Net(), Samples.Classes(100, 20, 3, 4), new Adam(), new CrossEntropy(), new TrainingOptions()).Step(new int[33]));
        var trainer = new Trainer(Net(), data, new Adam(), new CrossEntropy(), new TrainingOptions());
        Refused("same kind of data", () => trainer.Measure(Samples.Values(4, 20, 3, 1)));
        Refused("4 classes", () => trainer.Measure(Samples.Classes(10, 20, 4, 4)));
        Refused("no samples to measure", () => trainer.Measure(data.Slice(0, 0)));
        Refused("same kind of data", () => new Trainer(Net(), data, new Adam(), new CrossEntropy(), new TrainingOptions { Validation = Samples.Values(4, 20, 3, 1) }));
        Refused("at least 1 epoch", () => new Trainer(Net(), data, new Adam(), new CrossEntropy(), new TrainingOptions { Validation = data, EarlyStopping = new EarlyStopping(0) }));
        Refused("no samples", () => Net().Fit(data.Slice(0, 0), new Adam(), new CrossEntropy()));

        static void Refused(string reason, Action action) => Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Regression_learns_and_is_scored()
    {
        var random = new Xoshiro256(2);
        float[] x = [.. Enumerable.Range(0, 400).Select(_ => (float)random.NextDouble(-1, 1))];
        float[] y = [.. x.Select(v => (v * v) - (0.5f * v))];
        Dataset data = Dataset.ForRegression(x, 1, y, 1);
        var net = new Network(1, 1, new Dense(20, Activation.Tanh), new Dense(1, Activation.Identity));
        net.Fit(data, new Adam(0.01f), new MeanSquaredError(), epochs: 200, batchSize: 20, threads: 1);
        RegressionEvaluation score = net.EvaluateRegression(data);
        Assert.True(score.RSquared > 0.99, score.ToString());
        Assert.True(score.MeanAbsoluteError < 0.05 && score.MeanSquaredError < 0.005, score.ToString());
    }
}
