using System.Diagnostics;

namespace Glia.Kernels;

/// <summary>
/// Finds out by trying whether steps go faster with all threads or with one, and keeps looking. What sharing costs cannot be known beforehand: a cache line takes a
/// tenth of a microsecond from core to core on one machine and six times that on another, or on the same virtual one an hour later, and other programs come and go.
/// </summary>
internal sealed class SharingChoice
{
    private const int TrialSteps = 8, SettlingSteps = 2; // weights first have to move to the core that now works on them
    private const int FirstInterval = 64, LongestInterval = 2048; // steps between trials: a first impression may be wrong, a later one less and less so

    private readonly long[] _trial = new long[TrialSteps - SettlingSteps];
    private long _alone = long.MaxValue, _shared = long.MaxValue;
    private int _trialsAtStart = 4, _interval = FirstInterval;
    private int _step;
    private long _start;

    /// <summary>Whether the step under way is shared.</summary>
    public bool Shares { get; private set; } = true;

    /// <summary>Marks the start of a step.</summary>
    public void Begin() => _start = Stopwatch.GetTimestamp();

    /// <summary>Marks the end of a step, and decides about the next.</summary>
    public void End() => End(Stopwatch.GetTimestamp() - _start);

    /// <summary>The same, given the time that the step took.</summary>
    internal void End(long ticks)
    {
        if (_step >= SettlingSteps && _step < TrialSteps) _trial[_step - SettlingSteps] = ticks;
        _step++;
        if (_step == TrialSteps) Conclude();
        else if (_step == _interval) Challenge();
    }

    /// <summary>After the first trials, and after each later one of the other way, goes on with what was faster.</summary>
    private void Conclude()
    {
        Array.Sort(_trial);
        long median = _trial[_trial.Length / 2];

        // The first trials alternate, and the best of each counts: some of them meet code that is still being compiled.
        bool isStart = _trialsAtStart > 0;
        if (Shares) _shared = isStart ? Math.Min(_shared, median) : median;
        else _alone = isStart ? Math.Min(_alone, median) : median;
        if (isStart)
        {
            _trialsAtStart--;
            Try(!Shares);
            return;
        }

        bool isBetterShared = _shared < _alone;
        if (Shares != isBetterShared) Try(isBetterShared);
    }

    /// <summary>Tries the other way, and a longer while later again.</summary>
    private void Challenge()
    {
        _interval = Math.Min(2 * _interval, LongestInterval);
        Try(!Shares);
    }

    private void Try(bool shares)
    {
        Shares = shares;
        _step = 0;
    }
}
