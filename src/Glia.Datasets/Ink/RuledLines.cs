namespace Glia.Datasets;

/// <summary>
/// Printed lines behind one digit that run from one side of the picture to the other: ruled and squared paper. Found as rows, sheared by up to 3°, that hold ink nearly all the
/// way; taken away wherever the ink is no thicker than the line, so that strokes that cross it stay.
/// </summary>
internal static class RuledLines
{
    private const int SmallestSide = 64;
    private const double Steepest = 0.053, SlopeStep = 0.0025; // tangents: 3°, and a pixel and a half over 600
    private const double Filled = 0.7; // share of a line's columns that hold ink
    private const double LeastLeft = 0.05; // where next to nothing else is left, the line was the digit: a one from border to border

    /// <summary>Takes lines off <paramref name="ink"/>, where pixels above <paramref name="level"/> are ink. A single line that may be a stroke stays, and so does all where there is nothing else.</summary>
    public static void Remove(GreyPlane ink, float level)
    {
        if (Math.Min(ink.Width, ink.Height) < SmallestSide) return;
        float[] before = [.. ink.Values];
        Remove(ink.Values, ink.Width, ink.Height, 1, ink.Width, level);
        Remove(ink.Values, ink.Height, ink.Width, ink.Width, 1, level);
        if (ink.Values.Count(value => value > level) < LeastLeft * before.Count(value => value > level)) before.CopyTo(ink.Values, 0);
    }

    // One direction: `length` pixels along the lines, `along` apart in memory, and `breadth` across them, `across` apart.
    private static void Remove(float[] ink, int length, int breadth, int along, int across, float level)
    {
        (double slope, double[] filled) = Best(ink, length, breadth, along, across, level);
        List<(int From, int To)> lines = Bands(filled);
        var thickness = new List<int>();
        foreach ((int from, int to) in lines) thickness.Add(Thickness(ink, length, breadth, along, across, level, slope, from, to));
        lines = [.. lines.Where((_, i) => thickness[i] <= Math.Max(3, breadth / 60))];
        thickness.RemoveAll(t => t > Math.Max(3, breadth / 60));
        if (lines.Count == 0 || (lines.Count == 1 && !IsThin(thickness[0], breadth))) return;
        for (int i = 0; i < lines.Count; i++) Erase(ink, length, breadth, along, across, level, slope, lines[i], thickness[i]);
    }

    private static bool IsThin(int thickness, int breadth) => thickness <= Math.Max(2, breadth / 150);

    // The slope whose rows are filled most clearly, and the share of each of its rows that holds ink.
    private static (double Slope, double[] Filled) Best(float[] ink, int length, int breadth, int along, int across, float level)
    {
        (double best, double[] rows, double bestSlope) = (-1, [], 0);
        for (double slope = -Steepest; slope <= Steepest; slope += SlopeStep)
        {
            double[] filled = Fill(ink, length, breadth, along, across, level, slope);
            double clear = filled.Sum(share => share >= Filled ? share * share : 0);
            if (clear > best || (clear == best && Math.Abs(slope) < Math.Abs(bestSlope))) (best, rows, bestSlope) = (clear, filled, slope);
        }

        return (bestSlope, rows);
    }

    // Both ends count by themselves: a line comes in at one side of the picture and leaves it at the other.
    private static double[] Fill(float[] ink, int length, int breadth, int along, int across, float level, double slope)
    {
        var filled = new double[breadth];
        int step = Math.Max(1, length / 300), end = length / 8;
        for (int row = 0; row < breadth; row++)
        {
            int hits = 0, first = 0, last = 0, count = 0, ends = 0;
            for (int i = step / 2; i < length; i += step)
            {
                int at = row + (int)Math.Floor((slope * (i - (length / 2))) + 0.5);
                if ((uint)at >= (uint)breadth) continue;
                bool hit = ink[(i * along) + (at * across)] > level;
                count++;
                if (i < end) ends++;
                if (!hit) continue;
                hits++;
                if (i < end) first++;
                else if (i >= length - end) last++;
            }

            if (count * step > 0.9 * length && Math.Min(first, last) > 0.6 * ends) filled[row] = (double)hits / count;
        }

        return filled;
    }

    private static List<(int From, int To)> Bands(double[] filled)
    {
        var bands = new List<(int, int)>();
        for (int row = 0; row < filled.Length; row++)
        {
            if (filled[row] < Filled) continue;
            int from = row;
            while (row + 1 < filled.Length && filled[row + 1] >= Filled) row++;
            bands.Add((from, row));
        }

        return bands;
    }

    // The median length of the pieces of ink across the line.
    private static int Thickness(float[] ink, int length, int breadth, int along, int across, float level, double slope, int from, int to)
    {
        var sizes = new List<int>();
        for (int i = 0; i < length; i++)
        {
            (int start, int end) = Piece(ink, breadth, i * along, across, level, slope * (i - (length / 2)), from, to);
            if (end > start) sizes.Add(end - start);
        }

        sizes.Sort();
        return sizes[sizes.Count / 2];
    }

    private static void Erase(float[] ink, int length, int breadth, int along, int across, float level, double slope, (int From, int To) line, int thickness)
    {
        int most = thickness + Math.Max(2, thickness / 2);
        for (int i = 0; i < length; i++)
        {
            (int start, int end) = Piece(ink, breadth, i * along, across, level, slope * (i - (length / 2)), line.From, line.To);
            if (end - start > most) continue;
            for (int row = Math.Max(0, start - 1); row < Math.Min(breadth, end + 1); row++) ink[(i * along) + (row * across)] = 0;
        }
    }

    // The ink that holds the line's middle in one column, or lies a pixel beside it: rows start … end − 1.
    private static (int Start, int End) Piece(float[] ink, int breadth, int column, int across, float level, double shift, int from, int to)
    {
        int middle = (int)Math.Floor(((from + to) * 0.5) + shift + 0.5), reach = 1 + ((to - from) / 2);
        for (int off = 0; off <= reach; off++)
        {
            foreach (int row in (ReadOnlySpan<int>)[middle - off, middle + off])
            {
                if ((uint)row >= (uint)breadth || ink[column + (row * across)] <= level) continue;
                int start = row, end = row + 1;
                while (start > 0 && ink[column + ((start - 1) * across)] > level) start--;
                while (end < breadth && ink[column + (end * across)] > level) end++;
                return (start, end);
            }
        }

        return (0, 0);
    }
}
