using Xunit.Sdk;

namespace Glia.Datasets.Tests;

public sealed class PngReaderTests
{
    public static TheoryData<int, int, bool> Formats()
    {
        var data = new TheoryData<int, int, bool>();
        foreach ((int color, int[] depths) in new (int, int[])[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
        {
            foreach (int depth in depths)
            {
                data.Add(color, depth, false);
                data.Add(color, depth, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Reads_every_format_filter_and_size(int color, int depth, bool interlaced)
    {
        foreach ((int width, int height) in new[] { (1, 1), (2, 3), (3, 2), (4, 5), (5, 4), (7, 8), (8, 7), (9, 1), (1, 9), (33, 17) })
        {
            for (int filter = -1; filter <= 4; filter++)
            {
                foreach (bool transparent in new[] { false, true })
                {
                    var picture = TestPicture.Random(width, height, depth, color, transparent, seed: (ulong)((width * 100) + filter + 1));
                    RasterImage image = Read(TestPng.Encode(picture, interlaced, filter, cut: filter == 0 ? 1 : filter == 1 ? 7 : int.MaxValue));
                    Assert.Equal((width, height), (image.Width, image.Height));
                    Assert.Equal(picture.ExpectedRgba(), image.Rgba);
                }
            }
        }
    }

    [Fact]
    public void Transparent_picture_has_transparent_pixels()
    {
        // Guards the test above: were no pixel ever transparent, it would say nothing about tRNS.
        Assert.Contains((byte)0, TestPicture.Random(4, 4, 8, 2, transparent: true, 1).ExpectedRgba().Where((_, i) => i % 4 == 3));
        Assert.Contains((byte)0, TestPicture.Random(4, 4, 16, 0, transparent: true, 1).ExpectedRgba().Where((_, i) => i % 4 == 3));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(128, 0)]
    [InlineData(129, 1)]
    [InlineData(385, 1)]
    [InlineData(386, 2)]
    [InlineData(65406, 254)]
    [InlineData(65407, 255)]
    [InlineData(65535, 255)]
    public void Sixteen_bits_are_rounded_to_eight(int sample, int expected)
    {
        var picture = new TestPicture(1, 1, 16, 0, new int[,][] { { [sample] } });
        Assert.Equal(expected, Read(TestPng.Encode(picture, interlaced: false, 0))[0, 0].R);
    }

    [Fact]
    public void Unused_bits_of_the_transparent_colour_are_ignored()
    {
        var picture = new TestPicture(2, 1, 4, 0, new int[,][] { { [5], [6] } }, Transparency: [0xAB, 0xC5]);
        RasterImage image = Read(TestPng.Encode(picture, interlaced: false, 0));
        Assert.Equal((0, 255), (image[0, 0].A, image[1, 0].A));
    }

    [Fact]
    public void Suggested_palette_of_a_colour_picture_is_passed_over()
    {
        var picture = TestPicture.Random(3, 3, 8, 2, transparent: false, 1);
        Assert.Equal(picture.ExpectedRgba(), Read(TestPng.Encode(picture with { Palette = [1, 2, 3] }, interlaced: false, 0)).Rgba);
    }

    [Fact]
    public void Bytes_after_the_last_chunk_are_left_in_the_stream()
    {
        byte[] file = TestPng.Encode(TestPicture.Random(3, 3, 8, 0, transparent: false, 1), interlaced: false, 0);
        using var stream = new MemoryStream([.. file, 1, 2, 3]);
        Png.Read(stream, "a.png");
        Assert.Equal(file.Length, stream.Position);
    }

    [Fact]
    public void Reads_from_a_stream_that_gives_little_at_a_time_and_cannot_seek()
    {
        var picture = TestPicture.Random(9, 9, 8, 6, transparent: false, 1);
        using var stream = new DribblingStream(TestPng.Encode(picture, interlaced: true, -1));
        Assert.Equal(picture.ExpectedRgba(), Png.Read(stream, "a.png").Rgba);
    }

    [Fact]
    public void Missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("none.png", Assert.Throws<FileNotFoundException>(() => Png.Read(folder["none.png"])).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Malformed()
    {
        byte[] head = TestPng.Header(2, 2, 8, 0), end = TestPng.Chunk("IEND", []);
        byte[] palette = TestPng.Chunk("PLTE", [1, 2, 3]), paletteHead = TestPng.Header(2, 2, 8, 3);
        byte[] data = Data([0, 1, 2, 0, 3, 4]), zeros = Data(new byte[6]);
        byte[] good = TestPng.File(head, data, end);
        byte[] rgbHead = TestPng.Header(1, 1, 8, 2), rgbData = Data([0, 1, 2, 3]);
        byte[] packed = Bytes.Zlib([0, 1, 2, 0, 3, 4]);
        byte[] wrongSum = [.. packed[..^1], (byte)(packed[^1] ^ 1)];
        var cases = new TheoryData<string, byte[]>
        {
            { "empty", [] },
            { "signature", "GIF89a and more"u8.ToArray() },
            { "signature", [137, 80, 78, 71, 10, 13, 26, 10] },
            { "truncated", good[..5] },
            { "truncated", good[..8] },
            { "truncated", good[..12] },
            { "truncated", good[..20] },
            { "truncated", good[..45] },
            { "truncated", good[..^1] },
            { "truncated", good[..^12] },
            { "chunk-order", TestPng.File(data, end) },
            { "chunk-order", TestPng.File(head, head, data, end) },
            { "chunk-order", TestPng.File(head, data, head, end) },
            { "chunk-order", TestPng.File(paletteHead, palette, palette, zeros, end) },
            { "chunk-order", TestPng.File(head, data, TestPng.Chunk("tEXt", []), data, end) },
            { "chunk-order", TestPng.File(rgbHead, rgbData, palette, end) },
            { "chunk-order", TestPng.File(rgbHead, rgbData, TestPng.Chunk("tRNS", new byte[6]), end) },
            { "chunk-order", TestPng.File(rgbHead, TestPng.Chunk("tRNS", new byte[6]), palette, rgbData, end) },
            { "chunk-order", TestPng.File(rgbHead, TestPng.Chunk("tRNS", new byte[6]), TestPng.Chunk("tRNS", new byte[6]), rgbData, end) },
            { "chunk-order", TestPng.File(paletteHead, TestPng.Chunk("tRNS", [1]), palette, zeros, end) },
            { "chunk-type", TestPng.File(head, TestPng.Chunk("te\0t", []), data, end) },
            { "chunk-length", TestPng.File(head, [0x80, 0, 0, 0, .. "tEXt"u8]) },
            { "chunk-length", TestPng.File(TestPng.Chunk("IHDR", new byte[14])) },
            { "chunk-length", TestPng.File(head, data, TestPng.Chunk("IEND", [1])) },
            { "chunk-length", TestPng.File(paletteHead, TestPng.Chunk("PLTE", new byte[771]), zeros, end) },
            { "chunk-length", TestPng.File(TestPng.Header(2, 2, 1, 3), TestPng.Chunk("PLTE", new byte[9]), zeros, end) },
            { "header-length", TestPng.File(TestPng.Chunk("IHDR", new byte[12])) },
            { "header-size", TestPng.File(TestPng.Header(0, 2, 8, 0), data, end) },
            { "header-size", TestPng.File(TestPng.Header(2, 0, 8, 0), data, end) },
            { "picture-size", TestPng.File(TestPng.Header(10_001, 10_000, 8, 0), data, end) },
            { "picture-size", TestPng.File(TestPng.Header(1_000_001, 1, 8, 0), data, end) },
            { "picture-size", TestPng.File(TestPng.Header(uint.MaxValue, uint.MaxValue, 8, 0), data, end) },
            { "truncated", TestPng.File(TestPng.Header(10_000, 10_000, 8, 6), data, end) },
            { "header-format", TestPng.File(TestPng.Header(2, 2, 3, 0), data, end) },
            { "header-format", TestPng.File(TestPng.Header(2, 2, 0, 0), data, end) },
            { "header-format", TestPng.File(TestPng.Header(2, 2, 4, 2), data, end) },
            { "header-format", TestPng.File(TestPng.Header(2, 2, 16, 3), data, end) },
            { "header-format", TestPng.File(TestPng.Header(2, 2, 8, 5), data, end) },
            { "header-compression", TestPng.File(TestPng.Header(2, 2, 8, 0, compression: 1), data, end) },
            { "header-filter", TestPng.File(TestPng.Header(2, 2, 8, 0, filter: 1), data, end) },
            { "header-interlace", TestPng.File(TestPng.Header(2, 2, 8, 0, interlace: 2), data, end) },
            { "unknown-chunk", TestPng.File(head, TestPng.Chunk("CgBI", [0, 0, 0, 0]), data, end) },
            { "unknown-chunk", TestPng.File(head, data, TestPng.Chunk("ABCD", []), end) },
            { "palette-missing", TestPng.File(paletteHead, zeros, end) },
            { "palette-forbidden", TestPng.File(head, palette, data, end) },
            { "palette-length", TestPng.File(paletteHead, TestPng.Chunk("PLTE", []), zeros, end) },
            { "palette-length", TestPng.File(paletteHead, TestPng.Chunk("PLTE", [1, 2, 3, 4]), zeros, end) },
            { "palette-index", TestPng.File(paletteHead, palette, data, end) },
            { "transparency-forbidden", TestPng.File(TestPng.Header(1, 1, 8, 6), TestPng.Chunk("tRNS", [0, 1]), data, end) },
            { "transparency-length", TestPng.File(head, TestPng.Chunk("tRNS", [1]), data, end) },
            { "transparency-length", TestPng.File(rgbHead, TestPng.Chunk("tRNS", [0, 1]), rgbData, end) },
            { "transparency-length", TestPng.File(paletteHead, palette, TestPng.Chunk("tRNS", [1, 2]), zeros, end) },
            { "no-pixels", TestPng.File(head, end) },
            { "pixel-data-short", TestPng.File(head, TestPng.Chunk("IDAT", []), end) },
            { "pixel-data-short", TestPng.File(head, Data([0, 1, 2, 0, 3]), end) },
            { "pixel-data-short", TestPng.File(head, TestPng.Chunk("IDAT", packed.AsSpan(0, 5)), end) },
            { "pixel-data-long", TestPng.File(head, Data([0, 1, 2, 0, 3, 4, 0]), end) },
            { "pixel-data", TestPng.File(head, TestPng.Chunk("IDAT", [1, 2, 3, 4]), end) },
            { "pixel-data", TestPng.File(head, TestPng.Chunk("IDAT", [0x78, 0xBB, 0, 0, 0, 1]), end) }, // asks for a preset dictionary
            { "pixel-data", TestPng.File(head, TestPng.Chunk("IDAT", [0x78, 0x9C, 0xFF, 0xFF]), end) },
            { "pixel-data", TestPng.File(head, TestPng.Chunk("IDAT", wrongSum), end) },
            { "filter-type", TestPng.File(head, Data([5, 1, 2, 0, 3, 4]), end) },
        };
        foreach (int at in new[] { 20, 31, good.Length - 13, good.Length - 1 }) // in IHDR, in its check, in those of IDAT and IEND
            cases.Add("chunk-crc", [.. good[..at], (byte)(good[at] ^ 1), .. good[(at + 1)..]]);
        cases.Add("chunk-crc", TestPng.File(head, [.. TestPng.Chunk("tEXt", [65])[..^1], 0], data, end));
        return cases;
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_file_is_refused_by_rule(string rule, byte[] file)
    {
        var error = Assert.Throws<InvalidFileException>(() => Read(file));
        Assert.Equal(rule, error.Rule);
        Assert.StartsWith("a.png: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_is_refused()
    {
        byte[] file = TestPng.Encode(TestPicture.Random(9, 9, 8, 3, transparent: true, 1), interlaced: true, -1, cut: 50);
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<InvalidFileException>(() => Read(file[..length]));
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        byte[] file = TestPng.Encode(TestPicture.Random(5, 5, 8, 0, transparent: false, 1), interlaced: false, -1);
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] broken = (byte[])file.Clone();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidFileException>(() => Read(broken));
        }
    }

    [Fact]
    public void Bomb_is_stopped_one_byte_past_the_picture()
    {
        byte[] file = TestPng.File(TestPng.Header(28, 28, 8, 0), Data(new byte[256 << 20]), TestPng.Chunk("IEND", []));
        long allocated = Bytes.Allocated(() => Assert.Equal("pixel-data-long", Assert.Throws<InvalidFileException>(() => Read(file)).Rule));
        Assert.True(allocated < 1 << 20, $"{allocated} bytes");
    }

    [Fact]
    public void Header_that_lies_about_the_size_takes_no_memory()
    {
        byte[] file = TestPng.File(TestPng.Header(10_000, 10_000, 16, 6), Data(new byte[1000]), TestPng.Chunk("IEND", []));
        long allocated = Bytes.Allocated(() => Assert.Throws<InvalidFileException>(() => Read(file)));
        Assert.True(allocated < 1 << 20, $"{allocated} bytes");
    }

    [Fact]
    public void Damaged_files_give_one_kind_of_error()
    {
        var random = new Xoshiro256(1, 0);
        byte[][] files = [.. PngFiles()];
        int read = 0, refused = 0;
        for (int i = 0; i < 24_000; i++)
        {
            byte[] file = Bytes.Damage(files[random.NextInt32(files.Length)], ref random);
            if (i % 4 != 0) TestPng.RepairChecks(file); // or most damage would end at a check
            try
            {
                Read(file);
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

        Assert.True(read > 100 && refused > 10_000, $"{read} read, {refused} refused: the damage does not try much");
    }

    private static IEnumerable<byte[]> PngFiles()
    {
        foreach ((int color, int depth) in new[] { (0, 1), (0, 8), (0, 16), (2, 8), (3, 2), (3, 8), (4, 8), (6, 16) })
        {
            foreach (bool interlaced in new[] { false, true })
                yield return TestPng.Encode(TestPicture.Random(6, 5, depth, color, transparent: true, 1), interlaced, -1, cut: 40);
        }
    }

    private static byte[] Data(byte[] raw) => TestPng.Chunk("IDAT", Bytes.Zlib(raw));

    private static RasterImage Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return Png.Read(stream, "a.png");
    }
}
