using Glia.Datasets;

namespace Glia.Peers;

/// <summary>Generated digits as the four files that MNIST comes in, so that every peer can read them.</summary>
internal static class DigitFiles
{
    private const int TrainCount = 60_000, TestCount = 10_000;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "train", HandwrittenDigits.Generate(TrainCount, seed: 1));
        Write(folder, "t10k", HandwrittenDigits.Generate(TestCount, seed: 2));
    }

    private static void Write(string folder, string part, Dataset data) =>
        Idx.WriteDataset(Path.Combine(folder, $"{part}-images-idx3-ubyte"), Path.Combine(folder, $"{part}-labels-idx1-ubyte"), data);
}
