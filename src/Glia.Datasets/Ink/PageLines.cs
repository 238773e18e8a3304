namespace Glia.Datasets;

/// <summary>
/// Lines printed on a page of digits, ruled or in a grid: long, straight and thin, across or down the page, sloping a little, perhaps pale or short of the border. Each is
/// followed from end to end through what crosses it, and only its own ink is taken away, so that strokes over it stay. In a picture of one digit so short a line may be
/// the digit: there <see cref="RuledLines"/> asks for more.
/// </summary>
internal static class PageLines
{
    private const double LongPart = 0.35; // of the page's longer side: a line is at least so long, unless it goes from one side to the other
    private const double MostSlope = 0.12, MostBend = 0.02; // of its length
    private const double LeastVisible = 0.4; // share of a line that must lie bare

    /// <summary>Takes the lines out of <paramref name="ink"/>, where pixels above <paramref name="level"/> are ink.</summary>
    public static void Erase(GreyPlane ink, float level)
    {
        bool[] mask = [.. ink.Values.Select(value => value > level)];
        Direction across = new(mask, ink.Width, ink.Height, 1, ink.Width), down = new(mask, ink.Height, ink.Width, ink.Width, 1);
        List<LineTrack> lines = [.. Find(across, ink.LongSide)], columns = [.. Find(down, ink.LongSide)];
        foreach (LineTrack line in lines) Erase(ink, across, line);
        foreach (LineTrack line in columns) Erase(ink, down, line);
    }

    /// <summary>The mask seen along the lines that are looked for: steps in the array along and across them.</summary>
    private readonly record struct Direction(bool[] Mask, int Length, int Breadth, int Along, int Across)
    {
        public bool IsInk(int at, double place)
        {
            int cross = (int)Math.Floor(place + 0.5);
            return (uint)cross < (uint)Breadth && Mask[(at * Along) + (cross * Across)];
        }
    }

    private static IEnumerable<LineTrack> Find(Direction page, int longSide)
    {
        int thickest = Math.Max(3, longSide * 6 / 1000);
        List<LineTrack> active = [], done = [];
        for (int at = 0; at < page.Length; at++)
        {
            List<(int First, int Last)> runs = Runs(page, at, thickest);
            for (int k = active.Count - 1; k >= 0; k--)
            {
                LineTrack track = active[k];
                if (track.Take(at, runs) || track.GoesOn(at, page.IsInk(at, track.Place(at)), page.Length)) continue;
                active.RemoveAt(k);
                if (track.Length > 20) done.Add(track);
            }

            active.InsertRange(0, runs.Select(run => new LineTrack(at, run.First, run.Last)));
        }

        return done.Concat(active).Where(track => IsLine(track, page.Length, longSide));
    }

    private static bool IsLine(LineTrack track, int length, int longSide)
    {
        double thickness = track.Thickness();
        bool isLong = track.Length >= LongPart * longSide && track.Length >= 40 * thickness;
        bool isThrough = track.Length >= 0.95 * length && track.Length >= 20 * thickness;
        return (isLong || isThrough) && track.Count >= LeastVisible * track.Length && Math.Abs(track.Slope()) <= MostSlope && track.Bend() <= Math.Max(3, MostBend * track.Length);
    }

    // What is much thicker than the line is a stroke that lies along it.
    private static void Erase(GreyPlane ink, Direction page, LineTrack line)
    {
        double most = (1.5 * line.Thickness()) + 1;
        foreach ((int at, int first, int last) in line.Runs)
        {
            if (last - first + 1 > most) continue;
            for (int cross = Math.Max(0, first - 1); cross <= Math.Min(page.Breadth - 1, last + 1); cross++)
                ink.Values[(at * page.Along) + (cross * page.Across)] = 0;
        }
    }

    private static List<(int First, int Last)> Runs(Direction page, int at, int thickest)
    {
        var runs = new List<(int, int)>();
        for (int cross = 0; cross < page.Breadth; cross++)
        {
            if (!page.Mask[(at * page.Along) + (cross * page.Across)]) continue;
            int first = cross;
            while (cross + 1 < page.Breadth && page.Mask[(at * page.Along) + ((cross + 1) * page.Across)]) cross++;
            if (cross - first < thickest) runs.Add((first, cross));
        }

        return runs;
    }
}
