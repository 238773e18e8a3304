using System.Diagnostics;

namespace Glia.LiveLoad;

/// <summary>Things by the clock, whatever comes back.</summary>
internal static class Clock
{
    /// <summary>Does something so many times a second, for so many seconds.</summary>
    public static int Run(int rate, int seconds, Action<int> what)
    {
        long start = Stopwatch.GetTimestamp();
        int count = rate * seconds, done = 0;
        while (done < count)
        {
            double due = Stopwatch.GetElapsedTime(start).TotalSeconds * rate;
            if (due < done)
            {
                // Short waits by turning: a sleep lasts a millisecond, which is all that there is between two messages.
                if (done - due > 2 || rate <= 2000) Thread.Sleep(TimeSpan.FromMicroseconds(Math.Max(1, (done - due) / rate * 1e6 * 0.8)));
                else Thread.SpinWait(20);
                continue;
            }

            what(done++);
        }

        return done;
    }
}
