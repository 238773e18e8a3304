using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class MappedFileTests
{
    [Fact]
    public void A_file_of_any_size_is_read_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        const long length = 5_000_000_000;
        using (FileStream file = File.Create(folder.File("large")))
        {
            file.SetLength(length); // sparse: no disk is used but for the last bytes
            file.Seek(-3, SeekOrigin.End);
            file.Write([1, 2, 3]);
        }

        using var mapped = new MappedFile(folder.File("large"), announces: true);
        Assert.Equal(length, mapped.Length);
        mapped.Announce(length - 5000, 5000);
        Assert.Equal([0, 1, 2, 3], mapped.Span(length - 4, 4).ToArray());
        Assert.Equal(0, mapped.Span(length, 0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapped.Span(length - 3, 4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapped.Span(-1, 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapped.Span(long.MaxValue, int.MaxValue).Length);
        mapped.Check();
    }

    [Fact]
    public void What_is_unmapped_is_not_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f"), [1, 2, 3]);
        var mapped = new MappedFile(folder.File("f"));
        mapped.Dispose();
        mapped.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mapped.Span(0, 1).Length);
        File.WriteAllBytes(folder.File("f"), []);
        Assert.ThrowsAny<ArgumentException>(() => new MappedFile(folder.File("f")));
        Assert.Throws<FileNotFoundException>(() => new MappedFile(folder.File("none")));
    }
}
