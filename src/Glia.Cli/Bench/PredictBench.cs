using System.Diagnostics;

namespace Glia.Cli;

/// <summary>Predictions: one sample in the caller's memory, and many at once.</summary>
internal sealed class PredictBench
{
    /// <summary>Samples that are predicted at once.</summary>
    public const int BatchSamples = 1024;

    private const int Samples = 256; // different ones in turn: no processor can learn them by heart

    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly Dataset _batch;
    private readonly float[][] _samples;
    private readonly float[] _outputs;
    private int _next;

    public PredictBench(TrainCase network, Dataset digits)
    {
        _network = network.CreateNetwork(digits.Scaler);
        _workspace = _network.CreateWorkspace();
        _batch = digits.Slice(0, BatchSamples);
        _samples = [.. Enumerable.Range(0, Samples).Select(digits.Features)];
        _outputs = new float[_network.Outputs];
    }

    /// <summary>Seconds of a single call, which in a new process has to wait for its code to be compiled.</summary>
    public double FirstCall()
    {
        long start = Stopwatch.GetTimestamp();
        One();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public Times MeasureOne(BenchPlan plan, CancellationToken cancellation) => Times.Of(plan, One, cancellation);

    public Rate MeasureBatch(BenchPlan plan, int threads, CancellationToken cancellation) =>
        Times.Of(plan, () => _network.Predict(_batch, threads), cancellation).PerSecond(BatchSamples);

    private void One() => _network.Predict(_samples[_next++ % Samples], _outputs, _workspace);
}
