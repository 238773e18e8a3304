namespace Glia.Datasets;

/// <summary>A line on its way along a page: the thin runs of ink that it has taken so far, each at one place along the page.</summary>
internal sealed class LineTrack(int at, int first, int last)
{
    private const int Window = 120, Known = 24; // runs that tell the slope, and how many it takes to know it
    private readonly List<(int At, int First, int Last)> _runs = [(at, first, last)];
    private int _blank; // places without ink since the last run

    /// <summary>The runs of ink, first to last pixel across, in order along the page.</summary>
    public IReadOnlyList<(int At, int First, int Last)> Runs => _runs;

    /// <summary>Number of runs.</summary>
    public int Count => _runs.Count;

    /// <summary>Pixels from the first run to the last.</summary>
    public int Length => _runs[^1].At - _runs[0].At + 1;

    /// <summary>Where the line should be at a place along the page.</summary>
    public double Place(int at) => Middle(_runs[^1]) + (_runs.Count < Known ? 0 : SlopeFrom(Math.Max(0, _runs.Count - Window)) * (at - _runs[^1].At));

    /// <summary>Takes the run nearest to where the line should be, and out of the list; false where none is near.</summary>
    public bool Take(int at, List<(int First, int Last)> runs)
    {
        double place = Place(at), nearest = _runs.Count < Known ? 1.01 : Math.Min(4, 1.5 + (0.02 * (at - _runs[^1].At)));
        int best = -1;
        for (int i = 0; i < runs.Count; i++)
        {
            double away = Math.Abs(((runs[i].First + runs[i].Last) * 0.5) - place);
            if (away > nearest) continue;
            (best, nearest) = (i, away);
        }

        if (best < 0) return false;
        _runs.Add((at, runs[best].First, runs[best].Last));
        runs.RemoveAt(best);
        _blank = 0;
        return true;
    }

    /// <summary>Whether the line may go on behind what is at this place: a stroke over it, or a few pixels where it is faint.</summary>
    public bool GoesOn(int at, bool isInk, int length)
    {
        if (!isInk) _blank++;
        return _blank <= (_runs.Count < Known ? 2 : Math.Max(4, length / 100)) && at - _runs[^1].At <= length / 6;
    }

    /// <summary>The median thickness.</summary>
    public double Thickness()
    {
        int[] sorted = [.. _runs.Select(run => run.Last - run.First + 1)];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>Pixels across for each pixel along.</summary>
    public double Slope() => SlopeFrom(0);

    /// <summary>How far the line leaves the straight one between its ends, in pixels.</summary>
    public double Bend()
    {
        double slope = SlopeFrom(0), start = Middle(_runs[0]);
        return _runs.Max(run => Math.Abs(Middle(run) - start - (slope * (run.At - _runs[0].At))));
    }

    private double SlopeFrom(int index)
    {
        int along = _runs[^1].At - _runs[index].At;
        return along == 0 ? 0 : (Middle(_runs[^1]) - Middle(_runs[index])) / along;
    }

    private static double Middle((int At, int First, int Last) run) => (run.First + run.Last) * 0.5;
}
