using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Glia.Datasets.Tests.Download;

/// <summary>A small IDX file, its gzip and what a download of it must be.</summary>
internal sealed class Sample
{
    private Sample(string name, byte[] unpacked)
    {
        Unpacked = unpacked;
        Packed = Gzip(unpacked);
        File = new DownloadFile(name, Convert.ToHexString(SHA256.HashData(unpacked)), unpacked.Length);
    }

    public byte[] Unpacked { get; }

    public byte[] Packed { get; }

    public DownloadFile File { get; }

    /// <summary><paramref name="count"/> pictures of 28 × 28 pixels: mostly paper, some noisy ink, so that they shrink about as real digits do.</summary>
    public static Sample Images(string name, int count, ulong seed = 1)
    {
        var bytes = new byte[16 + (count * 784)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x803);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), 28);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), 28);
        var random = new Random((int)seed);
        for (int i = 16; i < bytes.Length; i++) bytes[i] = random.Next(5) == 0 ? (byte)random.Next(256) : (byte)0;
        return new(name, bytes);
    }

    public static Sample Labels(string name, ReadOnlySpan<byte> labels)
    {
        var bytes = new byte[8 + labels.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), labels.Length);
        labels.CopyTo(bytes.AsSpan(8));
        return new(name, bytes);
    }

    /// <summary>Four files that have MNIST's names and shapes, with labels 5, 6, 7, 8, 9, 0, 1 … to train and 7, 8, 9, 0 … to test.</summary>
    public static Sample[] MiniMnist(int train = 30, int test = 20) =>
    [
        Images("train-images-idx3-ubyte", train, 1),
        Labels("train-labels-idx1-ubyte", [.. Enumerable.Range(0, train).Select(i => (byte)((i + 5) % 10))]),
        Images("t10k-images-idx3-ubyte", test, 2),
        Labels("t10k-labels-idx1-ubyte", [.. Enumerable.Range(0, test).Select(i => (byte)((i + 7) % 10))]),
    ];

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level, leaveOpen: true)) gzip.Write(bytes);
        return memory.ToArray();
    }
}
