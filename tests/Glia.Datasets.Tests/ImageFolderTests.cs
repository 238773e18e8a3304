namespace Glia.Datasets.Tests;

public sealed class ImageFolderTests
{
    [Fact]
    public void Round_trip_gives_the_samples_class_by_class()
    {
        Dataset data = Sample(250, ["a", "b", "empty", "ü"], i => i % 4 == 2 ? 1 : i % 4);
        using var folder = new TemporaryFolder();
        var reports = new Reports();
        Write(folder["digits"], data, reports);
        Assert.Equal([100, 200, 250], reports.Written);
        Assert.True(File.Exists(Path.Combine(folder["digits"], "b", "001.png")));
        Dataset read = Read(folder["digits"], reports);
        Assert.Equal([(100, 250), (200, 250), (250, 250)], reports.All);
        Assert.Equal((data.Count, data.Shape), (read.Count, read.Shape));
        Assert.Equal(data.ClassNames, read.ClassNames);
        int[] order = [.. Enumerable.Range(0, data.Count).OrderBy(data.Label)];
        for (int i = 0; i < order.Length; i++)
        {
            Assert.Equal(data.Label(order[i]), read.Label(i));
            Assert.Equal(data.ByteFeatures(order[i]).ToArray(), read.ByteFeatures(i).ToArray());
        }

        Assert.Equal([folder["digits"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void Colour_becomes_gray_and_transparency_black()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["x"]);
        Png.Write(folder["x/1.png"], new RasterImage([255, 255, 255, 0, 0, 255, 0, 255, 200, 200, 200, 255], 3, 1));
        Assert.Equal([0, 150, 200], Read(folder.Root).ByteFeatures(0).ToArray());
    }

    [Fact]
    public void Hidden_and_other_files_are_passed_over_and_names_are_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "b", "B", "10", "2", ".hidden" })
        {
            Directory.CreateDirectory(folder[name]);
            Png.WriteGray(Path.Combine(folder[name], "z.PNG"), [1], 1, 1);
            Png.WriteGray(Path.Combine(folder[name], "A.png"), [2], 1, 1);
            File.WriteAllText(Path.Combine(folder[name], "._A.png"), "not a picture");
            File.WriteAllText(Path.Combine(folder[name], "notes.txt"), "not a picture");
        }

        folder.Write("readme.png", "not a picture");
        Dataset data = Read(folder.Root);
        Assert.Equal(["10", "2", "B", "b"], data.ClassNames);
        Assert.Equal([2, 1, 2, 1, 2, 1, 2, 1], Enumerable.Range(0, data.Count).Select(i => (int)data.ByteFeatures(i)[0]));
    }

    [Fact]
    public void Other_size_damaged_picture_and_empty_folder_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("folder-empty", Assert.Throws<InvalidFileException>(() => Read(folder.Root)).Rule);
        Directory.CreateDirectory(folder["x"]);
        Png.WriteGray(folder["x/1.png"], [1, 2], 2, 1);
        Png.WriteGray(folder["x/2.png"], [1, 2], 1, 2);
        var error = Assert.Throws<InvalidFileException>(() => Read(folder.Root));
        Assert.Equal(("picture-size-differs", folder["x/2.png"]), (error.Rule, error.File));
        Assert.Contains("glia predict", error.Message, StringComparison.Ordinal);
        folder.Write("x/2.png", "GIF89a");
        error = Assert.Throws<InvalidFileException>(() => Read(folder.Root));
        Assert.Equal(("signature", folder["x/2.png"]), (error.Rule, error.File));
        Assert.Throws<DirectoryNotFoundException>(() => Read(folder["none"]));
    }

    [Fact]
    public void Nothing_is_written_over()
    {
        using var folder = new TemporaryFolder();
        folder.Write("old.txt", "old");
        Assert.Throws<IOException>(() => Write(folder.Root, Sample(1, ["a"], _ => 0)));
        Assert.Throws<IOException>(() => Write(folder["old.txt"], Sample(1, ["a"], _ => 0)));
        Assert.Equal("old", File.ReadAllText(folder["old.txt"]));
        Directory.CreateDirectory(folder["empty"]);
        Write(folder["empty"], Sample(1, ["a"], _ => 0));
        Assert.Equal(1, Read(folder["empty"]).Count);
    }

    [Fact]
    public void Stopped_work_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var stopping = new Reports { Then = source.Cancel };
        Dataset data = Sample(300, ["a"], _ => 0);
        Assert.Throws<OperationCanceledException>(() => ImageFolder.Write(folder["digits"], data, stopping, source.Token));
        Assert.Equal([100], stopping.Written);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
        Write(folder["digits"], data);
        Assert.Throws<OperationCanceledException>(() => ImageFolder.Read(folder["digits"], cancellationToken: source.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("C:")]
    [InlineData(".hidden")]
    [InlineData("dot.")]
    [InlineData("blank ")]
    [InlineData("a\u0001")]
    [InlineData("what?")]
    public void Class_names_that_are_no_folder_names_are_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => Write(folder["digits"], Sample(1, [name], _ => 0)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void What_folders_cannot_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => Write(folder["a"], Dataset.ForRegression([1], 1, [1], 1)));
        Assert.Throws<ArgumentException>(() => Write(folder["a"], Dataset.FromFloats([1], [0], FeatureShape.Row(1), ["a"])));
        Assert.Throws<ArgumentException>(() => Write(folder["a"], Sample(0, ["a"], _ => 0)));
        Assert.Throws<ArgumentException>(() => Write(folder["a"], Sample(1, ["a", "a"], _ => 0)));
    }

    private static Dataset Read(string root, Reports? reports = null) => ImageFolder.Read(root, reports, TestContext.Current.CancellationToken);

    private static void Write(string root, Dataset data, Reports? reports = null) => ImageFolder.Write(root, data, reports, TestContext.Current.CancellationToken);

    private static Dataset Sample(int count, string[] classes, Func<int, int> label) => Dataset.FromBytes(
        Bytes.Noise(count * 12, 1), [.. Enumerable.Range(0, count).Select(label)], new FeatureShape(4, 3), classes);

    private sealed class Reports : IProgress<(int Done, int Total)>, IProgress<int>
    {
        public List<(int Done, int Total)> All { get; } = [];

        public List<int> Written { get; } = [];

        public Action? Then { get; init; }

        public void Report((int Done, int Total) value)
        {
            All.Add(value);
            Then?.Invoke();
        }

        public void Report(int value)
        {
            Written.Add(value);
            Then?.Invoke();
        }
    }
}
