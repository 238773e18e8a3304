using Glia.Formats;
using Glia.Tests.Formats;

namespace Glia.Tests.Training;

public sealed class CheckpointTests
{
    private static readonly Dataset Data = TestModels.Classes(), Held = TestModels.Classes(20, seed: 6);

    private static readonly Optimizer[] Optimizers =
    [
        new Sgd(0.05f) { L1 = 1e-4f, ClipValue = 0.5f },
        new Sgd(0.05f, 0.9f) { L2 = 1e-4f },
        new Sgd(0.05f, 0.9f, nesterov: true) { MaxNorm = 2 },
        new RmsProp(0.01f, 0.95f, 1e-7f),
        new Adam(0.01f, 0.8f, 0.99f, 1e-6f) { ClipNorm = 1 },
        new AdamW(0.01f, 0.1f, 0.85f, 0.98f),
    ];

    private static readonly Schedule[] Schedules =
    [
        new ConstantRate(), new StepDecay(1, 0.7), new ExponentialDecay(0.83), new CosineDecay(0.01), new OneCycle(0.2, 10, 100), new WarmupLinear(0.4),
        new ReduceOnPlateau(1, 0.3, 1e-3),
    ];

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (int o = 0; o < Optimizers.Length; o++)
                for (int s = 0; s < Schedules.Length; s++) pairs.Add(o, s);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_interrupted_training_ends_with_the_same_bits(int optimizer, int schedule)
    {
        using var folder = new TemporaryFolder();
        Optimizer scheduled = Optimizers[optimizer] with { Schedule = Schedules[schedule] };
        Dataset? validation = schedule % 2 == 0 ? Held : null;
        var options = new TrainingOptions { Epochs = 3, BatchSize = 7, Seed = 99, Validation = validation, Threads = 1, EarlyStopping = validation is null ? null : new EarlyStopping(2) };
        Trainer straight = New(scheduled, options);
        straight.Fit();

        Trainer trainer = New(scheduled, options);
        string path = folder.File("c");
        var random = new Xoshiro256(1, (ulong)((optimizer * 100) + schedule));
        for (int interruption = 0; interruption < 4 && !trainer.IsDone; interruption++)
        {
            for (int steps = random.NextInt32(6); steps > 0 && !trainer.IsDone; steps--) trainer.Step();
            trainer.SaveCheckpoint(path);
            trainer = Trainer.Resume(path, Data, new ResumeOptions { Validation = validation, Threads = 1 + (interruption % 2) });
            Assert.Null(trainer.ResumeNotice);
        }

        trainer.Fit();
        Assert.Equal(scheduled, trainer.Optimizer);
        Assert.Equal(straight.State, trainer.State);
        Assert.Equal(Bytes(straight), Bytes(trainer)); // weights, slots, last good and best weights and state
    }

    [Fact]
    public void The_best_weights_of_early_stopping_survive_an_interruption()
    {
        // The validation data say the opposite of the training data, so that the first epoch stays the best.
        using var folder = new TemporaryFolder();
        float[] features = [.. Enumerable.Range(0, 40).Select(i => (float)(i % 2))];
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        Dataset data = Dataset.FromFloats(features, labels, FeatureShape.Row(1), ["a", "b"]), opposite = Dataset.FromFloats(features, [.. labels.Select(l => 1 - l)], FeatureShape.Row(1), ["a", "b"]);
        var options = new TrainingOptions { Epochs = 5, BatchSize = 10, Validation = opposite, EarlyStopping = new EarlyStopping(9) };
        Trainer straight = Start(), interrupted = Start();
        straight.RunEpoch();
        int[] best = TestModels.Bits(straight.Network);
        straight.Fit();

        for (int i = 0; i < 6; i++) interrupted.Step();
        interrupted.SaveCheckpoint(folder.File("c"));
        Trainer resumed = Trainer.Resume(folder.File("c"), data, new ResumeOptions { Validation = opposite });
        resumed.Fit();
        Assert.Equal(best, TestModels.Bits(resumed.Network));
        Assert.Equal(best, TestModels.Bits(straight.Network));

        Trainer Start() => new(new Network(1, seed: 1, new Dense(2, Activation.Softmax)), data, new Adam(0.1f), new CrossEntropy(), options);
    }

