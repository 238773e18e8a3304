namespace Glia.Mpi;

/// <summary>Notices that another rank on this machine has died: MPI itself would wait for it for ever.</summary>
internal sealed class RankWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly (int Rank, int Process)[] _watched;
    private readonly int _rank;
    private readonly Action<int, int> _lost;
    private readonly RankFarewell _farewell;
    private readonly Timer _timer;
    private int _isOver;

    /// <param name="places">Where the ranks are.</param>
    /// <param name="rank">The number of this one.</param>
    /// <param name="farewell">Where this one hears from the others; it hears longer than this watches, for a rank may fail when others are done.</param>
    /// <param name="lost">Told once, on any thread: the rank that is gone, and its process.</param>
    public RankWatch(RankPlaces places, int rank, RankFarewell farewell, Action<int, int> lost)
    {
        // Ranks in containers of one name may have processes that cannot be seen from here: the launcher watches over those.
        _watched = [.. Enumerable.Range(0, places.Processes.Count).Where(r => r != rank && places.AreHere[r] && RankProcess.IsAlive(places.Processes[r])).Select(r => (r, places.Processes[r]))];
        (_rank, _farewell, _lost) = (rank, farewell, lost);
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>The lowest rank on this machine that is there, this one among them.</summary>
    public int LowestAlive => _watched.Where(other => RankProcess.IsAlive(other.Process)).Select(other => other.Rank).Append(_rank).Min();

    /// <summary>Waits for another rank on this machine to say that it ends all; false where none has in that time.</summary>
    public bool HearsFarewell(TimeSpan patience) => SpinWait.SpinUntil(() => _farewell.IsSaid, patience);

    /// <summary>Says to the other ranks on this machine that this one ends all, and has told why.</summary>
    public void SayFarewell() => RankFarewell.Say(_watched.Select(other => other.Process));

    private void Look()
    {
        if (_farewell.IsSaid) return;
        foreach ((int rank, int process) in _watched)
        {
            if (RankProcess.IsAlive(process)) continue;
            Thread.Sleep(Interval); // what it may have said is on its way
            if (!_farewell.IsSaid && Interlocked.Exchange(ref _isOver, 1) == 0) _lost(rank, process);
            return;
        }
    }

    /// <summary>Looks no more: from now on ranks end because they are done.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _isOver, 1);
        _timer.Dispose();
    }
}
