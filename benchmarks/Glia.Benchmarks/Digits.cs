using Glia.Datasets;

namespace Glia.Benchmarks;

/// <summary>Digits to train on: MNIST where it is found, else generated ones. Real rows matter: four pixels in five are 0, in runs that no random pattern has.</summary>
internal static class Digits
{
    private const int Count = 20_000; // 16 MB of bytes: beyond the second cache, as a real training is

    public static Dataset Load() => Mnist.Find() is { } folder ? Mnist.LoadTrain(folder).Slice(0, Count) : HandwrittenDigits.Generate(Count, seed: 1);
}
