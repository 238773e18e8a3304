using System.IO.Compression;

namespace Glia.Datasets.Tests.Handwriting;

/// <summary>Digits of the MNIST training set where it lies at hand (GLIA_DATA, or shared/data/mnist beside the repository), and generated ones elsewhere.</summary>
internal static class RealDigits
{
    private const string Images = "train-images-idx3-ubyte.gz", Labels = "train-labels-idx1-ubyte.gz";

    public static List<(byte[] Pixels, int Label)> First(int count) => Folder() is string folder ? Read(folder, count) : Generated(count);

    private static List<(byte[] Pixels, int Label)> Generated(int count)
    {
        var digits = new List<(byte[], int)>();
        for (int i = 0; i < count; i++)
        {
            var pixels = new byte[784];
            HandwrittenDigits.Draw(4711, i, pixels, out int label);
            digits.Add((pixels, label));
        }

        return digits;
    }

    private static List<(byte[] Pixels, int Label)> Read(string folder, int count)
    {
        using Stream images = Open(Path.Combine(folder, Images), 16), labels = Open(Path.Combine(folder, Labels), 8);
        var digits = new List<(byte[], int)>();
        for (int i = 0; i < count; i++)
        {
            var pixels = new byte[784];
            images.ReadExactly(pixels);
            digits.Add((pixels, labels.ReadByte()));
        }

        return digits;
    }

    private static GZipStream Open(string path, int header)
    {
        var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        stream.ReadExactly(new byte[header]);
        return stream;
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("GLIA_DATA") is { Length: > 0 } named && File.Exists(Path.Combine(named, Images))) return named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Glia.slnx"))) continue;
            string beside = Path.Combine(folder.FullName, "..", "shared", "data", "mnist");
            return File.Exists(Path.Combine(beside, Images)) ? beside : null;
        }

        return null;
    }
}
