using System.Diagnostics;

namespace Glia.Cli;

/// <summary>Seconds that one call takes.</summary>
internal readonly record struct Times(double Best, double Median)
{
    /// <summary>Measures windows of many calls each.</summary>
    public static Times Of(BenchPlan plan, Action call, CancellationToken cancellation)
    {
        int calls = CallsPerWindow(plan, call);
        var seconds = new double[plan.Windows];
        for (int i = 0; i < seconds.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            seconds[i] = Seconds(call, calls) / calls;
        }

        return Of(seconds);
    }

    /// <summary>The best and the median of some times.</summary>
    public static Times Of(double[] seconds)
    {
        Array.Sort(seconds);
        return new(seconds[0], seconds[seconds.Length / 2]);
    }

    /// <summary>The same for <paramref name="part"/> of a call.</summary>
    public Times Of(double part) => new(Best * part, Median * part);

    /// <summary>How much is done in a second, where a call does <paramref name="amount"/>.</summary>
    public Rate PerSecond(double amount) => new(amount / Best, amount / Median);

    /// <summary>How many calls fill a window. Both of two tries must: the first call of all waits for its code to be compiled, and any may be interrupted.</summary>
    public static int CallsPerWindow(BenchPlan plan, Action call)
    {
        int calls = 1;
        while (Math.Min(Seconds(call, calls), Seconds(call, calls)) < plan.Window.TotalSeconds && calls < 1 << 28) calls *= 2;
        return calls;
    }

    private static double Seconds(Action call, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) call();
        return (double)(Stopwatch.GetTimestamp() - start) / Stopwatch.Frequency;
    }
}

/// <summary>What is done in a second: the more the better.</summary>
internal readonly record struct Rate(double Best, double Median);
