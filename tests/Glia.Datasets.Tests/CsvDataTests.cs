using System.Text;
using Xunit.Sdk;

namespace Glia.Datasets.Tests;

public sealed class CsvDataTests
{
    private const string Sixteen = "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,255";

    [Fact]
    public void Whole_square_values_are_a_picture_of_bytes()
    {
        Dataset data = Read($"5,{Sixteen}\n2,{Sixteen}\n");
        Assert.Equal(new FeatureShape(4, 4), data.Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255], data.ByteFeatures(1).ToArray());
        Assert.Equal((5, 2), (data.Label(0), data.Label(1)));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], data.ClassNames);
    }

    [Theory]
    [InlineData("1,2,3", 3)] // no square
    [InlineData("1,2,3,4,5,6,7,8,9", 9)] // a square, but too small to be taken for a picture
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,256", 16)]
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,-1", 16)]
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,0.5", 16)]
    public void Other_values_are_a_row_of_floats(string values, int count)
    {
        string bytes = string.Join(',', Enumerable.Range(0, count)); // a line that alone would be bytes, before and after
        Dataset data = Read($"0,{bytes}\n1,{values}\n0,{bytes}\n");
        Assert.Equal(FeatureShape.Row(count), data.Shape);
        Assert.Equal(values.Split(',').Select(float.Parse), data.FloatFeatures(1).ToArray());
        Assert.Equal(Enumerable.Range(0, count).Select(i => (float)i), data.FloatFeatures(0).ToArray());
        Assert.Equal(Enumerable.Range(0, count).Select(i => (float)i), data.FloatFeatures(2).ToArray());
    }

    [Fact]
    public void Given_shape_is_kept()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], Read("0,1,2,3,4,5,6", new FeatureShape(2, 3)).ByteFeatures(0).ToArray());
        Dataset floats = Read("0,1,2,3,4,5,6.5", new FeatureShape(2, 3));
        Assert.Equal((new FeatureShape(2, 3), 6.5f), (floats.Shape, floats.FloatFeatures(0)[5]));
    }

    [Theory]
    [InlineData("3,1.0,2.00,3e0,2.55e2")]
    [InlineData("\"3\",\"1\",\"2\",\"3\",\"255\"")]
    [InlineData(" 3 , 1,\t2 ,3 ,+255 ")]
    [InlineData("\uFEFF3,1,2,3,255\r")]
    [InlineData("\n  \n3,1,2,3,255\n\n")]
    [InlineData("3.0,001,002,3,255")]
    [InlineData("3.000000000000000000e+00,1.000000000000000000e+00,2.000000000000000000e+00,3,255")]
    public void Numbers_may_be_written_in_many_ways(string text)
    {
        Dataset data = Read(text, new FeatureShape(2, 2));
        Assert.Equal([1, 2, 3, 255], data.ByteFeatures(0).ToArray());
        Assert.Equal(3, data.Label(0));
    }

    [Theory]
    [InlineData("label,p0,p1\n4,1,2\n")]
    [InlineData("Label,0,1\r\n4,1,2\r\n")]
    [InlineData("\"class\",\"1x1\",\"1x2\"\n4,1,2\n")]
    [InlineData("\n y,a,\"b, or c\"\n4,1,2")]
    public void Header_is_passed_over(string text)
    {
        Dataset data = Read(text);
        Assert.Equal((1, 4), (data.Count, data.Label(0)));
        Assert.Equal([1f, 2f], data.Features(0));
    }

    [Fact]
    public void First_line_with_one_number_is_no_header()
    {
        Assert.Equal(2, Read("cat,1,2\ndog,3,4\n").Count);
        var error = Assert.Throws<InvalidFileException>(() => Read("4,1,x\n4,1,2\n"));
        Assert.Equal("csv-number", error.Rule);
        error = Assert.Throws<InvalidFileException>(() => Read("4,nan,nan\n4,1,2\n"));
        Assert.Equal("csv-not-finite", error.Rule);
    }

    [Fact]
    public void Words_become_classes_in_ordinal_order()
    {
        Dataset data = Read("b,1\nÄ,2\na,3\nB,4\nb,5\n\"x, \"\"y\"\"\",6\n");
        Assert.Equal(["B", "a", "b", "x, \"y\"", "Ä"], data.ClassNames);
        Assert.Equal([2, 4, 1, 0, 2, 3], Enumerable.Range(0, 6).Select(data.Label));
    }

    [Theory]
    [InlineData("-1,1\n1,2\n", "-1 1")]
    [InlineData("1,1\ntwo,2\n", "1 two")]
    [InlineData("1000,1\n2000,2\n", "1000 2000")]
    [InlineData("0.5,1\n1.5,2\n", "0.5 1.5")]
    public void Labels_that_are_not_all_small_whole_numbers_are_names(string text, string names) =>
        Assert.Equal(names.Split(' '), Read(text).ClassNames);

    public static TheoryData<string, int, string> Malformed() => new()
    {
        { "csv-empty", 0, "" },
        { "csv-empty", 0, "\n \r\n" },
        { "csv-empty", 0, "label,p0\n" },
        { "csv-columns", 1, "5\n6\n" },
        { "csv-columns", 1, "5;1;2\n" },
        { "csv-columns", 3, "5,1,2\n\n5,1\n" },
        { "csv-columns", 2, "5,1,2\n5,1,2,3\n" },
        { "csv-columns", 2, $"5,{Sixteen}\n5,{Sixteen},1\n" },
        { "csv-columns", 2, $"5,{Sixteen}\n5\n" },
        { "csv-columns", 2, "label,a,b\n5,1\n" },
        { "csv-number", 2, "5,1,2\n5,1,x\n" },
        { "csv-number", 2, "5,1,2\n5,,2\n" },
        { "csv-number", 2, $"5,{Sixteen}\n5,{Sixteen.Replace(",7,", ",7a,", StringComparison.Ordinal)}\n" },
        { "csv-number", 1, "5,1 2,3\n" },
        { "csv-not-finite", 2, "5,1,2\n5,NaN,2\n" },
        { "csv-not-finite", 2, "5,1,2\n5,-inf,2\n" },
        { "csv-not-finite", 2, "5,1,2\n5,Infinity,2\n" },
        { "csv-not-finite", 2, "5,1,2\n5,1e39,2\n" },
        { "csv-label", 2, "5,1,2\n,1,2\n" },
        { "csv-label", 2, "5,1,2\n" + new string('a', 300) + ",1,2\n" },
        { "csv-label", 2, "5,1,2\na\u0007b,1,2\n" },
        { "csv-quotes", 2, "5,1,2\n\"5,1,2\n" },
        { "csv-quotes", 2, "5,1,2\n\"5\"a,1,2\n" },
        { "csv-quotes", 1, "\"5" },
        { "csv-text", 0, "5,1,2\n5,1,\0\n" },
        { "csv-line-length", 2, "5,1,2\n" + new string('1', 5 << 20) },
        { "csv-line-length", 1, new string(' ', 5 << 20) },
        { "csv-classes", 1001, string.Concat(Enumerable.Range(0, 1500).Select(i => $"a{i},1\n")) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_file_is_refused_by_rule_and_line(string rule, int line, string text)
    {
        var error = Assert.Throws<InvalidFileException>(() => Read(text));
        Assert.Equal(rule, error.Rule);
        Assert.StartsWith("a.csv: ", error.Message, StringComparison.Ordinal);
        if (line > 0) Assert.Contains($"ine {line} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_shape_and_wrong_encoding_are_refused()
    {
        Assert.Equal("csv-shape", Assert.Throws<InvalidFileException>(() => Read("5,1,2,3\n", new FeatureShape(2, 2))).Rule);
        using var stream = new MemoryStream([.. "caf"u8, 0xE9, .. ",1,2\n"u8]);
        Assert.Equal("csv-encoding", Assert.Throws<InvalidFileException>(() => CsvData.Read(stream, "a.csv")).Rule);
    }

    [Fact]
    public void Long_lines_and_many_lines_are_read()
    {
        string line = "1," + string.Join(',', Enumerable.Repeat("0.25", 300_000)) + "\n"; // 1.5 MB
        Dataset data = Read(line + line + line);
        Assert.Equal((3, 300_000, 0.25f), (data.Count, data.FeatureCount, data.FloatFeatures(2)[299_999]));
        data = Read(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i % 10},{i},{i + 1}\n")));
        Assert.Equal((50_000, 9, 49_999f), (data.Count, data.Label(49_999), data.FloatFeatures(49_999)[0]));
    }

    [Theory]
    [InlineData("a.csv", false)]
    [InlineData("a.csv", true)]
    [InlineData("a.csv.gz", true)]
    public void Round_trip_of_bytes(string name, bool header)
    {
        var labels = new int[50];
        for (int i = 0; i < labels.Length; i++) labels[i] = (i * 7) % 10;
        Dataset data = Dataset.FromBytes(Bytes.Noise(50 * 49, 1), labels, new FeatureShape(7, 7), [.. "0123456789".Select(c => $"{c}")]);
        using var folder = new TemporaryFolder();
        CsvData.Write(folder[name], data, header);
        AssertSame(data, CsvData.Read(folder[name]));
        Assert.Equal([folder[name]], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Round_trip_of_floats_and_awkward_names()
    {
        string[] names = [" blank ", "\"quoted\"", "a,b", "label", "ü"];
        float[] values = [0.1f, -1e-38f, float.Epsilon, float.MaxValue, 1 / 3f, -0f, 16777217, 5e20f, 1, 2];
        Dataset data = Dataset.FromFloats(values, [3, 1, 2, 0, 4], FeatureShape.Row(2), names);
        using var folder = new TemporaryFolder();
        CsvData.Write(folder["a.csv"], data); // its first label would be taken for a header, were none written
        AssertSame(data, CsvData.Read(folder["a.csv"]));
    }

    [Fact]
    public void Reading_and_writing_tell_how_far_they_are_and_can_be_stopped()
    {
        using var folder = new TemporaryFolder();
        Dataset data = Dataset.FromBytes(new byte[2500 * 2], new int[2500], FeatureShape.Row(2), ["0"]);
        var told = new Told();
        CsvData.Write(folder["a.csv"], data, progress: told, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1000, 2000, 2500], told.All);
        told.All.Clear();
        CsvData.Read(folder["a.csv"], progress: told, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1000, 2000, 2500], told.All);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CsvData.Read(folder["a.csv"], cancellationToken: stop.Token));
        Assert.Throws<OperationCanceledException>(() => CsvData.Write(folder["b.csv"], data, cancellationToken: stop.Token));
        Assert.Equal([folder["a.csv"]], Directory.GetFiles(folder.Root));
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> All { get; } = [];

        public void Report(int value) => All.Add(value);
    }

    [Fact]
    public void Written_file_looks_as_expected()
    {
        Dataset data = Dataset.FromBytes([0, 9, 10, 255], [1, 0], FeatureShape.Row(2), ["0", "1"]);
        using var folder = new TemporaryFolder();
        CsvData.Write(folder["a.csv"], data, header: true);
        Assert.Equal("label,p0,p1\n1,0,9\n0,10,255\n", File.ReadAllText(folder["a.csv"]));
    }

    [Fact]
    public void What_a_table_cannot_hold_is_not_written_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.csv", "old");
        Assert.Throws<ArgumentException>(() => CsvData.Write(path, Dataset.ForRegression([1], 1, [1], 1)));
        Assert.Throws<ArgumentException>(() => CsvData.Write(path, Dataset.FromFloats([1, float.NaN], [0, 0], FeatureShape.Row(1), ["a"])));
        Assert.Throws<ArgumentException>(() => CsvData.Write(path, Dataset.FromFloats([1], [0], FeatureShape.Row(1), ["a\nb"])));
        Assert.Throws<ArgumentException>(() => CsvData.Write(path, Dataset.FromFloats([1], [0], FeatureShape.Row(1), [new string('a', 201)])));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Bombs_are_stopped()
    {
        foreach ((byte filler, string rule) in new[] { ((byte)0, "csv-text"), ((byte)'1', "csv-line-length") })
        {
            byte[] bomb = Bytes.GzipBomb("5,1,2\n"u8, filler);
            long allocated = Bytes.Allocated(() =>
                Assert.Equal(rule, Assert.Throws<InvalidFileException>(() => CsvData.Read(DataFile.Unpack(new MemoryStream(bomb), "a.csv"), "a.csv")).Rule));
            Assert.True(allocated < 16 << 20, $"{allocated} bytes");
        }
    }

    [Fact]
    public void Cut_gzip_file_is_refused()
    {
        byte[] file = Bytes.Gzip("5,1,2\n6,3,4\n"u8);
        for (int length = 2; length < file.Length; length++)
            Assert.Throws<InvalidFileException>(() => CsvData.Read(DataFile.Unpack(new MemoryStream(file[..length]), "a.csv"), "a.csv"));
    }

    [Fact]
    public void Damaged_files_give_one_kind_of_error()
    {
        var random = new Xoshiro256(3);
        byte[][] files = [
            Encoding.UTF8.GetBytes($"label,{Sixteen}\n5,{Sixteen}\n6,{Sixteen}\n"),
            "cat,1.5,-2e3\n\"a \"\"dog\"\"\",3,4\nü,5,6\n"u8.ToArray(),
            Bytes.Gzip("5,1,2\n6,3,4\n"u8)];
        int read = 0, refused = 0;
        for (int i = 0; i < 30_000; i++)
        {
            byte[] file = Bytes.Damage(files[random.NextInt32(files.Length)], ref random);
            try
            {
                CsvData.Read(DataFile.Unpack(new MemoryStream(file), "a.csv"), "a.csv");
                read++;
            }
            catch (InvalidFileException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new XunitException($"File {i} of the run, {Convert.ToHexString(file)}: {e.Message}", e);
            }
        }

        Assert.True(read > 1000 && refused > 10_000, $"{read} read, {refused} refused: the damage does not try much");
    }

    private static void AssertSame(Dataset expected, Dataset actual)
    {
        Assert.Equal((expected.Count, expected.Shape), (actual.Count, actual.Shape));
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.Label(i), actual.Label(i));
            Assert.Equal(expected.ByteFeatures(i).ToArray(), actual.ByteFeatures(i).ToArray());
            Assert.Equal(expected.FloatFeatures(i).ToArray(), actual.FloatFeatures(i).ToArray());
        }
    }

    private static Dataset Read(string text, FeatureShape? shape = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CsvData.Read(stream, "a.csv", shape);
    }
}
