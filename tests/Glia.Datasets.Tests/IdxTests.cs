using System.Security.Cryptography;
using Xunit.Sdk;

namespace Glia.Datasets.Tests;

public sealed class IdxTests
{
    private static readonly byte[] SmallImages = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    private static readonly byte[] SmallLabels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];

    [Fact]
    public void Reads_a_file_made_by_hand()
    {
        using var folder = new TemporaryFolder();
        (byte[] pixels, int count, int height, int width) = Idx.ReadImages(folder.Write("images", SmallImages));
        Assert.Equal((2, 2, 3), (count, height, width));
        Assert.Equal(SmallImages[16..], pixels);
        Assert.Equal([7, 9], Idx.ReadLabels(folder.Write("labels", SmallLabels)));
    }

    [Fact]
    public void Content_decides_about_gzip_not_the_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([7, 9], Idx.ReadLabels(folder.Write("labels", Bytes.Gzip(SmallLabels))));
        Assert.Equal([7, 9], Idx.ReadLabels(folder.Write("labels.gz", SmallLabels)));
    }

    [Theory]
    [InlineData("", 1, 1, 1)]
    [InlineData("", 500, 28, 28)]
    [InlineData(".gz", 500, 28, 28)]
    [InlineData(".gz", 3, 1000, 700)]
    [InlineData("", 0, 28, 28)]
    public void Round_trip_keeps_every_byte(string ending, int count, int height, int width)
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = Bytes.Noise(count * height * width, 1), labels = Bytes.Noise(count, 2);
        Idx.WriteImages(folder["images" + ending], pixels, count, height, width);
        Idx.WriteLabels(folder["labels" + ending], labels);
        Assert.Equal((pixels, count, height, width), Idx.ReadImages(folder["images" + ending]), new SamePictures());
        Assert.Equal(labels, Idx.ReadLabels(folder["labels" + ending]));
        Assert.Equal(ending.Length > 0 ? 0x1F : 0, File.ReadAllBytes(folder["images" + ending])[0]);
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", 60000)]
    [InlineData("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", 10000)]
    [InlineData("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", 60000)]
    [InlineData("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", 10000)]
    public void Large_file_is_read_and_written_back_byte_for_byte(string name, string sha256, int count)
    {
        // The real MNIST where it is at hand, else noise of its size, packed here.
        using var folder = new TemporaryFolder();
        bool images = name.Contains("images", StringComparison.Ordinal);
        string? path = MnistFiles.Find(name + ".gz");
        if (path is null)
        {
            byte[] noise = Bytes.Noise(images ? 28 * 28 : 1, 1);
            byte[] all = [.. Enumerable.Range(0, count).SelectMany(_ => noise)];
            byte[] plain = images
                ? [0, 0, 8, 3, .. BigEndian(count), 0, 0, 0, 28, 0, 0, 0, 28, .. all]
                : [0, 0, 8, 1, .. BigEndian(count), .. all];
            for (int i = 0; i < plain.Length; i += 50) plain[Math.Max(i, 16)] = (byte)(i / 50);
            path = folder.Write(name + ".gz", Bytes.Gzip(plain));
            sha256 = Convert.ToHexStringLower(SHA256.HashData(plain));
        }

        string copy = folder["copy"];
        if (images)
        {
            (byte[] pixels, int n, int height, int width) = Idx.ReadImages(path);
            Assert.Equal((count, 28, 28), (n, height, width));
            Idx.WriteImages(copy, pixels, n, height, width);
        }
        else
        {
            Idx.WriteLabels(copy, Idx.ReadLabels(path));
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(copy))));
    }

    [Fact]
    public void Data_set_has_pictures_with_their_labels()
    {
        using var folder = new TemporaryFolder();
        Dataset data = Idx.ReadDataset(folder.Write("images", SmallImages), folder.Write("labels", SmallLabels));
        Assert.Equal(new FeatureShape(2, 3), data.Shape);
        Assert.Equal((7, 9), (data.Label(0), data.Label(1)));
        Assert.Equal([7, 8, 9, 10, 11, 12], data.ByteFeatures(1).ToArray());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], data.ClassNames);
        Idx.WriteDataset(folder["images2"], folder["labels2"], data);
        Assert.Equal(SmallImages, File.ReadAllBytes(folder["images2"]));
        Assert.Equal(SmallLabels, File.ReadAllBytes(folder["labels2"]));
    }

    [Fact]
    public void Counts_that_differ_and_labels_out_of_range_are_refused()
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("images", SmallImages);
        string three = folder.Write("three", [0, 0, 8, 1, 0, 0, 0, 3, 7, 9, 1]);
        string ten = folder.Write("ten", [0, 0, 8, 1, 0, 0, 0, 2, 7, 10]);
        var error = Assert.Throws<InvalidFileException>(() => Idx.ReadDataset(images, three));
        Assert.Equal(("count-mismatch", images), (error.Rule, error.File));
        Assert.Contains(three, error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidFileException>(() => Idx.ReadDataset(images, ten));
        Assert.Equal(("label-range", ten), (error.Rule, error.File));
        Assert.Equal(11, Idx.ReadDataset(images, ten, [.. Enumerable.Range(0, 11).Select(i => $"c{i}")]).ClassCount);
    }

    public static TheoryData<string, bool, byte[]> Malformed()
    {
        byte[] images = SmallImages, labels = SmallLabels, packed = Bytes.Gzip(SmallImages);
        byte[] wrongSum = (byte[])packed.Clone();
        wrongSum[^5] ^= 1;
        return new()
        {
            { "idx-header", true, [] },
            { "idx-header", true, images[..3] },
            { "idx-header", true, images[..15] },
            { "idx-header", false, labels[..7] },
            { "idx-magic", true, "<html><body>not found"u8.ToArray() },
            { "idx-magic", true, [3, 8, 0, 0, .. images[4..]] },
            { "idx-kind", true, labels },
            { "idx-kind", false, images },
            { "idx-dimensions", true, [0, 0, 8, 2, .. images[4..]] },
            { "idx-dimensions", false, [0, 0, 8, 4, .. images[4..]] },
            { "idx-type", true, [0, 0, 0x0D, 3, .. images[4..]] },
            { "idx-size", true, [0, 0, 8, 3, 0xFF, 0xFF, 0xFF, 0xFF, .. images[8..]] },
            { "idx-size", true, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 0, .. images[12..]] },
            { "idx-size", true, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1, 0, 0, .. images[16..]] },
            { "idx-size", true, [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 1] },
            { "idx-truncated", true, images[..^1] },
            { "idx-truncated", true, images[..16] },
            { "idx-truncated", false, labels[..^1] },
            { "idx-truncated", true, [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1] },
            { "idx-trailing", true, [.. images, 0] },
            { "idx-trailing", false, [.. labels, 0] },
            { "idx-truncated", true, Bytes.Gzip(images.AsSpan(0, 20)) },
            { "idx-trailing", true, Bytes.Gzip([.. images, 0]) },
            { "gzip-ratio", true, Bytes.Gzip([0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1]) },
            { "gzip-end", true, packed[..^1] },
            { "gzip-end", true, packed[..^8] },
            { "gzip-end", true, packed[..5] },
            { "gzip-end", true, [.. packed, 1, 2, 3] },
            { "gzip-data", true, wrongSum },
            { "gzip-data", true, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] },
        };
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_file_is_refused_by_rule(string rule, bool images, byte[] content)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file", content);
        var error = Assert.Throws<InvalidFileException>(() => images ? Idx.ReadImages(path).Pixels : Idx.ReadLabels(path));
        Assert.Equal(rule, error.Rule);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_is_refused()
    {
        foreach (byte[] file in new[] { SmallImages, Bytes.Gzip(SmallImages) })
        {
            for (int length = 0; length < file.Length; length++)
                Assert.Throws<InvalidFileException>(() => ReadImages(file[..length]));
        }
    }

    [Fact]
    public void Bombs_are_stopped()
    {
        byte[] lying = Bytes.GzipBomb([0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28], 0);
        byte[] honest = Bytes.GzipBomb([0, 0, 8, 3, 0x40, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1], 0); // 2³⁰ pictures of one pixel
        foreach ((byte[] bomb, string rule) in new[] { (lying, "idx-trailing"), (honest, "gzip-ratio") })
        {
            Assert.InRange(bomb.Length, 900_000, 1_300_000);
            long allocated = Bytes.Allocated(() => Assert.Equal(rule, Assert.Throws<InvalidFileException>(() => ReadImages(bomb)).Rule));
            Assert.True(allocated < 1 << 20, $"{allocated} bytes");
        }
    }

    [Fact]
    public void Header_that_lies_takes_little_memory()
    {
        // As much as the ratio lets a file of this length claim: the array must grow with the data, not with the claim.
        byte[] file = Bytes.Gzip([0, 0, 8, 3, 0, 0xF0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, .. new byte[1000]]);
        long allocated = Bytes.Allocated(() => Assert.Equal("idx-truncated", Assert.Throws<InvalidFileException>(() => ReadImages(file)).Rule));
        Assert.True(allocated < 2 << 20, $"{allocated} bytes");
    }

    [Fact]
    public void Damaged_files_give_one_kind_of_error()
    {
        var random = new Xoshiro256(2);
        byte[][] files = [SmallImages, SmallLabels, Bytes.Gzip(SmallImages), Bytes.Gzip(SmallLabels)];
        int read = 0, refused = 0;
        for (int i = 0; i < 40_000; i++)
        {
            int kind = random.NextInt32(files.Length);
            byte[] file = Bytes.Damage(files[kind], ref random);
            try
            {
                if (kind % 2 == 0) ReadImages(file);
                else Idx.ReadLabels(Open(file), "file");
                read++;
            }
            catch (InvalidFileException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new XunitException($"File {i} of the run: {e.Message}", e);
            }
        }

        Assert.True(read > 1000 && refused > 20_000, $"{read} read, {refused} refused: the damage does not try much");
    }

    [Fact]
    public void What_the_format_cannot_hold_is_not_written()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => Idx.WriteImages(folder["a"], new byte[5], 1, 2, 3));
        Assert.ThrowsAny<ArgumentException>(() => Idx.WriteImages(folder["a"], Array.Empty<byte>(), 1, 0, 3));
        Assert.ThrowsAny<ArgumentException>(() => Idx.WriteImages(folder["a"], Array.Empty<byte>(), -1, 2, 3));
        Assert.Throws<ArgumentException>(() => Idx.WriteDataset(folder["a"], folder["b"], Dataset.ForRegression([1], 1, [1], 1)));
        Assert.Throws<ArgumentException>(() => Idx.WriteDataset(folder["a"], folder["b"], Dataset.FromFloats([1], [0], FeatureShape.Row(1), ["a"])));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    private static Stream Open(byte[] file) => DataFile.Unpack(new MemoryStream(file), "file");

    private static (byte[] Pixels, int Count, int Height, int Width) ReadImages(byte[] file) => Idx.ReadImages(Open(file), "file");

    private static byte[] BigEndian(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];

    private sealed class SamePictures : IEqualityComparer<(byte[] Pixels, int Count, int Height, int Width)>
    {
        public bool Equals((byte[] Pixels, int Count, int Height, int Width) x, (byte[] Pixels, int Count, int Height, int Width) y) =>
            x.Pixels.AsSpan().SequenceEqual(y.Pixels) && (x.Count, x.Height, x.Width) == (y.Count, y.Height, y.Width);

        public int GetHashCode((byte[] Pixels, int Count, int Height, int Width) x) => x.Count;
    }
}
