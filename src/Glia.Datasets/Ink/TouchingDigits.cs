namespace Glia.Datasets;

/// <summary>
/// Cuts digits apart that touch. A part of the page is too wide for one digit where it is wider than digits beside it are high; it is cut from top to bottom along the
/// path that crosses the least ink, near where digits of the page's usual width would end.
/// </summary>
internal static class TouchingDigits
{
    private const double TooWide = 1.15; // width ÷ height
    private const double LeastHeight = 0.55; // of what is cut: the foot of a 2 is no digit
    private const double Reach = 0.6, Narrow = 0.18; // how far from where it should be a cut is looked for, in usual widths; what it leaves on either side, in heights
    private const double Away = 0.15; // ink that a cut as far off as that would have to save in each row
    private const double MostInk = 1.5, MostInkWide = 2.6; // ink that a cut may cross, in widths of the pen

    /// <summary>Cuts every patch that is too wide.</summary>
    public static List<InkPatch> Split(List<InkPatch> patches)
    {
        double aspect = UsualAspect(patches);
        return [.. patches.SelectMany(patch => Split(patch, aspect, RowHeight(patch, patches)))];
    }

    // A digit that lies flat is no measure of its row: the median of those beside it is.
    private static double RowHeight(InkPatch patch, List<InkPatch> patches)
    {
        int[] heights = [.. patches.Where(p => p.Box.OverlapDown(patch.Box) > 0.5 * Math.Min(p.Box.Height, patch.Box.Height)).Select(p => p.Box.Height)];
        Array.Sort(heights);
        return Math.Max(patch.Box.Height, heights[heights.Length / 2]);
    }

    // Width ÷ height of most digits of this hand; narrow ones, mostly 1, left out.
    private static double UsualAspect(List<InkPatch> patches)
    {
        double[] all = [.. patches.Select(p => (double)p.Box.Width / p.Box.Height).Where(a => a is > 0.4 and < TooWide)];
        if (all.Length < 3) return 0.7;
        Array.Sort(all);
        return Math.Clamp(all[all.Length / 2], 0.5, 0.9);
    }

    private static IEnumerable<InkPatch> Split(InkPatch patch, double aspect, double height)
    {
        PixelBox box = patch.Inner;
        double usual = aspect * height, pen = Math.Max(1, PenWidthTuner.Measure(patch.Ink));
        if (box.Width < TooWide * height && box.Width < Math.Max(0.95 * height, 1.5 * usual)) return [patch];
        int count = Math.Max(2, (int)Math.Round(box.Width / usual, MidpointRounding.AwayFromZero));
        double most = (box.Width > 1.7 * height ? MostInkWide : MostInk) * pen, best = double.PositiveInfinity;
        (InkPatch Left, InkPatch Right)? parts = null;
        for (int k = 1; k < count; k++)
        {
            double place = box.Left + ((double)k * box.Width / count);
            (int[] path, double ink) = ThinnestPath(patch.Ink, box, place, Reach * usual);
            double away = Math.Abs(path.Average() - place) / usual, cost = (ink / pen) + away;
            if (ink > most || cost >= best || Cut(patch, path) is not { } cut || !AreDigits(cut.Left, cut.Right, height)) continue;
            (best, parts) = (cost, cut);
        }

        return parts is null ? [patch] : [.. Split(parts.Value.Left, aspect, height), .. Split(parts.Value.Right, aspect, height)];
    }

    private static bool AreDigits(InkPatch left, InkPatch right, double height) =>
        left.Inner.Height >= LeastHeight * height && right.Inner.Height >= LeastHeight * height;

    // Both sides of a path; the path's own pixels go to the left.
    private static (InkPatch Left, InkPatch Right)? Cut(InkPatch patch, int[] path)
    {
        GreyPlane left = new(patch.Ink.Width, patch.Ink.Height), right = new(patch.Ink.Width, patch.Ink.Height);
        for (int row = 0; row < left.Height; row++)
        {
            ReadOnlySpan<float> all = patch.Ink.Values.AsSpan(row * left.Width, left.Width);
            int end = path[row] + 1;
            all[..end].CopyTo(left.Values.AsSpan(row * left.Width));
            all[end..].CopyTo(right.Values.AsSpan((row * left.Width) + end));
        }

        (InkPatch, InkPatch) sides = (new(patch.Left, patch.Top, left), new(patch.Left, patch.Top, right));
        return sides.Item1.Inner.IsEmpty || sides.Item2.Inner.IsEmpty ? null : sides;
    }

    // From top to bottom by dynamic programming: a column for each row, at most one further left or right than in the row above, with the least ink on the way.
    private static (int[] Path, double Ink) ThinnestPath(GreyPlane ink, PixelBox box, double place, double reach)
    {
        int rim = (int)(Narrow * box.Height), from = Math.Max(box.Left + rim, (int)(place - reach)), columns = Math.Min(box.Right - 1 - rim, (int)(place + reach)) - from + 1;
        var cost = new double[ink.Height, columns];
        for (int row = 0; row < ink.Height; row++)
        {
            for (int x = 0; x < columns; x++)
            {
                double step = ink.Values[(row * ink.Width) + from + x] + (Away * Math.Abs(from + x - place) / reach);
                cost[row, x] = step + (row == 0 ? 0 : cost[row - 1, Cheapest(cost, row - 1, x, columns)]);
            }
        }

        var path = new int[ink.Height];
        int at = 0;
        for (int x = 1; x < columns; x++)
            if (cost[ink.Height - 1, x] < cost[ink.Height - 1, at]) at = x;
        double sum = 0;
        for (int row = ink.Height - 1; row >= 0; row--)
        {
            path[row] = from + at;
            sum += ink.Values[(row * ink.Width) + from + at];
            if (row > 0) at = Cheapest(cost, row - 1, at, columns);
        }

        return (path, sum);
    }

    private static int Cheapest(double[,] cost, int row, int x, int columns)
    {
        int best = x;
        if (x > 0 && cost[row, x - 1] + 0.01 < cost[row, best]) best = x - 1; // straight on where it makes no difference
        if (x + 1 < columns && cost[row, x + 1] + 0.01 < cost[row, best]) best = x + 1;
        return best;
    }
}
