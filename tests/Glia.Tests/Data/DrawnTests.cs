using Glia.Formats;
using Glia.Tests.Formats;

namespace Glia.Tests.Data;

/// <summary>Samples that are drawn when they are wanted are those that were drawn ahead, to the bit, wherever somebody could tell.</summary>
public sealed class DrawnTests
{
    private static readonly Stripes Generator = new(5);

    private static Dataset Drawn(int count, ulong seed = 5) => Dataset.Drawn(new Stripes(seed), count, new FeatureShape(6, Stripes.Length / 6), ["a", "b", "c"]);

    private static Network Net() => new(Stripes.Length, 1, new Dense(100, Activation.ReLU), new Dense(3, Activation.Softmax));

    private static Trainer Trainer(Dataset data, int threads, Augmentation? augmentation = null, int batch = 16, string? checkpoint = null) =>
        new(Net(), data, new Adam(0.01f), new CrossEntropy(), new TrainingOptions { Epochs = 2, BatchSize = batch, Threads = threads, Augmentation = augmentation, Seed = 3, CheckpointPath = checkpoint });

    [Fact]
    public void Samples_are_the_same_each_time_and_ahead()
    {
        Dataset drawn = Drawn(1000), ahead = drawn.InMemory(threads: 2), some = drawn.Slice(100, 800).Subset([799, 0, 5]), same = ahead.Slice(100, 800).Subset([799, 0, 5]);
        Assert.Same(ahead, ahead.InMemory());
        Assert.True(drawn is { IsClassification: true, IsBytes: true, IsDrawn: true, ClassCount: 3 });
        Assert.True(ahead is { IsBytes: true, IsDrawn: false, Count: 1000 });
        byte[] first = drawn.ByteFeatures(899).ToArray();
        foreach (Dataset data in new[] { some, same, some.InMemory() })
        {
            Assert.Equal(3, data.Count);
            Assert.Equal(first, data.ByteFeatures(0).ToArray());
            Assert.Equal([.. first.Select(b => (float)b)], data.Features(0));
            Assert.Equal(Generator.Label(899), data.Label(0));
            Assert.Equal(Generator.Label(105), data.Label(2));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(3));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Features(-1));
        }

        Assert.Throws<ArgumentException>(() => Dataset.Drawn(new Stripes(1), 10, FeatureShape.Row(Stripes.Length), ["a", "b"]).InMemory());
        Assert.Throws<InvalidOperationException>(() => Drawn(int.MaxValue).InMemory());
        Assert.Equal("broken", Assert.Throws<NotSupportedException>(() => Dataset.Drawn(new Broken(), 5000, FeatureShape.Row(2), ["a"]).InMemory(threads: 2)).Message); // as thrown, from whatever thread
    }

    [Theory]
    [InlineData(1, false), InlineData(2, false), InlineData(4, true)]
    public void A_training_has_the_same_bits(int threads, bool changes)
    {
        Dataset drawn = Drawn(200);
        Augmentation? augmentation = changes ? new Brighter() : null;
        Trainer ahead = Trainer(drawn.InMemory(), 1, augmentation), onDemand = Trainer(drawn, threads, augmentation);
        ahead.Fit();
        onDemand.Fit();
        Assert.Equal(ahead.State, onDemand.State);
        Assert.Equal(Samples.Bits(ahead.Network), Samples.Bits(onDemand.Network));
        Assert.Equal(ahead.Measure(drawn.InMemory()), onDemand.Measure(drawn));
        Assert.Equal(ahead.Network.Evaluate(drawn.InMemory()).Accuracy, onDemand.Network.Evaluate(drawn, threads).Accuracy);
        Assert.NotEqual(Samples.Bits(Net()), Samples.Bits(onDemand.Network));
    }

    [Fact]
    public void A_training_goes_on_with_the_same_bits_drawn_ahead_or_not()
    {
        using var folder = new TemporaryFolder();
        Dataset drawn = Drawn(200), ahead = drawn.InMemory();
        Trainer whole = Trainer(ahead, 1);
        whole.Fit();

        string path = folder.File("c");
        Trainer trainer = Trainer(drawn, 2);
        for (int part = 0; part < 4; part++)
        {
            for (int i = 0; i < 5; i++) trainer.Step();
            trainer.SaveCheckpoint(path);
            trainer = Glia.Trainer.Resume(path, part % 2 == 0 ? ahead : drawn, new ResumeOptions { Threads = 1 + (part % 2) });
        }

        trainer.Fit();
        Assert.Equal(whole.State, trainer.State);
        Assert.Equal(Samples.Bits(whole.Network), Samples.Bits(trainer.Network));
        Assert.Contains("other values", Assert.Throws<ArgumentException>(() => Glia.Trainer.Resume(path, Drawn(200, seed: 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        foreach (Augmentation? augmentation in new[] { null, new Brighter() })
        {
            Trainer trainer = Trainer(Drawn(100_000), 2, augmentation, batch: 32);
            for (int i = 0; i < 20; i++) trainer.Step();
            Assert.Equal(0, Allocated.By(() =>
            {
                for (int i = 0; i < 20; i++) trainer.Step();
            }));
        }
    }

    [Fact]
    public void What_tells_data_apart_is_the_recipe_the_part_and_some_samples()
    {
        Dataset drawn = Drawn(300);
        string hash = DataFingerprint.Of(drawn).Hash;
        Assert.StartsWith("recipe:", hash, StringComparison.Ordinal);
        Assert.Equal(hash, DataFingerprint.Of(drawn.InMemory()).Hash);
        Assert.Equal(DataFingerprint.Of(drawn.Slice(7, 90)).Hash, DataFingerprint.Of(drawn.InMemory().Slice(7, 90)).Hash);
        Assert.Equal(DataFingerprint.Of(drawn.Subset([1, 9, 5])).Hash, DataFingerprint.Of(drawn.InMemory().Subset([1, 9, 5])).Hash);
        Dataset[] others =
        [
            Drawn(300, seed: 6), Drawn(301), drawn.Slice(0, 299), drawn.Slice(1, 299), drawn.Subset([1, 9, 5]), drawn.Subset([1, 5, 9]),
            Dataset.Drawn(new Stripes(5) { Ink = 9 }, 300, drawn.Shape, ["a", "b", "c"]), Dataset.Drawn(new Stripes(5) { Words = "others" }, 300, drawn.Shape, ["a", "b", "c"]),
        ];
        Assert.Equal(others.Length + 1, others.Select(o => DataFingerprint.Of(o).Hash).Append(hash).Distinct().Count());

        // A checkpoint of old has the hash of every sample, which is still taken where it is wanted.
        DataFingerprint old = DataFingerprint.Of(Dataset.FromBytes([.. Enumerable.Range(0, 300).SelectMany(i => drawn.ByteFeatures(i).ToArray())], [.. Enumerable.Range(0, 300).Select(Generator.Label)], drawn.Shape, drawn.ClassNames));
        Assert.Matches("^[0-9a-f]{64}$", old.Hash);
        Assert.Null(old.Difference(old.Again(drawn)));
        Assert.Null(old.Difference(old.Again(drawn.InMemory())));
    }

    [Fact]
    public void A_scaler_is_measured_on_all_of_few_and_on_some_of_many_ahead_or_not()
    {
        Dataset few = Drawn(5000);
        Dataset plain = Dataset.FromBytes([.. Enumerable.Range(0, 5000).SelectMany(i => few.ByteFeatures(i).ToArray())], [.. Enumerable.Range(0, 5000).Select(Generator.Label)], few.Shape, few.ClassNames);
        Dataset many = Drawn(70_000), ahead = many.InMemory();
        foreach (Func<Dataset, Scaler> measure in new Func<Dataset, Scaler>[] { d => Scaler.Standardize(d), d => Scaler.DivideByDeviation(d, perFeature: true), d => Scaler.MinMax(d) })
        {
            Assert.Equal(measure(plain), measure(few));
            Assert.Equal(measure(ahead), measure(many));
        }

        Assert.Equal(Scaler.Standardize(Drawn(1_000_000_000).Spread(1 << 16)), Scaler.Standardize(Drawn(1_000_000_000)));
    }

    [Fact]
    public void A_billion_are_split_and_trained_on_and_gone_on_with_at_once()
    {
        using var folder = new TemporaryFolder();
        (Dataset data, Dataset held) = Split.HoldOutLast(Drawn(1_000_000_007), 1000);
        Assert.Equal(Drawn(2_000_000_000).ByteFeatures(999_999_999).ToArray(), held.ByteFeatures(992).ToArray());
        Trainer whole = Trainer(data, 1), trainer = Trainer(data, 2);
        for (int i = 0; i < 30; i++) whole.Step();
        for (int i = 0; i < 10; i++) trainer.Step();
        trainer.SaveCheckpoint(folder.File("c"));
        trainer = Glia.Trainer.Resume(folder.File("c"), data);
        for (int i = 0; i < 20; i++) trainer.Step();
        Assert.Equal(Samples.Bits(whole.Network), Samples.Bits(trainer.Network));
        Assert.Equal(62_499_938, trainer.StepsPerEpoch);
    }

    /// <summary>Pictures with ink where their class has its stripe.</summary>
    private sealed class Stripes(ulong seed) : SampleGenerator
    {
        public const int Length = 120;

        public int Ink { get; init; } = 8;

        public string Words { get; init; } = "stripes";

        public override string Description => $"{Words} {seed}";

        public override int Label(int index) => (int)(Xoshiro256.Mix(seed + (ulong)index) % 3);

        public override void Draw(int index, Span<byte> features)
        {
            var random = new Xoshiro256(seed, (ulong)index);
            int label = Label(index);
            for (int f = 0; f < features.Length; f++) features[f] = random.NextInt32(10) < (f % 3 == label ? Ink : 2) ? (byte)random.NextInt32(256) : (byte)0;
        }
    }

    private sealed record Brighter : Augmentation
    {
        public override string Description => "brighter";

        public override SampleChanger CreateChanger(FeatureShape shape, float full) => new Changer(full);

        private sealed class Changer(float full) : SampleChanger
        {
            public override void Change(Span<float> features, int label, ref Xoshiro256 random)
            {
                float more = random.NextSingle() * 50;
                foreach (ref float x in features) x = Math.Min(full, x + more);
            }
        }
    }

    private sealed class Broken : SampleGenerator
    {
        public override string Description => "broken";

        public override int Label(int index) => 0;

        public override void Draw(int index, Span<byte> features) => throw new NotSupportedException("broken");
    }
}
