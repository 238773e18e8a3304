using System.Diagnostics;

namespace Glia.Cli;

/// <summary>Floating-point operations per second that some threads can do together.</summary>
internal static class PeakBench
{
    private const int RoundsAtOnce = 1024;

    private static float _sink; // results go somewhere, or the loops could be left out

    public static Rate Measure(BenchPlan plan, int threads, CancellationToken cancellation) =>
        FusedLoop.All.Select(loop => Measure(plan, loop, threads, cancellation)).MaxBy(rate => rate.Best);

    private static Rate Measure(BenchPlan plan, FusedLoop loop, int threads, CancellationToken cancellation)
    {
        int rounds = RoundsAtOnce * Times.CallsPerWindow(plan, () => Volatile.Write(ref _sink, loop.Run(RoundsAtOnce)));
        long[,] stamps = Run(plan, loop, threads, rounds, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var seconds = new double[plan.Windows];
        for (int window = 0; window < plan.Windows; window++)
        {
            long first = long.MaxValue, last = 0;
            for (int thread = 0; thread < threads; thread++)
            {
                first = Math.Min(first, stamps[window, 2 * thread]);
                last = Math.Max(last, stamps[window, (2 * thread) + 1]);
            }

            seconds[window] = (double)(last - first) / Stopwatch.Frequency;
        }

        return Times.Of(seconds).PerSecond((double)loop.OperationsPerRound * rounds * threads);
    }

    /// <summary>When each thread began and ended each window: all of them begin together.</summary>
    private static long[,] Run(BenchPlan plan, FusedLoop loop, int threads, int rounds, CancellationToken cancellation)
    {
        var stamps = new long[plan.Windows, 2 * threads];
        using var start = new Barrier(threads);
        Thread[] helpers = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Work(i)) { IsBackground = true })];
        foreach (Thread helper in helpers) helper.Start();
        Work(0);
        foreach (Thread helper in helpers) helper.Join();
        return stamps;

        void Work(int thread)
        {
            for (int window = 0; window < plan.Windows; window++)
            {
                start.SignalAndWait(CancellationToken.None); // all of them go through every window, or one would wait for ever
                if (cancellation.IsCancellationRequested) continue;
                stamps[window, 2 * thread] = Stopwatch.GetTimestamp();
                float sum = loop.Run(rounds);
                stamps[window, (2 * thread) + 1] = Stopwatch.GetTimestamp();
                Volatile.Write(ref _sink, sum);
            }
        }
    }
}
