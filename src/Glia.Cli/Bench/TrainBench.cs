using System.Diagnostics;

namespace Glia.Cli;

/// <summary>Whole epochs through the public API: order, reading, scaling, forward, loss, backward, optimiser.</summary>
internal static class TrainBench
{
    /// <summary>Takes every pixel to something other than 0, so that nothing can be left out.</summary>
    private static readonly Scaler Dense = Scaler.Range(0, 255, 0.01f, 1);

    public static TrainResult Measure(BenchPlan plan, TrainCase network, Dataset digits, bool isDense, int threads, CancellationToken cancellation)
    {
        var options = new TrainingOptions { Epochs = 1_000_000, BatchSize = network.Batch, Threads = threads };
        var trainer = new Trainer(network.CreateNetwork(isDense ? Dense : digits.Scaler), digits, network.Optimizer, network.Loss, options);
        double first = Epoch(trainer, cancellation), all = 0;
        var later = new List<double>();
        while (later.Count < plan.Epochs || all < plan.Training.TotalSeconds)
        {
            later.Add(Epoch(trainer, cancellation));
            all += later[^1];
        }

        return new(network, threads, isDense, digits.Count / first, Times.Of([.. later]).PerSecond(digits.Count));
    }

    private static double Epoch(Trainer trainer, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        trainer.RunEpoch(cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
