using System.IO.Compression;

namespace Glia.Datasets.Tests;

/// <summary>Byte strings that tests share: packed, noisy, damaged.</summary>
internal static class Bytes
{
    public static byte[] Gzip(ReadOnlySpan<byte> data)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(data);
        return memory.ToArray();
    }

    public static byte[] Zlib(ReadOnlySpan<byte> data)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return memory.ToArray();
    }

    /// <summary>A gzip file of <paramref name="start"/> and then 1 GiB of <paramref name="filler"/>, about 1 MB long.</summary>
    public static byte[] GzipBomb(ReadOnlySpan<byte> start, byte filler)
    {
        var block = new byte[64 << 20];
        Array.Fill(block, filler);
        byte[] packed = Gzip(block);
        var bomb = new List<byte>(Gzip(start));
        for (int i = 0; i < 16; i++) bomb.AddRange(packed); // gzip files may be put one after the other
        return [.. bomb];
    }

    public static byte[] Noise(int length, ulong seed)
    {
        var random = new Xoshiro256(seed, 0);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)random.NextInt32(256);
        return bytes;
    }

    /// <summary>The bytes after one to four random changes: a byte, a bit, a cut, a piece removed, doubled or put in.</summary>
    public static byte[] Damage(byte[] bytes, ref Xoshiro256 random)
    {
        var list = new List<byte>(bytes);
        for (int changes = 1 + random.NextInt32(4); changes > 0 && list.Count > 0; changes--)
        {
            int at = random.NextInt32(list.Count);
            int length = Math.Min(1 + random.NextInt32(16), list.Count - at);
            switch (random.NextInt32(8))
            {
                case 0:
                case 1:
                    list[at] = (byte)random.NextInt32(256);
                    break;
                case 2:
                case 3:
                    list[at] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 4:
                    list.RemoveRange(at, list.Count - at);
                    break;
                case 5:
                    list.RemoveRange(at, length);
                    break;
                case 6:
                    list.InsertRange(at, list.GetRange(at, length));
                    break;
                default:
                    list[at] = random.NextInt32(2) == 0 ? (byte)0 : (byte)255;
                    break;
            }
        }

        return [.. list];
    }

    /// <summary>Bytes that <paramref name="work"/> allocates on this thread.</summary>
    public static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
