namespace Glia.Cli;

/// <summary>How long everything is measured.</summary>
/// <param name="Samples">Digits of one epoch.</param>
/// <param name="Window">The shortest time that is measured as one: long beside the clock's own error.</param>
/// <param name="Windows">How many of them; the best is what the machine can do, the median what it does.</param>
/// <param name="Epochs">Epochs after the first, at least.</param>
/// <param name="Training">Time of these epochs together, at least.</param>
internal sealed record BenchPlan(int Samples, TimeSpan Window, int Windows, int Epochs, TimeSpan Training)
{
    /// <summary>The fewest digits that everything can be measured with.</summary>
    public const int FewestSamples = PredictBench.BatchSamples;

    /// <summary>About a minute. An epoch's digits are 16 MB of bytes: beyond the second cache, as in a real training.</summary>
    public static BenchPlan Full { get; } = new(20_000, TimeSpan.FromMilliseconds(5), 30, 3, TimeSpan.FromSeconds(1));

    /// <summary>A few seconds.</summary>
    public static BenchPlan Quick { get; } = new(2_000, TimeSpan.FromMilliseconds(2), 5, 2, TimeSpan.FromSeconds(0.02));
}
