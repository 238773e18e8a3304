using Glia.Datasets.Tests.Download;

namespace Glia.Datasets.Tests;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_real_digits_load_where_they_are_and_a_small_set_where_they_are_not()
    {
        string? real = RealFolder();
        if (real is null) WriteMini(name => name + ".gz", sample => sample.Packed);
        (Dataset train, Dataset test) = Mnist.Load(real ?? _folder.Root);

        Assert.Equal(real is null ? (30, 20) : (60_000, 10_000), (train.Count, test.Count));
        Assert.Equal((5, 7), (train.Label(0), test.Label(0))); // the first digits of both sets; the small set has the same
        foreach (Dataset data in (Dataset[])[train, test])
        {
            Assert.Equal(new FeatureShape(28, 28), data.Shape);
            Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], data.ClassNames);
            Assert.Equal(Scaler.Divide(255), data.Scaler);
            Assert.Equal(784, data.ByteFeatures(0).Length);
        }

        if (real is null) return;
        Assert.Equal(255, train.ByteFeatures(0)[(5 * 28) + 21]); // a pixel of the first 5
        Assert.All(Mnist.Files, file => Assert.True(UnpackedCheck.IsValid(MnistFolder.FindFile(real, file.Name)!, file, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("-", ".gz")]
    [InlineData("-", "")]
    [InlineData(".", ".gz")]
    [InlineData(".", "")]
    public void Every_spelling_of_the_names_is_read(string separator, string ending)
    {
        WriteMini(name => name.Replace("-idx", separator + "idx", StringComparison.Ordinal) + ending, sample => ending.Length > 0 ? sample.Packed : sample.Unpacked);
        (Dataset train, Dataset test) = Mnist.Load(_folder.Root);
        Assert.Equal((30, 20, 5, 7), (train.Count, test.Count, train.Label(0), test.Label(0)));
        Assert.Equal((30, 20, 5, 7), (Mnist.LoadTrain(_folder.Root).Count, Mnist.LoadTest(_folder.Root).Count, Mnist.LoadTrain(_folder.Root).Label(0), Mnist.LoadTest(_folder.Root).Label(0)));
    }

    [Fact]
    public void The_fetched_spelling_wins()
    {
        WriteMini(name => name + ".gz", sample => sample.Packed);
        File.WriteAllText(_folder["train-images-idx3-ubyte"], "an older, broken copy");
        Assert.Equal(30, Mnist.Load(_folder.Root).Train.Count);
    }

    [Fact]
    public void An_excerpt_without_the_highest_digits_has_ten_classes()
    {
        Sample[] samples = [Sample.Images("train-images-idx3-ubyte", 2), Sample.Labels("train-labels-idx1-ubyte", [0, 3]), .. Sample.MiniMnist()[2..]];
        foreach (Sample sample in samples) File.WriteAllBytes(_folder[sample.File.Name], sample.Unpacked);
        Dataset train = Mnist.Load(_folder.Root).Train;
        Assert.Equal(10, train.ClassCount);
        Assert.Equal((0, 3), (train.Label(0), train.Label(1)));
        Assert.Equal(samples[0].Unpacked[(16 + 784)..], train.ByteFeatures(1));
    }

    [Fact]
    public void Missing_files_are_listed_with_what_to_do()
    {
        WriteMini(name => name, sample => sample.Unpacked);
        File.Delete(_folder["train-labels-idx1-ubyte"]);
        File.Delete(_folder["t10k-images-idx3-ubyte"]);

        var error = Assert.Throws<InvalidFileException>(() => Mnist.Load(_folder.Root));

        Assert.Equal(("missing-file", _folder.Root), (error.Rule, error.File));
        Assert.Contains("holds no train-labels-idx1-ubyte, t10k-images-idx3-ubyte (or", error.Message, StringComparison.Ordinal);
        Assert.Contains("glia data fetch mnist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var error = Assert.Throws<InvalidFileException>(() => Mnist.Load(_folder["nowhere"]));
        Assert.Equal(error.Message, Assert.Throws<InvalidFileException>(() => Mnist.LoadTrain(_folder["nowhere"])).Message);
        Assert.Equal(error.Message, Assert.Throws<InvalidFileException>(() => Mnist.LoadTest(_folder["nowhere"])).Message);
        Assert.Equal("missing-file", error.Rule);
        Assert.Contains("no such folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_another_size_are_refused()
    {
        WriteMini(name => name, sample => sample.Unpacked);
        byte[] images = File.ReadAllBytes(_folder["train-images-idx3-ubyte"]);
        (images[11], images[15]) = (14, 56); // as many pixels, arranged otherwise
        File.WriteAllBytes(_folder["train-images-idx3-ubyte"], images);
        Assert.Equal("not-mnist", Assert.Throws<InvalidFileException>(() => Mnist.Load(_folder.Root)).Rule);
    }

    [Fact]
    public void The_environment_names_the_folder_or_the_one_above()
    {
        WriteMini(name => name, sample => sample.Unpacked);
        Assert.Equal(_folder.Root, Mnist.Find(name => name == "GLIA_DATA" ? _folder.Root : null));

        using var above = new TemporaryFolder();
        string mnist = above["mnist"];
        Directory.CreateDirectory(mnist);
        foreach (string file in Directory.GetFiles(_folder.Root)) File.Copy(file, Path.Combine(mnist, Path.GetFileName(file)));
        Assert.Equal(mnist, Mnist.Find(name => name == "GLIA_DATA" ? above.Root : null));
        Assert.Equal(mnist, Mnist.Find(name => name == "GLIA_CACHE" ? above.Root : null));

        File.Delete(Path.Combine(mnist, "t10k-labels-idx1-ubyte"));
        Assert.NotEqual(mnist, Mnist.Find(name => name == "GLIA_CACHE" ? above.Root : null), StringComparer.Ordinal);
    }

    [Fact]
    public void Folders_are_searched_from_the_most_explicit_on()
    {
        string root = Path.GetPathRoot(_folder.Root)!;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GLIA_DATA"] = "a", ["XDG_CACHE_HOME"] = Path.Combine(root, "x") };
        Assert.Equal(["a", Path.Combine("a", "mnist"), Path.Combine("data", "mnist"), Path.Combine(root, "x", "glia", "mnist")], MnistFolder.Candidates(environment.GetValueOrDefault), StringComparer.Ordinal);

        environment["GLIA_CACHE"] = Path.Combine(root, "c");
        Assert.Equal(Path.Combine(root, "c", "mnist"), MnistFolder.Cache(environment.GetValueOrDefault));
        Assert.EndsWith(Path.Combine("glia", "mnist"), MnistFolder.Cache(name => name == "XDG_CACHE_HOME" ? "relative, so ignored" : null), StringComparison.Ordinal);
    }

    private void WriteMini(Func<string, string> spelling, Func<Sample, byte[]> content)
    {
        foreach (Sample sample in Sample.MiniMnist()) File.WriteAllBytes(_folder[spelling(sample.File.Name)], content(sample));
    }

    // GLIA_DATA, or a folder "shared" beside the repository.
    private static string? RealFolder()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Glia.slnx"))) root = Path.GetDirectoryName(root);
        string?[] places = [Environment.GetEnvironmentVariable("GLIA_DATA"), root is null ? null : Path.Combine(root, "..", "shared", "data")];
        return places.OfType<string>().Where(place => place.Length > 0).SelectMany(place => (string[])[place, Path.Combine(place, "mnist")])
            .FirstOrDefault(folder => MnistFolder.Missing(folder).Length == 0);
    }
}
