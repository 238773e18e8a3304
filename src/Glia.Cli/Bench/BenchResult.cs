namespace Glia.Cli;

/// <summary>What the loop of multiply-adds reached on some threads, in operations per second, before and after everything else.</summary>
internal sealed record PeakResult(int Threads, Rate Before, Rate After)
{
    /// <summary>What 100 % of peak is.</summary>
    public double Best => Math.Max(Before.Best, After.Best);

    /// <summary>Part of it that was missing at times, 0 … 1: the machine had other things to do, or slowed its clock.</summary>
    public double Unrest => 1 - (new[] { Before.Best, Before.Median, After.Best, After.Median }.Min() / Best);
}

/// <summary>Operations per second of a product; <paramref name="Digits"/> as if nothing were left out, null where the product does not read digits.</summary>
internal sealed record ProductResult(ProductShape Shape, int Threads, Rate Dense, Rate? Digits)
{
    /// <summary>How many times faster the product is where zeros are left out.</summary>
    public double? Faster => Digits?.Best / Dense.Best;
}

/// <summary>Samples per second of a training.</summary>
internal sealed record TrainResult(TrainCase Case, int Threads, bool IsDense, double First, Rate Later);

/// <summary>Seconds for one sample; samples per second in batches on each number of threads.</summary>
internal sealed record PredictResult(string Network, Times One, IReadOnlyList<(int Threads, Rate Samples)> Batches);

/// <summary>Everything that was measured.</summary>
internal sealed record BenchResult(
    BenchPlan Plan, MachineFacts Machine, NamedData Data, IReadOnlyList<PeakResult> Peaks, Times? RoundTrip, IReadOnlyList<ProductResult> Products,
    IReadOnlyList<TrainResult> Trainings, double FirstPrediction, IReadOnlyList<PredictResult> Predictions, TimeSpan Duration)
{
    /// <summary>Part of what as many threads reach at most, 0 … 1.</summary>
    public double OfPeak(double operationsPerSecond, int threads) => operationsPerSecond / Peaks.First(p => p.Threads == threads).Best;

    /// <summary>How many times faster a training is where zeros are left out.</summary>
    public double Faster(TrainResult training) =>
        training.Later.Best / Trainings.First(t => t.IsDense && t.Case == training.Case && t.Threads == training.Threads).Later.Best;
}
