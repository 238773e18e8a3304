using System.Runtime.InteropServices;

namespace Glia.Cli;

/// <summary>
/// How long a cache line takes from one core to another and back: two threads throw a number to and fro. A step that is shared among threads pays for some of these
/// ways, so that a step of a few microseconds is shared only where they are short.
/// </summary>
internal sealed class RoundTripBench
{
    private const int Volley = 200, SpinsBeforeYield = 1 << 14;
    private const long End = -1;
    private const double LongestWay = 5e-6; // no two cores are that far apart; a thread that waits for the other's core is

    private Padded _ball;

    private RoundTripBench()
    {
    }

    /// <returns>Seconds there and back; null where the two threads never had a core each.</returns>
    public static Times? Measure(BenchPlan plan, CancellationToken cancellation)
    {
        var game = new RoundTripBench();
        var partner = new Thread(game.Return) { IsBackground = true };
        partner.Start();
        try
        {
            Times way = Times.Of(plan, game.Serve, cancellation).Of(1.0 / Volley);
            return way.Best > LongestWay ? null : way;
        }
        finally
        {
            Volatile.Write(ref game._ball.Number, End);
            partner.Join();
        }
    }

    /// <summary>Makes the number odd, and waits until it is even again.</summary>
    private void Serve()
    {
        for (int i = 0; i < Volley; i++)
        {
            long odd = Volatile.Read(ref _ball.Number) + 1;
            Volatile.Write(ref _ball.Number, odd);
            WaitWhile(odd);
        }
    }

    /// <summary>Makes each odd number even.</summary>
    private void Return()
    {
        long even = 0;
        while (WaitWhile(even) is var odd && odd != End)
        {
            even = odd + 1;
            Volatile.Write(ref _ball.Number, even);
        }
    }

    private long WaitWhile(long number)
    {
        int spins = 0;
        while (true)
        {
            long seen = Volatile.Read(ref _ball.Number);
            if (seen != number) return seen;
            if (++spins % SpinsBeforeYield == 0) Thread.Yield(); // both threads may have but one core
        }
    }

    /// <summary>A number with nothing else on its cache line and the next, which are often fetched together.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 264)]
    private struct Padded
    {
        [FieldOffset(128)]
        public long Number;
    }
}
