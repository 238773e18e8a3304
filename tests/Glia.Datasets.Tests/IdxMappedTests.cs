using System.Buffers.Binary;

namespace Glia.Datasets.Tests;

/// <summary>Files that are mapped: the same samples and the same bits as in memory, of any size, and nothing believed that was not checked.</summary>
public sealed class IdxMappedTests
{
    private static (string Images, string Labels) Write(TemporaryFolder folder, Dataset data)
    {
        Idx.WriteDataset(folder["images"], folder["labels"], data);
        return (folder["images"], folder["labels"]);
    }

    private static Trainer Trainer(Dataset data, int threads) =>
        new(new Network(784, 1, new Dense(100, Activation.ReLU), new Dense(10, Activation.Softmax)), data, new Adam(), new CrossEntropy(), new TrainingOptions { Epochs = 2, BatchSize = 64, Threads = threads });

    private static byte[] Saved(TemporaryFolder folder, Trainer trainer)
    {
        trainer.Network.Save(folder["model"]);
        return File.ReadAllBytes(folder["model"]);
    }

    private static byte[] Header(int magic, params int[] sizes)
    {
        byte[] header = new byte[4 * (1 + sizes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(header, magic);
        for (int i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * (i + 1)), sizes[i]);
        return header;
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void A_training_has_the_same_bits_as_in_memory(int threads)
    {
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(500, 1));
        Dataset mapped = Idx.MapDataset(images, labels), read = Idx.ReadDataset(images, labels);
        Trainer onMapped = Trainer(mapped, threads), onRead = Trainer(read, 1);
        onMapped.Fit();
        onRead.Fit();
        Assert.Equal(Saved(folder, onRead), Saved(folder, onMapped));
        Assert.Equal(onRead.Network.Evaluate(read).Confusion.Correct, onMapped.Network.Evaluate(mapped.Slice(0, 500)).Confusion.Correct);
        Assert.Equal(Scaler.Standardize(read), Scaler.Standardize(mapped));
        (Dataset rest, Dataset held) = Split.Random(mapped, 0.2, 1);
        Assert.Equal(Split.Random(read, 0.2, 1).Train.Features(3), rest.Features(3));
        Assert.Equal(Split.Random(read, 0.2, 1).Validation.ByteFeatures(7).ToArray(), held.ByteFeatures(7).ToArray());
    }

    [Fact]
    public void A_training_goes_on_mapped_or_not()
    {
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(300, 1));
        Trainer trainer = Trainer(Idx.MapDataset(images, labels), 2), whole = Trainer(Idx.ReadDataset(images, labels), 2);
        whole.Fit();
        trainer.Step();
        trainer.SaveCheckpoint(folder["checkpoint"]);
        trainer = Glia.Trainer.Resume(folder["checkpoint"], Idx.ReadDataset(images, labels));
        trainer.Step();
        trainer.SaveCheckpoint(folder["checkpoint"]);
        trainer = Glia.Trainer.Resume(folder["checkpoint"], Idx.MapDataset(images, labels));
        trainer.Fit();
        Assert.Equal(Saved(folder, whole), Saved(folder, trainer));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(500, 1));
        Trainer trainer = Trainer(Idx.MapDataset(images, labels), 2);
        int[] samples = [.. Enumerable.Range(10, 64)];
        for (int i = 0; i < 20; i++) trainer.Step(samples);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 20; i++) trainer.Step(samples);
        }));
    }

    [Fact]
    public void More_than_four_gigabytes_are_trained_on()
    {
        using var folder = new TemporaryFolder();
        const int count = 6_000_000;
        byte[] last = new byte[784];
        HandwrittenDigits.Draw(1, 0, last, out int label);
        WriteSparse(folder["images"], Header(0x0803, count, 28, 28), 784L * count, last); // no disk is used but for the ends
        WriteSparse(folder["labels"], Header(0x0801, count), count, [(byte)label]);
        Dataset data = Idx.OpenDataset(folder["images"], folder["labels"]); // more than an array holds, so that it is mapped on any machine
        Assert.Equal((count, label), (data.Count, data.Label(count - 1)));
        Assert.Equal(last, data.ByteFeatures(count - 1).ToArray());
        Assert.Equal(last, data.Slice(count - 5, 5).Subset([4]).ByteFeatures(0).ToArray());
        Trainer trainer = Trainer(data, 2);
        for (int i = 0; i < 5; i++) trainer.Step();
        trainer.Step([count - 1, 5_500_000]);
        trainer.SaveCheckpoint(folder["checkpoint"]);
        Assert.Equal(6, Glia.Trainer.Resume(folder["checkpoint"], data).StepsDone);
        data.CopyFeatures(count - 1, new float[784]);

        // The same length and labels, and another last picture.
        WriteSparse(folder["others"], Header(0x0803, count, 28, 28), 784L * count, [.. last.Reverse()]);
        Assert.Throws<ArgumentException>(() => Glia.Trainer.Resume(folder["checkpoint"], Idx.MapDataset(folder["others"], folder["labels"])));
    }

    private static void WriteSparse(string path, byte[] header, long length, byte[] last)
    {
        using FileStream file = File.Create(path);
        file.Write(header);
        file.SetLength(header.Length + length);
        file.Seek(-last.Length, SeekOrigin.End);
        file.Write(last);
    }

    [Theory]
    [MemberData(nameof(IdxTests.Malformed), MemberType = typeof(IdxTests))]
    public void What_is_refused_in_memory_is_refused_mapped(string rule, bool isImages, byte[] content)
    {
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(2, 1));
        bool isPacked = content.Length > 1 && content[0] == 0x1F;
        string bad = folder.Write("bad", content);
        var error = Assert.Throws<InvalidFileException>(() => Idx.MapDataset(isImages ? bad : images, isImages ? labels : bad));
        Assert.Equal((isPacked ? "packed" : rule, bad), (error.Rule, error.File));
        File.Delete(bad); // on Windows this fails where a mapping was left
    }

    [Fact]
    public void Labels_are_checked_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(20, 1));
        byte[] content = File.ReadAllBytes(labels);
        content[^1] = 10;
        var error = Assert.Throws<InvalidFileException>(() => Idx.MapDataset(images, folder.Write("bad", content)));
        Assert.Equal(("label-range", "bad"), (error.Rule, Path.GetFileName(error.File)));
        Assert.Contains("Label 19 is 10", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, Idx.MapDataset(images, folder["bad"], [.. Enumerable.Range(0, 256).Select(i => $"{i}")]).Label(19));
        error = Assert.Throws<InvalidFileException>(() => Idx.MapDataset(images, folder.Write("fewer", [.. Header(0x0801, 19), .. content[8..27]])));
        Assert.Equal("count-mismatch", error.Rule);
    }

    [Fact]
    public void A_file_that_becomes_shorter_is_refused_not_the_end_of_the_process()
    {
        if (OperatingSystem.IsWindows()) return; // where it cannot become shorter while it is mapped
        using var folder = new TemporaryFolder();
        (string images, string labels) = Write(folder, HandwrittenDigits.Generate(2000, 1));
        Trainer trainer = Trainer(Idx.MapDataset(images, labels), 2);
        trainer.Step();
        using (var shorten = System.Diagnostics.Process.Start("truncate", ["-s", "5000", images])) shorten.WaitForExit();
        Assert.Equal(5000, new FileInfo(images).Length);
        var error = Assert.Throws<InvalidFileException>(() => trainer.Step());
        Assert.Equal(("file-changed", images), (error.Rule, error.File));
    }

    [Fact]
    public void A_file_that_is_replaced_stays_as_it_was()
    {
        if (OperatingSystem.IsWindows()) return; // where it cannot be replaced
        using var folder = new TemporaryFolder();
        Dataset digits = HandwrittenDigits.Generate(100, 1);
        (string images, string labels) = Write(folder, digits);
        Dataset mapped = Idx.MapDataset(images, labels);
        Idx.WriteDataset(images, labels, HandwrittenDigits.Generate(3, 2));
        Assert.Equal(digits.ByteFeatures(99).ToArray(), mapped.ByteFeatures(99).ToArray());
        Assert.Equal(digits.Label(99), mapped.Label(99));
    }

    [Theory]
    [InlineData(""), InlineData(".gz")]
    public void Drawn_digits_are_written_as_those_drawn_ahead(string ending)
    {
        using var folder = new TemporaryFolder();
        var done = new List<int>();
        Idx.WriteDataset(folder["a" + ending], folder["al" + ending], HandwrittenDigits.Drawn(6000, 3, 50), new Told(done));
        Idx.WriteDataset(folder["b" + ending], folder["bl" + ending], HandwrittenDigits.Generate(6000, 3, 50));
        Assert.Equal(File.ReadAllBytes(folder["b" + ending]), File.ReadAllBytes(folder["a" + ending]));
        Assert.Equal(File.ReadAllBytes(folder["bl" + ending]), File.ReadAllBytes(folder["al" + ending]));
        Assert.Equal(6000, done[^1]);
        Assert.True(done.Count > 1);
    }

    [Fact]
    public void What_is_stopped_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Idx.WriteDataset(folder["a"], folder["b"], HandwrittenDigits.Drawn(1_000_000_000, 1), new Stop(stop), stop.Token));
        Assert.Empty(Directory.GetFiles(folder.Root));
        Directory.CreateDirectory(folder["b"]);
        Assert.Throws<IOException>(() => Idx.WriteDataset(folder["a"], folder["b"], HandwrittenDigits.Drawn(10, 1))); // the labels cannot be written: the pictures are not there either
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private sealed class Told(List<int> values) : IProgress<int>
    {
        public void Report(int value) => values.Add(value);
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value) => source.Cancel();
    }
}
