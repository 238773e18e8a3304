using Glia.Tests.Formats;

namespace Glia.Tests.Training;

/// <summary>A loop of one's own over <see cref="Trainer.Step()"/> is as good as <see cref="Trainer.Fit"/>; and a trainer that cannot be made leaves the network as it was.</summary>
public sealed class StepTests
{
    private static readonly Dataset Data = Samples.Classes(100, 20, 3, 4);

    private static Network Net() => new(20, 1, new Dense(16, Activation.ReLU), new Dense(3, Activation.Softmax));

    [Theory]
    [InlineData(0), InlineData(3)]
    public void ALoopOfOnesOwnSavesAndReportsAsFitDoes(int everySteps)
    {
        using var folder = new TemporaryFolder();
        (Trainer fit, List<int> fitReports) = New(folder.File("fit"));
        (Trainer loop, List<int> loopReports) = New(folder.File("loop"));
        fit.Fit();
        while (!loop.IsDone) loop.Step();
        Assert.Equal(File.ReadAllBytes(folder.File("fit")), File.ReadAllBytes(folder.File("loop")));
        Assert.Equal(File.ReadAllBytes(Checkpoint.Previous(folder.File("fit"))), File.ReadAllBytes(Checkpoint.Previous(folder.File("loop"))));
        Assert.Equal([1, 2, 3], fitReports.Distinct());
        Assert.Equal([1, 2, 3], loopReports.Distinct());

        (Trainer, List<int>) New(string path)
        {
            var reports = new List<int>();
            var options = new TrainingOptions { Epochs = 3, BatchSize = 16, Threads = 1, CheckpointPath = path, CheckpointEverySteps = everySteps, Progress = new Told(p => reports.Add(p.Epoch)) };
            return (new Trainer(Net(), Data, new Adam(), new CrossEntropy(), options), reports);
        }
    }

    [Fact]
    public void AfterTheLastEpochThereIsNoStep()
    {
        var trainer = new Trainer(Net(), Data, new Adam(), new CrossEntropy(), new TrainingOptions { BatchSize = 0, Threads = 1 });
        trainer.Step();
        uint[] trained = Samples.Bits(trainer.Network);
        Assert.Contains("The training is over", Assert.Throws<InvalidOperationException>(() => trainer.Step()).Message, StringComparison.Ordinal);
        Assert.Equal(trained, Samples.Bits(trainer.Network));
    }

    [Fact]
    public void StepsOnSamplesOfOnesChoiceCountButDoNotAdvance()
    {
        var trainer = new Trainer(Net(), Data, new Adam(), new CrossEntropy(), new TrainingOptions { BatchSize = 50, Threads = 1 });
        for (int i = 0; i < 5; i++) trainer.Step([1, 2, 3]);
        Assert.Equal((5, 0, 0), (trainer.State.Step, trainer.State.Epoch, trainer.State.Position));
        Assert.False(trainer.IsDone);
    }

    [Fact]
    public void ATrainerThatCannotBeMadeLeavesTheNetworkAsItWas()
    {
        Network network = Net();
        network.Temperature = 2;
        Unchanged<ArgumentException>(() => new Trainer(network, Data, new Adam(), new CrossEntropy { ClassWeights = [1] }, new TrainingOptions()));
        Unchanged<ArgumentException>(() => new Trainer(network, Data, new Adam(), new CrossEntropy(), new TrainingOptions { Validation = Samples.Values(4, 20, 3, 1) }));
        Unchanged<IOException>(() => new Trainer(network, Data, new Adam(), new CrossEntropy(), new TrainingOptions { CheckpointPath = "no/such/folder/c" }));
        Unchanged<NotSupportedException>(() => new Trainer(network, Data, new Adam(), new CrossEntropy(), new TrainingOptions { Augmentation = new Unable(), Threads = 1 })); // in the rehearsal

        void Unchanged<T>(Func<Trainer> make)
            where T : Exception
        {
            uint[] before = Samples.Bits(network);
            Assert.ThrowsAny<T>(make);
            Assert.Equal((null, null, default(FeatureShape), 2f), (network.Scaler, network.Encoding, network.InputShape, network.Temperature));
            Assert.Empty(network.ClassNames);
            Assert.Equal(before, Samples.Bits(network));
        }
    }

    [Fact]
    public void ATrainingKeepsItsEncodingWhateverBecomesOfTheNetworks()
    {
        Network kept = Net(), stripped = Net();
        var options = new TrainingOptions { Epochs = 2, Threads = 1, Validation = Data };
        new Trainer(kept, Data, new Adam(), new CrossEntropy(), options).Fit();
        var trainer = new Trainer(stripped, Data, new Adam(), new CrossEntropy(), options);
        stripped.Encoding = null;
        trainer.Fit();
        Assert.Equal(Samples.Bits(kept), Samples.Bits(stripped));
    }

    private sealed class Told(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private sealed record Unable : Augmentation
    {
        public override string Description => "unable";

        public override SampleChanger CreateChanger(FeatureShape shape, float full) => new Changer();

        private sealed class Changer : SampleChanger
        {
            public override void Change(Span<float> features, int label, ref Xoshiro256 random) => throw new NotSupportedException();
        }
    }
}
