namespace Glia.Datasets.Tests;

/// <summary>Trainings whose samples are changed: the same bits on any number of threads, across an interruption, and whatever is not to change does not.</summary>
public sealed class AugmentedTrainingTests : IDisposable
{
    private static readonly Dataset Digits = HandwrittenDigits.Generate(300, seed: 11);
    private static readonly PictureAugmentation Everything = PictureAugmentation.Parse("shift=2,rotation=15,scale=0.1,shear=0.1,elastic=34/4,pen=0.5,noise=0.02,cutout=6");

    private readonly string _folder = Directory.CreateTempSubdirectory("glia-augmented-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Trainer Start(Dataset data, Augmentation? augmentation, int threads = 1, int batch = 30, string? checkpoint = null)
    {
        var net = new Network(784, seed: 2, new Dense(20, Activation.ReLU), new Dense(10, Activation.Softmax));
        var options = new TrainingOptions { Epochs = 3, BatchSize = batch, Threads = threads, Augmentation = augmentation, CheckpointPath = checkpoint };
        return new Trainer(net, data, new Sgd(0.1f, 0.9f), new CrossEntropy(), options);
    }

    private static float[] Outputs(Trainer trainer) => trainer.Network.Predict(Digits.Features(5));

    private static float[] Trained(Dataset data, Augmentation? augmentation, int threads = 1, int batch = 30)
    {
        Trainer trainer = Start(data, augmentation, threads, batch);
        trainer.Fit();
        return Outputs(trainer);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        float[] one = Trained(Digits, Everything);
        Assert.Equal(one, Trained(Digits, Everything, threads: 2));
        Assert.Equal(one, Trained(Digits, Everything, threads: 3));
        Assert.NotEqual(one, Trained(Digits, null));
        Assert.Equal(Trained(Digits, new PictureAugmentation(new Redrawn())), Trained(Digits, new PictureAugmentation(new Redrawn()), threads: 3));
        Assert.Equal(Trained(Digits, Everything, batch: 1), Trained(Digits, Everything, threads: 2, batch: 1));
    }

    [Fact]
    public void The_samples_themselves_stay_as_they_are()
    {
        byte[] before = Digits.ByteFeatures(9).ToArray();
        Trained(Digits, Everything, threads: 2);
        Assert.Equal(before, Digits.ByteFeatures(9));
    }

    [Fact]
    public void Nothing_by_nothing_is_nothing()
    {
        Assert.Equal(Trained(Digits, null), Trained(Digits, new PictureAugmentation(new Shift(0), new Rotation(0), new Scale(0), new PenWidth(0))));
        Dataset floats = Dataset.FromFloats([.. Enumerable.Range(0, Digits.Count).SelectMany(Digits.Features)], [.. Enumerable.Range(0, Digits.Count).Select(Digits.Label)], Digits.Shape, Digits.ClassNames);
        Assert.Equal(Trained(floats, null), Trained(floats, new PictureAugmentation(new Shift(0))));
    }

    [Fact]
    public void Every_step_changes_a_sample_anew()
    {
        Trainer trainer = Start(Digits, Everything);
        int[] samples = [4, 5, 6];
        double[] losses = [.. Enumerable.Range(0, 4).Select(_ => trainer.Step(samples))];
        Assert.Equal(4, losses.Distinct().Count());
    }

    [Fact]
    public void An_interrupted_training_ends_with_the_same_bits()
    {
        float[] whole = Trained(Digits, Everything);
        string path = Path.Combine(_folder, "c.safetensors");
        Trainer trainer = Start(Digits, Everything);
        for (int step = 0; step < 13; step++) trainer.Step();
        trainer.SaveCheckpoint(path);
        Assert.Equal(Everything.Description, Checkpoint.Describe(path).Options.Augmentation!.Description);
        Trainer resumed = Trainer.Resume(path, Digits, new ResumeOptions { Augmentation = PictureAugmentation.Parse(Everything.Description) });
        resumed.Fit();
        Assert.Equal(whole, Outputs(resumed));
    }

    [Fact]
    public void To_go_on_with_other_changes_is_refused()
    {
        string path = Path.Combine(_folder, "c.safetensors");
        Start(Digits, Everything).SaveCheckpoint(path);
        var none = Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Digits));
        Assert.Contains("elastic=34/4", none.Message, StringComparison.Ordinal);
        var other = Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Digits, new ResumeOptions { Augmentation = new PictureAugmentation(new Shift(1)) }));
        Assert.Contains("shift=1", other.Message, StringComparison.Ordinal);
        Start(Digits, null).SaveCheckpoint(path);
        Assert.Throws<ArgumentException>(() => Trainer.Resume(path, Digits, new ResumeOptions { Augmentation = Everything }));
    }

    [Fact]
    public void Samples_that_are_no_pictures_are_refused_before_the_first_step()
    {
        Dataset rows = Dataset.FromBytes(new byte[784 * 4], [0, 1, 0, 1], FeatureShape.Row(784), ["no", "yes"]);
        var net = new Network(784, seed: 2, new Dense(2, Activation.Softmax));
        Assert.Throws<ArgumentException>(() => new Trainer(net, rows, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions { Augmentation = Everything }));
    }

    [Theory]
    [MemberData(nameof(PictureChangeTests.All), MemberType = typeof(PictureChangeTests))]
    public void A_step_allocates_nothing(string changes)
    {
        Trainer trainer = Start(Digits, PictureAugmentation.Parse(changes));
        int[] samples = [.. Enumerable.Range(0, 30)];
        long least = long.MaxValue; // the runtime itself may allocate once in a while, when it compiles a method anew
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++) trainer.Step(samples);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
