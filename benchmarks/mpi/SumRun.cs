using System.Diagnostics;
using System.Globalization;
using Glia.Mpi;

namespace Glia.MpiLoad;

/// <summary>One sum over all ranks, many times.</summary>
internal static class SumRun
{
    private const int Rounds = 1000;

    public static void Run(MpiRanks ranks, int count)
    {
        var values = new float[count];
        var times = new double[Rounds];
        for (int i = 0; i < 100; i++) ranks.Sum(values);
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ranks.Sum(values);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(times);
        if (ranks.Rank == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[Rounds / 2]:0.0} least {times[0]:0.0} us, {count} floats, {ranks.Size} ranks, {ranks.Library}"));
    }
}
