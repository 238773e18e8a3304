namespace Glia.Datasets;

/// <summary>Pieces of ink that make up one digit, or several that touch.</summary>
internal sealed record InkGroup(HashSet<int> Members, PixelBox Box, double Mass);

/// <summary>Puts digits together that the pen, or a line taken out, left in pieces: the bar of a 5, the second stroke of a 4, halves with a gap between them.</summary>
internal static class PieceJoiner
{
    /// <summary>Joins the <paramref name="groups"/> two by two, the nearest first, until none belongs to another.</summary>
    public static void Join(List<InkGroup> groups)
    {
        while (true)
        {
            (int first, int second, int nearest) = (-1, -1, int.MaxValue);
            for (int i = 0; i < groups.Count; i++)
            {
                for (int j = i + 1; j < groups.Count; j++)
                {
                    int gap = groups[i].Box.Gap(groups[j].Box);
                    if (gap < nearest && Belong(groups[i].Box, groups[j].Box)) (first, second, nearest) = (i, j, gap);
                }
            }

            if (first < 0) return;
            InkGroup a = groups[first], b = groups[second];
            groups.RemoveAt(second);
            groups[first] = new([.. a.Members, .. b.Members], a.Box.Union(b.Box), a.Mass + b.Mass);
        }
    }

    private static bool Belong(PixelBox a, PixelBox b)
    {
        (PixelBox part, PixelBox main) = a.Height <= b.Height ? (a, b) : (b, a);
        double height = Math.Max(main.Height, 0.6 * main.Width); // a piece that is wide and flat is no measure
        if (part.Gap(main) > 0.25 * height) return false;
        PixelBox both = part.Union(main);
        return IsInside(part, main) || IsBar(part, main, both, height) || IsStacked(part, main, height) || IsBeside(part, main, both);
    }

    private static bool IsInside(PixelBox part, PixelBox main) =>
        part.OverlapAcross(main) >= 0.8 * part.Width && part.OverlapDown(main) >= 0.8 * part.Height && part.Height <= 0.75 * main.Height;

    // The upper bar of a 5 or 7, drawn as a stroke of its own to the right of the rest.
    private static bool IsBar(PixelBox part, PixelBox main, PixelBox both, double height)
    {
        double middle = part.Top + (part.Height * 0.5) - main.Top;
        return part.Height <= 0.4 * height && middle <= 0.35 * height && part.Left >= main.Left - (0.2 * height)
            && -part.OverlapAcross(main) <= 0.15 * height && both.Width <= 1.2 * both.Height;
    }

    // One above the other: a small part with a gap, two halves with next to none.
    private static bool IsStacked(PixelBox part, PixelBox main, double height)
    {
        if (part.OverlapAcross(main) < 0.5 * Math.Min(part.Width, main.Width) || part.Width > 1.5 * main.LongSide) return false;
        double gap = -part.OverlapDown(main);
        return part.Height <= 0.6 * height ? gap <= 0.2 * height : gap <= 0.08 * height;
    }

    // Side by side: two digits, unless one of them is too low for a digit of this row, or they stand one inside the other.
    private static bool IsBeside(PixelBox part, PixelBox main, PixelBox both)
    {
        if (part.OverlapDown(main) < 0.5 * part.Height || both.Width > 1.1 * both.Height) return false;
        double across = part.OverlapAcross(main), narrow = Math.Min(part.Width, main.Width);
        return part.Height <= 0.75 * main.Height ? across >= 0.25 * narrow || -across <= 0.06 * main.Height : across >= 0.75 * narrow;
    }
}