    [Fact]
    public void Every_loss_and_setting_comes_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        foreach (Loss loss in Loss.All.Append(new Huber(0.3)))
        {
            var network = new Network(3, seed: 1, new Dense(2, Activation.Sigmoid));
            new Trainer(network, Data, new Sgd(0.1f) { ClipNorm = float.PositiveInfinity }, loss, new TrainingOptions { BatchSize = 0, Shuffle = false, Seed = ulong.MaxValue }).SaveCheckpoint(path);
            Trainer resumed = Trainer.Resume(path, Data);
            Assert.Equal(loss, resumed.Loss);
            Assert.Equal(float.PositiveInfinity, resumed.Optimizer.ClipNorm);
            Assert.Equal((0, false, ulong.MaxValue), (resumed.Options.BatchSize, resumed.Options.Shuffle, resumed.Options.Seed));
        }

        var weighted = new CrossEntropy { LabelSmoothing = 0.1f, ClassWeights = [0.3f, 2] };
        new Trainer(TestModels.Small(), Data, new Adam(), weighted, new TrainingOptions()).SaveCheckpoint(path);
        var loaded = Assert.IsType<CrossEntropy>(Trainer.Resume(path, Data).Loss);
        Assert.Equal(0.1f, loaded.LabelSmoothing);
        Assert.Equal([0.3f, 2], loaded.ClassWeights!);
    }

    [Fact]
    public void Numbers_of_any_bits_come_back_in_the_state()
    {
        var random = new Xoshiro256(8);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, .. Enumerable.Range(0, 1000).Select(_ => BitConverter.UInt64BitsToDouble(random.NextUInt64()))];
        for (int i = 0; i + 3 < odd.Length; i++)
        {
            var state = new TrainingState
            {
                Epoch = i,
                Position = i + 1,
                Step = long.MaxValue - i,
                LossSum = odd[i],
                Correct = 3,
                Plateau = new PlateauState(odd[i + 1], 2, odd[i + 2]),
                BestLoss = odd[i + 3],
                EpochsSinceBest = 4,
                Stopped = i % 2 == 0,
            };
            TrainingState read = TrainingJson.ReadState(JsonFields.Parse("f", "k", TrainingJson.Write(state)));
            Assert.Equal(state, read);
            Assert.True(double.IsNaN(state.LossSum) || BitConverter.DoubleToInt64Bits(state.LossSum) == BitConverter.DoubleToInt64Bits(read.LossSum));
        }
    }

    [Fact]
    public void A_slot_that_overflowed_comes_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        Dataset steep = Dataset.ForRegression([1e30f, -1e30f], 1, [1, 2], 1);
        var network = new Network(1, seed: 1, new Dense(1, Activation.Identity) { Weights = Initializer.Zeros });
        var trainer = new Trainer(network, steep, new RmsProp(), new MeanSquaredError(), new TrainingOptions { Epochs = 5 });
        trainer.Step();
        trainer.SaveCheckpoint(path);
        RawModel raw = RawModel.Of(File.ReadAllBytes(path));
        Assert.Contains("optimizer.0.0.weight", raw.Header.Select(pair => pair.Key));
        Assert.True(float.IsPositiveInfinity(BitConverter.ToSingle(raw.Data, (int)raw.Tensor("optimizer.0.0.weight")["data_offsets"]![0]!)));
        Assert.Equal(Bytes(trainer), Bytes(Trainer.Resume(path, steep)));
    }

    [Fact]
    public void Fit_writes_a_checkpoint_after_each_epoch_and_keeps_the_one_before()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        Trainer trainer = New(new Adam(), new TrainingOptions { Epochs = 3, BatchSize = 16, CheckpointPath = path });
        Assert.Empty(folder.Files());
        trainer.Fit(report => Assert.Equal(report.Epoch, Checkpoint.Describe(path).EpochsDone));
        Assert.Equal(["c", "c.previous"], folder.Files());
        Assert.Equal(2, Checkpoint.Describe(Checkpoint.Previous(path)).EpochsDone);

        Trainer resumed = Trainer.Resume(path, Data);
        Assert.True(resumed.IsDone);
        Assert.Empty(resumed.Fit().Epochs);
    }

    [Fact]
    public void Fit_writes_a_checkpoint_every_few_steps_and_at_the_end()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        Trainer trainer = New(new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 4, CheckpointPath = path, CheckpointEverySteps = 7 });
        trainer.RunEpoch();
        Assert.Equal((7, 1), (Checkpoint.Describe(path).StepsDone, folder.Files().Length)); // of ten steps
        trainer.RunEpoch();
        Assert.Equal(20, Checkpoint.Describe(path).StepsDone);
        Assert.Equal(14, Checkpoint.Describe(Checkpoint.Previous(path)).StepsDone);
        Assert.True(Checkpoint.Describe(path).IsDone);
    }

    [Fact]
    public void Cancelling_writes_a_checkpoint_to_go_on_from()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        var options = new TrainingOptions { Epochs = 4, BatchSize = 8, CheckpointPath = path, Threads = 1 };
        using var stop = new CancellationTokenSource();
        Trainer straight = New(new Adam(), options with { CheckpointPath = null }), cancelled = New(new Adam(), options);
        straight.Fit();

        Assert.Throws<OperationCanceledException>(() => cancelled.Fit(_ => stop.Cancel(), stop.Token));
        Assert.Equal(1, Checkpoint.Describe(path).EpochsDone);
        Trainer resumed = Trainer.Resume(path, Data);
        resumed.Step();
        resumed.Step();
        Assert.Throws<OperationCanceledException>(() => resumed.Fit(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal((1, 16, 7), (Checkpoint.Describe(path).EpochsDone, Checkpoint.Describe(path).SamplesDone, Checkpoint.Describe(path).StepsDone));

        resumed = Trainer.Resume(path, Data);
        resumed.Fit();
        Assert.Equal(Bytes(straight), Bytes(resumed));
    }

    [Fact]
    public void Cancelling_before_the_first_step_touches_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("c"), "of another training");
        Trainer trainer = New(new Adam(), new TrainingOptions { CheckpointPath = folder.File("c") });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal("of another training", File.ReadAllText(folder.File("c")));
    }

    [Fact]
    public void A_damaged_checkpoint_gives_way_to_the_one_before()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        var options = new TrainingOptions { Epochs = 3, BatchSize = 7, CheckpointPath = path };
        Trainer straight = New(new Adam(), options);
        straight.Fit();
        byte[] whole = File.ReadAllBytes(path), expected = Bytes(straight), before = File.ReadAllBytes(Checkpoint.Previous(path));

        Action[] damages =
        [
            () => File.WriteAllBytes(path, whole[..(whole.Length / 2)]),
            () => File.WriteAllBytes(path, [.. whole[..^1], (byte)(whole[^1] ^ 1)]),
            () => File.WriteAllBytes(path, []),
            () => File.Delete(path),
        ];
        foreach (Action damage in damages)
        {
            File.WriteAllBytes(Checkpoint.Previous(path), before);
            damage();
            Assert.True(Checkpoint.Exists(path));
            Trainer resumed = Trainer.Resume(path, Data);
            Assert.Contains(path, resumed.ResumeNotice, StringComparison.Ordinal);
            Assert.Contains(".previous", resumed.ResumeNotice, StringComparison.Ordinal);
            Assert.Equal(2, resumed.EpochsDone);

            // The sound one stays until there is a new one; the damaged one does not take its place.
            resumed.Step();
            resumed.SaveCheckpoint(path);
            Assert.Equal(before, File.ReadAllBytes(Checkpoint.Previous(path)));
            resumed.Fit();
            Assert.Equal(expected, Bytes(resumed));
        }
    }

    [Fact]
    public void Where_both_are_damaged_the_newest_is_reported()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        New(new Adam(), new TrainingOptions { Epochs = 2, CheckpointPath = path }).Fit();
        File.WriteAllBytes(path, []);
        File.WriteAllBytes(Checkpoint.Previous(path), [1, 2, 3]);
        var error = Assert.Throws<InvalidFileException>(() => Trainer.Resume(path, Data));
        Assert.Equal((path, "empty"), (error.File, error.Rule));
        Assert.Throws<FileNotFoundException>(() => Trainer.Resume(folder.File("none"), Data));
    }

    [Fact]
    public void What_another_training_left_is_not_taken_for_a_predecessor()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        New(new Adam(), new TrainingOptions { Epochs = 3, CheckpointPath = path }).Fit();
        Assert.Equal(2, folder.Files().Length);
        New(new Adam(), new TrainingOptions { Epochs = 1, CheckpointPath = path }).Fit();
        Assert.Equal(["c"], folder.Files());
    }

    [Fact]
    public void Other_data_are_refused_with_what_differs()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        New(new Adam(), new TrainingOptions { Epochs = 2 }).SaveCheckpoint(path);
        int[] backwards = [.. Enumerable.Range(0, Data.Count).Reverse()];
        (Dataset Data, string Word)[] others =
        [
            (Data.Slice(0, 39), "40 samples"),
            (TestModels.Classes(features: 4), "3 features"),
            (TestModels.Classes(classes: 3), "2 classes"),
            (TestModels.Classes(seed: 77), "other values"),
            (Data.Subset(backwards), "another order"),
        ];
        foreach ((Dataset other, string word) in others)
            Assert.Contains(word, Assert.Throws<ArgumentException>(() => Trainer.Resume(path, other)).Message, StringComparison.Ordinal);
        Assert.Equal(0, Trainer.Resume(path, TestModels.Classes()).StepsDone); // equal data in other arrays will do
    }

    [Fact]
    public void Validation_data_must_be_the_same_where_they_decide_something()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        New(new Adam(), new TrainingOptions { Epochs = 2, Validation = Held, EarlyStopping = new EarlyStopping() }).SaveCheckpoint(path);
        Assert.Contains("give them", Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data)).Message, StringComparison.Ordinal);
        Assert.Contains("20 samples", Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data, new ResumeOptions { Validation = Data })).Message, StringComparison.Ordinal);
        Assert.Equal(0, Trainer.Resume(path, Data, new ResumeOptions { Validation = Held }).EpochsDone);

        New(new Adam { Schedule = new ReduceOnPlateau() }, new TrainingOptions { Epochs = 2 }).SaveCheckpoint(path);
        Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data, new ResumeOptions { Validation = Held }));

        New(new Adam(), new TrainingOptions { Epochs = 2 }).SaveCheckpoint(path);
        Assert.Equal(0, Trainer.Resume(path, Data, new ResumeOptions { Validation = Held }).EpochsDone);
    }

    [Fact]
    public void A_training_can_become_longer_where_nothing_depends_on_its_end()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        foreach (Schedule schedule in Schedules)
        {
            Trainer shorter = New(new Adam { Schedule = schedule }, new TrainingOptions { Epochs = 2, BatchSize = 9 });
            shorter.Fit();
            shorter.SaveCheckpoint(path);
            var more = new ResumeOptions { Epochs = 5 };
            if (schedule is CosineDecay or OneCycle or WarmupLinear)
            {
                Assert.Contains(schedule.Name, Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data, more)).Message, StringComparison.Ordinal);
                continue;
            }

            Trainer longer = Trainer.Resume(path, Data, more), straight = New(new Adam { Schedule = schedule }, new TrainingOptions { Epochs = 5, BatchSize = 9 });
            longer.Fit();
            straight.Fit();
            Assert.Equal(Bytes(straight), Bytes(longer));
            Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data, new ResumeOptions { Epochs = 1 }));
        }

        Trainer stopped = New(new Adam(), new TrainingOptions { Epochs = 2, Validation = Held, EarlyStopping = new EarlyStopping() });
        stopped.Fit();
        stopped.SaveCheckpoint(path);
        Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Data, new ResumeOptions { Epochs = 4, Validation = Held }));
    }

    [Fact]
    public void Weights_that_are_not_finite_never_reach_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        Trainer trainer = New(new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 10, CheckpointPath = path, CheckpointEverySteps = 1 });
        trainer.RunEpoch();
        byte[] before = File.ReadAllBytes(path);
        trainer.Network.Weights(0)[0, 0] = float.NaN;
        Assert.Contains("NaN", Assert.Throws<InvalidOperationException>(() => trainer.SaveCheckpoint(path)).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingDivergedException>(() => trainer.Fit());
        Assert.Equal(before, File.ReadAllBytes(path));

        // A rate so large that weights overflow in one step, before any loss has seen them.
        var network = new Network(3, seed: 1, new Dense(2, Activation.Identity));
        var wild = new Trainer(network, Data, new Sgd(float.MaxValue), new SquaredError(), new TrainingOptions { Epochs = 2, CheckpointPath = folder.File("w"), CheckpointEverySteps = 1 });
        Assert.Throws<TrainingDivergedException>(() => wild.Fit());
        Assert.DoesNotContain("w", folder.Files());
        Assert.True(Numbers.AreFinite(network.Parameters.Span));
    }

    [Fact]
    public void What_cannot_be_saved_is_known_before_the_first_step()
    {
        using var folder = new TemporaryFolder();
        var own = new Adam { Schedule = new Halving() };
        Assert.Contains("halving", Assert.Throws<InvalidOperationException>(() => New(own, new TrainingOptions { CheckpointPath = folder.File("c") })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => New(own, new TrainingOptions()).SaveCheckpoint(folder.File("c")));
        Assert.Throws<DirectoryNotFoundException>(() => New(new Adam(), new TrainingOptions { CheckpointPath = folder.File("none/c") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => New(new Adam(), new TrainingOptions { CheckpointEverySteps = -1 }));
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void A_checkpoint_describes_itself_and_is_a_model()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        Trainer trainer = New(new Adam(0.002f), new TrainingOptions { Epochs = 3, BatchSize = 16, Validation = Held, EarlyStopping = new EarlyStopping() });
        for (int i = 0; i < 5; i++) trainer.Step(); // three steps an epoch
        trainer.SaveCheckpoint(path);

        CheckpointInfo info = Checkpoint.Describe(path);
        Assert.Equal((1, 32, 40, 5, 4), (info.EpochsDone, info.SamplesDone, info.SamplesPerEpoch, info.StepsDone, info.StepsLeft));
        Assert.Equal("3 inputs, Dense(4, relu), Dropout(0.25), Dense(2, softmax); adam 0.002, cross-entropy; 1 of 3 epochs and 32 of 40 samples done, step 5, 4 steps left", info.ToString());
        Assert.Equal(TestModels.Bits(trainer.Network), TestModels.Bits(Network.Load(path)));
        Assert.Equal(TestModels.Bits(trainer.Network), TestModels.Bits(info.Network));

        trainer.Network.Save(folder.File("m"));
        Assert.Equal("not-a-checkpoint", Assert.Throws<InvalidFileException>(() => Checkpoint.Describe(folder.File("m"))).Rule);
    }

    [Fact]
    public void A_checkpoint_with_anything_amiss_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        New(new Adam(), new TrainingOptions { Epochs = 3 }).SaveCheckpoint(path);
        byte[] file = File.ReadAllBytes(path);
        (Func<RawModel, byte[]> Spoil, string Rule)[] cases =
        [
            (r => r.Edit("glia.state", s => s["epoch"] = 4).Bytes(), "field"),
            (r => r.Edit("glia.state", s => s["position"] = 40).Bytes(), "field"),
            (r => r.Edit("glia.state", s => s["step"] = -1).Bytes(), "field"),
            (r => r.Edit("glia.state", s => s["lossSum"] = "much").Bytes(), "field"),
            (r => r.Edit("glia.options", s => s["epochs"] = 0).Bytes(), "field"),
            (r => r.Edit("glia.optimizer", s => s["name"] = "lion").Bytes(), "unknown-optimizer"),
            (r => r.Edit("glia.optimizer", s => s["learningRate"] = 0).Bytes(), "field"),
            (r => r.Edit("glia.optimizer", s => s["name"] = "sgd").Bytes(), "field"),
            (r => r.Edit("glia.optimizer", s => s["schedule"]!["name"] = "mine").Bytes(), "unknown-schedule"),
            (r => r.Edit("glia.loss", s => s["name"] = "mine").Bytes(), "unknown-loss"),
            (r => r.Edit("glia.loss", s => s["labelSmoothing"] = 1).Bytes(), "field"),
            (r => r.Edit("glia.data", s => s["training"]!["samples"] = 0).Bytes(), "field"),
            (r => r.Edit("glia.options", s => s["earlyStopping"] = System.Text.Json.Nodes.JsonNode.Parse("{\"patience\":1,\"minimumImprovement\":0}")).Bytes(), "missing-tensor"),
            (r => r.Bytes(r.Text.Replace("optimizer.1.3.bias", "optimizer.2.3.bias", StringComparison.Ordinal)), "missing-tensor"),
        ];
        foreach ((Func<RawModel, byte[]> spoil, string rule) in cases)
        {
            File.WriteAllBytes(path, Signed(spoil(RawModel.Of(file))));
            Assert.Equal(rule, Assert.Throws<InvalidFileException>(() => Trainer.Resume(path, Data)).Rule);
        }

        File.WriteAllBytes(path, RawModel.Of(file).Bytes());
        Assert.Equal("missing-key", Assert.Throws<InvalidFileException>(() => Trainer.Resume(path, Data)).Rule);
        File.WriteAllBytes(path, Signed(RawModel.Of(file).Bytes()));
        Assert.Equal(3, Trainer.Resume(path, Data).Options.Epochs);
    }

    [Fact]
    public void Early_stopping_that_never_sees_a_finite_loss_keeps_the_weights_it_was_given()
    {
        Dataset data = Dataset.ForRegression([1, 2], 1, [1, 2], 1), beyond = Dataset.ForRegression([1], 1, [1e30f], 1);
        var network = new Network(1, seed: 1, new Dense(1, Activation.Identity));
        int[] before = TestModels.Bits(network);
        var trainer = new Trainer(network, data, new Adam(), new MeanSquaredError(), new TrainingOptions { Epochs = 9, Validation = beyond, EarlyStopping = new EarlyStopping(2) });
        Assert.True(trainer.Fit().StoppedEarly);
        Assert.Equal(before, TestModels.Bits(network));
        Assert.NotEqual(0, network.Weights(0)[0, 0]);
    }

    /// <summary>The file with checksums that fit what it says.</summary>
    private static byte[] Signed(byte[] file)
    {
        RawModel raw = RawModel.Of(file);
        raw.Metadatum("glia.sha256", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(raw.Data)));
        SafeTensorsHeader header = SafeTensorsReader.ReadHeader(new MemoryStream(raw.Bytes()), "f");
        return raw.Metadatum("glia.header-sha256", SafeTensorsWriter.HeaderChecksum(header.Metadata, header.Tensors)).Bytes();
    }

    private static Trainer New(Optimizer optimizer, TrainingOptions options) => new(TestModels.Small(), Data, optimizer, new CrossEntropy(), options);

    private static byte[] Bytes(Trainer trainer)
    {
        using var folder = new TemporaryFolder();
        trainer.SaveCheckpoint(folder.File("b"));
        RawModel raw = RawModel.Of(File.ReadAllBytes(folder.File("b")));
        raw.Edit("glia.options", o => o.Remove("checkpointEverySteps"));
        raw.Edit("glia.data", d => d.Remove("validation"));
        return raw.Bytes();
    }

    private sealed record Halving : Schedule
    {
        public override string Name => "halving";

        public override double Factor(SchedulePosition position) => 0.5;
    }
}
