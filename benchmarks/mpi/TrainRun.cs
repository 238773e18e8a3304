using System.Diagnostics;
using System.Globalization;
using Glia.Datasets;

namespace Glia.MpiLoad;

/// <summary>Whole steps for some seconds, in windows of which the median counts.</summary>
internal static class TrainRun
{
    private const int Windows = 15;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    public static void Run(ICollective? ranks, int[] widths, int batch)
    {
        Dataset data = HandwrittenDigits.Generate(20_000, seed: 1);
        Layer[] layers = [.. widths.Select(width => new Dense(width, Activation.ReLU)), new Dense(10, Activation.Softmax)];
        var network = new Network(784, seed: 1, layers);
        var trainer = new Trainer(network, data, new Sgd(0.05f, 0.9f), new CrossEntropy(), new TrainingOptions { Epochs = 1_000_000, BatchSize = batch, Threads = 1, Ranks = ranks });
        int steps = StepsOfWindow(trainer, ranks);
        double[] speeds = [.. Enumerable.Range(0, Windows).Select(_ => Speed(trainer, steps, batch)).Order()];
        if (ranks is null || ranks.Rank == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{speeds[Windows / 2]:0} samples/s, {speeds[0]:0} to {speeds[^1]:0}, {ranks?.Size ?? 1} ranks, {network.ParameterCount} weights and biases"));
    }

    // All ranks must take as many.
    private static int StepsOfWindow(Trainer trainer, ICollective? ranks)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++) trainer.Step();
        double[] seconds = [clock.Elapsed.TotalSeconds / 20];
        ranks?.Sum(seconds);
        return Math.Max(5, (int)(Window.TotalSeconds / seconds[0] * (ranks?.Size ?? 1)));
    }

    private static double Speed(Trainer trainer, int steps, int batch)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++) trainer.Step();
        return (double)steps * batch / clock.Elapsed.TotalSeconds;
    }
}
