using System.Diagnostics;

namespace Glia.Studio.Runs;

/// <summary>Slows a training down to so many epochs per second, so that one can watch. Sleeps seldom and long, for the system wakes nobody to the millisecond.</summary>
internal sealed class Pacer(float epochsPerSecond)
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _epochs;

    /// <summary>Called after each epoch.</summary>
    public void Wait(CancellationToken stop)
    {
        _epochs++;
        TimeSpan ahead = TimeSpan.FromSeconds(_epochs / epochsPerSecond) - _clock.Elapsed;
        if (ahead > Nap || (epochsPerSecond < 1 / Nap.TotalSeconds && ahead > TimeSpan.Zero)) stop.WaitHandle.WaitOne(ahead);
    }
}
