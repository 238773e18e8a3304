using System.Diagnostics;
using Glia.Datasets;

namespace Glia.Peers;

/// <summary>How long one digit takes, and how fast many go through, with the trained weights that every peer is given.</summary>
internal static class Prediction
{
    private const int Digits = 1000, CallsPerReading = 100; // readings of a clock cost too: one for a hundred calls

    /// <summary>One float vector of scaled pixels in the caller's memory, ten probabilities out of it.</summary>
    public static object MeasureOne(PeerCase task, Arguments arguments)
    {
        (Network network, Dataset test) = Load(task, arguments);
        float[][] digits = [.. Enumerable.Range(0, Digits).Select(i => Scaled(network.Scaler!, test.Features(i)))];
        network.Scaler = Scaler.None;
        Workspace workspace = network.CreateWorkspace();
        var probabilities = new float[network.Outputs];

        long start = Stopwatch.GetTimestamp();
        network.Predict(digits[0], probabilities, workspace);
        double first = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var readings = new List<double>();
        long began = Stopwatch.GetTimestamp();
        for (int at = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < arguments.Number("--seconds"); at = (at + CallsPerReading) % Digits)
        {
            start = Stopwatch.GetTimestamp();
            for (int i = at; i < at + CallsPerReading; i++) network.Predict(digits[i], probabilities, workspace);
            readings.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / CallsPerReading);
        }

        int right = Enumerable.Range(0, Digits).Count(i => IndexOfMax(network.Predict(digits[i])) == test.Label(i));
        return new { CallSeconds = Median(readings), FirstSeconds = first, Accuracy = (double)right / Digits };
    }

    /// <summary>Batches of test digits, one after another; bytes, as MNIST has them and Glia keeps them.</summary>
    public static object MeasureBatch(PeerCase task, Arguments arguments)
    {
        (Network network, Dataset test) = Load(task, arguments);
        int threads = arguments.Whole("--threads");
        Dataset[] batches = [.. Enumerable.Range(0, test.Count / task.Batch).Select(i => test.Slice(i * task.Batch, task.Batch))];

        long start = Stopwatch.GetTimestamp();
        network.Predict(batches[0], threads);
        double first = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var readings = new List<double>();
        long began = Stopwatch.GetTimestamp();
        for (int at = 0; Stopwatch.GetElapsedTime(began).TotalSeconds < arguments.Number("--seconds"); at = (at + 1) % batches.Length)
        {
            start = Stopwatch.GetTimestamp();
            network.Predict(batches[at], threads);
            readings.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return new { CallSeconds = Median(readings), FirstSeconds = first, Accuracy = batches.Average(batch => network.Evaluate(batch, threads).Accuracy) };
    }

    private static (Network Network, Dataset Test) Load(PeerCase task, Arguments arguments)
    {
        Network network = task.CreateNetwork(seed: 1);
        WeightFile.Read(arguments.Text("--weights"), network);
        return (network, Mnist.LoadTest(arguments.Text("--data")));
    }

    private static float[] Scaled(Scaler scaler, float[] pixels)
    {
        var scaled = new float[pixels.Length];
        scaler.Apply(pixels, scaled);
        return scaled;
    }

    private static int IndexOfMax(float[] values) => Array.IndexOf(values, values.Max());

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
