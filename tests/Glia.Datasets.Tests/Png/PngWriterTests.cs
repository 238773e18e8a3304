using System.Buffers.Binary;
using System.Text;

namespace Glia.Datasets.Tests;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(3, 500)]
    [InlineData(700, 301)]
    public void Round_trip_keeps_every_pixel(int width, int height)
    {
        byte[] rgba = Bytes.Noise(width * height * 4, 3);
        Assert.Equal(rgba, RoundTrip(new RasterImage((byte[])rgba.Clone(), width, height), out _).Rgba);
        for (int i = 3; i < rgba.Length; i += 4) rgba[i] = 255;
        Assert.Equal(rgba, RoundTrip(new RasterImage((byte[])rgba.Clone(), width, height), out _).Rgba);
        byte[] gray = Bytes.Noise(width * height, 4);
        Assert.Equal(gray, RoundTrip(RasterImage.FromGray(gray, width, height), out _).ToGray());
    }

    [Fact]
    public void Writes_the_smallest_format_that_holds_the_picture()
    {
        byte[] gray = [7, 7, 7, 255, 9, 9, 9, 255];
        RoundTrip(new RasterImage(gray, 2, 1), out byte[] file);
        Assert.Equal((8, 0), (file[24], file[25]));
        RoundTrip(new RasterImage([7, 7, 7, 255, 9, 9, 8, 255], 2, 1), out file);
        Assert.Equal((8, 2), (file[24], file[25]));
        RoundTrip(new RasterImage([7, 7, 7, 255, 9, 9, 9, 254], 2, 1), out file);
        Assert.Equal((8, 6), (file[24], file[25]));
    }

    [Fact]
    public void Chunks_are_those_of_the_specification()
    {
        RoundTrip(new RasterImage(Bytes.Noise(360_000, 5), 300, 300), out byte[] file);
        var types = new List<string>();
        for (int at = 8; at < file.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at))) types.Add(Encoding.ASCII.GetString(file, at + 4, 4));
        Assert.Equal("IHDR", types[0]);
        Assert.Equal("IEND", types[^1]);
        Assert.True(types.Count > 4 && types[1..^1].TrueForAll(t => t == "IDAT"), string.Join(' ', types));
        byte[] repaired = (byte[])file.Clone();
        TestPng.RepairChecks(repaired); // the tests' own check, bit by bit
        Assert.Equal(file, repaired);
    }

    [Fact]
    public void Filters_make_a_smooth_picture_small()
    {
        var gray = new byte[256 * 256];
        for (int i = 0; i < gray.Length; i++) gray[i] = (byte)((i / 256) + (i % 256));
        RoundTrip(RasterImage.FromGray(gray, 256, 256), out byte[] file);
        Assert.True(file.Length < 1000, $"{file.Length} bytes");
    }

    [Fact]
    public void Gray_pixels_and_gray_picture_are_the_same_file()
    {
        byte[] gray = Bytes.Noise(28 * 28, 6);
        using var folder = new TemporaryFolder();
        Png.WriteGray(folder["a.png"], gray, 28, 28);
        Png.Write(folder["b.png"], RasterImage.FromGray(gray, 28, 28));
        Assert.Equal(File.ReadAllBytes(folder["a.png"]), File.ReadAllBytes(folder["b.png"]));
        Assert.Equal(gray, Png.Read(folder["a.png"]).ToGray());
    }

    [Fact]
    public void Old_file_is_replaced_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "old");
        Png.Write(folder["a.png"], RasterImage.FromGray([1, 2], 2, 1));
        Assert.Equal([1, 2], Png.Read(folder["a.png"]).ToGray());
        Assert.Equal([folder["a.png"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void Missing_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder["none"], "a.png");
        Assert.Contains(path, Assert.Throws<DirectoryNotFoundException>(() => Png.Write(path, RasterImage.FromGray([1], 1, 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(65536, 65536)]
    public void Sizes_that_do_not_go_with_the_pixels_are_refused(int width, int height)
    {
        using var memory = new MemoryStream();
        Assert.ThrowsAny<ArgumentException>(() => Png.WriteGray(memory, new byte[3], width, height));
        Assert.Equal(0, memory.Length);
    }

    private static RasterImage RoundTrip(RasterImage image, out byte[] file)
    {
        using var memory = new MemoryStream();
        Png.Write(memory, image);
        file = memory.ToArray();
        memory.Position = 0;
        return Png.Read(memory, "a.png");
    }
}
