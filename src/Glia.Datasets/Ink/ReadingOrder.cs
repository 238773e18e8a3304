namespace Glia.Datasets;

/// <summary>Rows from top to bottom, and boxes within a row from left to right, also where the writing slopes.</summary>
internal static class ReadingOrder
{
    private const double LeastOverlap = 0.35; // of the lower box, with the box to its left in the same row

    /// <summary>The indices of <paramref name="boxes"/>, row by row.</summary>
    public static List<List<int>> Rows(IReadOnlyList<PixelBox> boxes)
    {
        double slope = Slope(boxes);
        double Top(int i) => boxes[i].Top - (slope * Middle(boxes[i]));
        var rows = new List<List<int>>();
        foreach (int i in Enumerable.Range(0, boxes.Count).OrderBy(i => Middle(boxes[i])))
        {
            (List<int>? row, double most) = (null, LeastOverlap);
            foreach (List<int> candidate in rows)
            {
                int last = candidate[^1];
                double overlap = Math.Min(Top(i) + boxes[i].Height, Top(last) + boxes[last].Height) - Math.Max(Top(i), Top(last));
                double part = overlap / Math.Min(boxes[i].Height, boxes[last].Height);
                if (part > most) (row, most) = (candidate, part);
            }

            if (row is null) rows.Add([i]);
            else row.Add(i);
        }

        return [.. rows.OrderBy(row => row.Average(i => Top(i) + (0.5 * boxes[i].Height)))];
    }

    // How the writing slopes on the whole page: the median over all boxes, from their middle to that of the next box on the right.
    private static double Slope(IReadOnlyList<PixelBox> boxes)
    {
        var slopes = new List<double>();
        foreach (PixelBox box in boxes)
        {
            PixelBox? next = null;
            foreach (PixelBox other in boxes)
                if (Middle(other) > box.Right && other.OverlapDown(box) > 0.3 * Math.Min(box.Height, other.Height) && (next is null || Middle(other) < Middle(next.Value))) next = other;
            if (next is { } right) slopes.Add((right.Top + (right.Height * 0.5) - box.Top - (box.Height * 0.5)) / (Middle(right) - Middle(box)));
        }

        if (slopes.Count < 2) return 0;
        slopes.Sort();
        return Math.Clamp(slopes[slopes.Count / 2], -0.3, 0.3);
    }

    private static double Middle(PixelBox box) => box.Left + (box.Width * 0.5);
}
