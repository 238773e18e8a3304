using System.Diagnostics;
using Glia.Datasets;

namespace Glia.Peers;

/// <summary>Whole epochs of <c>Fit</c>, one after another: shuffling, reading the digits, and every step.</summary>
internal static class Training
{
    public static object Measure(PeerCase task, Arguments arguments)
    {
        (Dataset train, Dataset test) = Mnist.Load(arguments.Text("--data"));
        if (task.Samples < train.Count) train = train.Slice(0, task.Samples);
        var seed = (ulong)arguments.Whole("--seed");
        Network network = task.CreateNetwork(seed);
        var trainer = new Trainer(network, train, task.Optimizer, task.Loss, new TrainingOptions
        {
            Epochs = arguments.Whole("--epochs"),
            BatchSize = task.Batch,
            Seed = seed,
            Threads = arguments.Whole("--threads"),
        });

        List<double> seconds = [], cpuSeconds = [];
        while (!trainer.IsDone)
        {
            TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            trainer.RunEpoch();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            cpuSeconds.Add((Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds);
        }

        return new
        {
            Samples = train.Count,
            EpochSeconds = seconds,
            EpochCpuSeconds = cpuSeconds,
            Accuracy = network.Evaluate(test).Accuracy,
        };
    }
}
