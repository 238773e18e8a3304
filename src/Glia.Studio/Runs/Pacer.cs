using System.Diagnostics;

namespace Glia.Studio.Runs;

/// <summary>
/// Slows a training down, so that one can watch: to so many epochs per second, or to so many seconds in all, slowly at first, where most is learnt, and ever faster. Sleeps seldom and long, for
/// the system wakes nobody to the millisecond.
/// </summary>
/// <param name="pace">How fast.</param>
/// <param name="epochs">Epochs in all.</param>
/// <param name="done">Epochs done before.</param>
internal sealed class Pacer(Pace pace, int epochs, int done)
{
    private const double SlowEpochs = 10; // the first so many take as long as the time allows
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly double _start = pace.Seconds > 0 ? Due(pace, done, epochs) : 0;
    private int _epochs;

    /// <summary>Called after each epoch.</summary>
    public void Wait(CancellationToken stop)
    {
        if (!pace.IsSlow) return;
        _epochs++;
        double due = pace.Seconds > 0 ? Due(pace, done + _epochs, epochs) - _start : _epochs / pace.EpochsPerSecond;
        TimeSpan ahead = TimeSpan.FromSeconds(due) - _clock.Elapsed;
        if (ahead > Nap || (pace.EpochsPerSecond is > 0 and < 50 && ahead > TimeSpan.Zero)) stop.WaitHandle.WaitOne(ahead);
    }

    private static double Due(Pace pace, int epoch, int epochs) => pace.Seconds * Math.Log(1 + (epoch / SlowEpochs)) / Math.Log(1 + (epochs / SlowEpochs));
}

/// <summary>How fast a training is shown; neither for as fast as possible.</summary>
/// <param name="EpochsPerSecond">Evenly.</param>
/// <param name="Seconds">In all, slowly at first.</param>
internal sealed record Pace(double EpochsPerSecond = 0, double Seconds = 0)
{
    public bool IsSlow => EpochsPerSecond > 0 || Seconds > 0;

    public void Check()
    {
        if (!(EpochsPerSecond is >= 0 and <= 100_000) || !(Seconds is >= 0 and <= 86_400))
            throw Http.StudioException.Bad("pace", "The pace is a number of epochs per second, or of seconds in all; 0 for as fast as possible.");
    }
}
