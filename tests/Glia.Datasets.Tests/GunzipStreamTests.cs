namespace Glia.Datasets.Tests;

public sealed class GunzipStreamTests
{
    [Fact]
    public void Unpacking_stops_at_the_ratio_that_no_data_reaches()
    {
        byte[] bomb = Bytes.GzipBomb([], 1);
        var buffer = new byte[1 << 16];
        long count = 0;
        using var stream = new GunzipStream(new MemoryStream(bomb), "a.gz");
        var error = Assert.Throws<InvalidFileException>(() =>
        {
            for (int read = 1; read > 0; count += read) read = stream.Read(buffer);
        });
        Assert.Equal("gzip-ratio", error.Rule);
        Assert.InRange(count, (bomb.Length * 250L) - buffer.Length, bomb.Length * 250L);
    }

    [Fact]
    public void Small_files_may_unpack_to_anything()
    {
        byte[] file = Bytes.Gzip(new byte[16 << 20]);
        using var stream = new GunzipStream(new MemoryStream(file), "a.gz");
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        Assert.Equal(16 << 20, unpacked.Length);
        Assert.True(file.Length < (16 << 20) / 250);
    }
}
