using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class AtomicFileTests
{
    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/../dev/full")]
    [InlineData("/proc/self/fd/1")]
    public void A_device_is_never_replaced_by_a_file(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var error = Assert.Throws<IOException>(() => AtomicFile.CheckPlace(path)); // the check alone: a rename that went through would cost the machine its device
        Assert.Contains("device", error.Message, StringComparison.Ordinal);
        AtomicFile.CheckPlace("/dev.safetensors");
    }

    [Fact]
    public void A_disk_that_fills_up_at_any_write_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        Network old = TestModels.Small();
        old.Save(path);
        byte[] before = File.ReadAllBytes(path);
        Action<Stream> write = ModelFile.Writer(new Network(3, seed: 8, new Dense(40, Activation.ReLU), new Dense(2, Activation.Softmax)));

        int failures = 0;
        for (int room = 0; ; room++)
        {
            FullDisk? disk = null;
            try
            {
                AtomicFile.Write(path, write, wrap: inner => disk = new FullDisk(inner, room));
                break;
            }
            catch (IOException error)
            {
                failures++;
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
                Assert.Contains("untouched", error.Message, StringComparison.Ordinal);
                Assert.Equal(FullDisk.Code, error.HResult);
            }

            Assert.Equal(before, File.ReadAllBytes(path));
            Assert.Equal(["model.safetensors"], folder.Files());
        }

        Assert.True(failures >= 6); // length, header and four tensors
        Assert.Equal(8UL, Network.Load(path).Seed);
    }

    [Fact]
    public void A_full_disk_during_training_ends_it_with_the_last_checkpoint_kept()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c");
        var trainer = new Trainer(TestModels.Small(), TestModels.Classes(), new Adam(), new CrossEntropy(), new TrainingOptions { Epochs = 2 });
        trainer.SaveCheckpoint(path);
        byte[] before = File.ReadAllBytes(path);
        trainer.Step();
        Assert.Throws<IOException>(() => trainer.SaveCheckpoint(path, inner => new FullDisk(inner, 3)));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["c"], folder.Files());
    }

    [Fact]
    public void Any_other_failure_leaves_the_old_file_too()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("f");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidTimeZoneException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["f"], folder.Files());
    }

    [Fact]
    public void The_old_file_can_be_kept()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("f");
        foreach (string text in new[] { "one", "two", "three" })
            AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)), keepOldAs: path + ".old");
        Assert.Equal("three", File.ReadAllText(path));
        Assert.Equal("two", File.ReadAllText(path + ".old"));
        Assert.Equal(["f", "f.old"], folder.Files());
    }

    [Fact]
    public void What_a_killed_process_left_is_written_over()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f.glia-part"), new byte[100_000]);
        AtomicFile.Write(folder.File("f"), stream => stream.WriteByte(1));
        Assert.Equal(["f"], folder.Files());
        Assert.Single(File.ReadAllBytes(folder.File("f")));
    }

    [Fact]
    public void What_a_killed_process_left_long_ago_is_deleted_and_what_may_be_a_living_ones_is_not()
    {
        using var folder = new TemporaryFolder();
        foreach (string left in new[] { "f.0123456789abcdef.glia-part", "g.0123456789abcdef.glia-part", "f.young.glia-part" }) File.WriteAllText(folder.File(left), "half");
        foreach (string file in new[] { "f", "g" }) File.SetLastWriteTimeUtc(folder.File($"{file}.0123456789abcdef.glia-part"), DateTime.UtcNow.AddHours(-2));
        AtomicFile.Write(folder.File("f"), stream => stream.WriteByte(1));
        Assert.Equal(["f", "f.young.glia-part"], folder.Files());
    }

    [Fact]
    public void Who_writes_the_file_while_another_does_is_not_in_its_way()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("f");
        AtomicFile.Write(path, first =>
        {
            first.Write("first, "u8);
            AtomicFile.Write(path, second => second.Write("second"u8));
            Assert.Equal("second", File.ReadAllText(path));
            first.Write("and last"u8);
        });
        Assert.Equal("first, and last", File.ReadAllText(path));
        Assert.Equal(["f"], folder.Files());
    }

    [Fact]
    public async Task Of_several_that_write_at_once_whoever_reads_reads_one_that_is_whole()
    {
        const int Length = 100_000, Times = 60;
        using var folder = new TemporaryFolder();
        string path = folder.File("f");
        File.WriteAllBytes(path, new byte[Length]);
        Task[] writers = [.. Enumerable.Range(1, 3).Select(name => Task.Factory.StartNew(() =>
        {
            for (int time = 0; time < Times; time++)
                AtomicFile.Write(path, stream => { foreach (byte[] part in Enumerable.Repeat(Enumerable.Repeat((byte)name, Length / 10).ToArray(), 10)) stream.Write(part); });
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task all = Task.WhenAll(writers);
        while (!all.IsCompleted)
        {
            byte[] read = File.ReadAllBytes(path);
            Assert.Equal((Length, Length), (read.Length, read.Count(value => value == read[0])));
        }

        await all;
        Assert.Equal(["f"], folder.Files());
    }

    [Fact]
    public void Places_where_no_file_can_be_are_named()
    {
        using var folder = new TemporaryFolder();
        Network network = TestModels.Small();
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => network.Save(folder.Path)).Message, StringComparison.Ordinal);
        string missing = folder.File("none/model");
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => network.Save(missing)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Save(""));
    }

    /// <summary>Lets a number of writes through; then there is no space left.</summary>
    private sealed class FullDisk(Stream inner, int room) : Stream
    {
        public const int Code = 28; // ENOSPC, as Linux and macOS number it

        private int _room = room;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_room-- <= 0)
            {
                inner.Write(buffer[..(buffer.Length / 2)]); // disks fill up in the middle
                throw new IOException("No space left on device.", Code);
            }

            inner.Write(buffer);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
