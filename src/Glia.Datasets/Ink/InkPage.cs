namespace Glia.Datasets;

/// <summary>
/// Cuts a photograph or scan of several digits, in a row or on a page of rows, into digits that a network trained on MNIST can read. The light may be uneven, the paper
/// ruled or squared; specks are left out, digits in pieces joined, digits that touch cut apart. It keeps nothing between calls: several threads may cut pages at once.
/// </summary>
public static class InkPage
{
    private const int MostPixels = 1600; // longest side at working size: forty digits in a row still have 25 pixels each
    private const float Core = 0.3f; // share of the ink's strength from which on a pixel belongs to a stroke; faint lines of the paper stay below
    private const float Faint = 0.12f; // share from which on lines of the paper are followed: where they pale they still lead on
    private const float Palest = 0.45f; // of the ink's strength, on average: what is paler is a stain or the rest of a line
    private const double SmallestPart = 0.25, FlattestPart = 0.3; // of the usual height: less is a speck, a dot, a dash

    /// <summary>Finds the digits of <paramref name="picture"/>.</summary>
    /// <param name="picture">A page, 1 × 1 pixel or more.</param>
    /// <returns>The digits in reading order: rows from top to bottom, within a row from left to right; none where there is no ink.</returns>
    public static IReadOnlyList<PageDigit> Cut(RasterImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var reduced = new PictureReduction(picture, MostPixels);
        GreyPlane ink = Ink(reduced, out float floor);
        GreyPlane smooth = floor > 0.1f ? InkFlattening.Blur(ink) : ink;
        if (!ReferenceEquals(smooth, ink)) floor = Math.Max(0.05f, floor / 2);
        float strength = Strength(smooth, floor);
        if (strength < 1.4f * floor) return [];
        float level = Math.Max(floor, Core * strength);
        PageLines.Erase(smooth, Math.Max(floor, Faint * strength));
        var pieces = new InkPieces(smooth, level);
        List<InkPatch> patches = [.. Groups(pieces, smooth, strength).Select(group => InkPatch.Cut(smooth, pieces, group.Members, group.Box))];
        patches = TouchingDigits.Split(patches);
        return Ordered(patches, reduced.Factor, picture);
    }

    private static GreyPlane Ink(PictureReduction reduced, out float floor)
    {
        GreyPlane gray = GrayConversion.Convert(reduced, out bool fromAlpha);
        double noise = InkFlattening.Noise(gray);
        GreyPlane background = BackgroundSurface.Fit(gray, noise);
        if (!fromAlpha && BackgroundSteps.Show(gray, background, noise)) background = BackgroundSteps.Fit(gray, out _);
        PaperSurface.Refine(gray, background, InkFlattening.IsLight(gray, background, noise));
        return InkFlattening.Flatten(gray, background, noise, InkFlattening.IsLight(gray, background, noise), out floor);
    }

    // What nine tenths of the strong pixels stay below; the strongest few may be anything.
    private static float Strength(GreyPlane ink, float floor)
    {
        float[] seen = [.. ink.Values.Where(value => value > floor)];
        if (seen.Length == 0) return 0;
        Array.Sort(seen);
        float peak = seen[(int)((seen.Length - 1) * 0.995)];
        int first = Array.FindIndex(seen, value => value >= 0.35f * peak);
        return seen[first + (int)((seen.Length - 1 - first) * 0.9)];
    }

    private static IEnumerable<InkGroup> Groups(InkPieces pieces, GreyPlane ink, float strength)
    {
        double speck = Math.Max(4, 0.004 * ink.LongSide);
        int[] seen = [.. Enumerable.Range(0, pieces.All.Count).Where(i => pieces.All[i].Box.LongSide >= speck && pieces.All[i].Peak >= 0.4f * strength)];
        double usual = UsualHeight([.. seen.Select(i => pieces.All[i])]);
        List<InkGroup> groups = [.. seen.Where(i => pieces.All[i].Box.LongSide >= 0.1 * usual && !IsEdge(pieces.All[i].Box, ink, usual))
            .Select(i => new InkGroup([i], pieces.All[i].Box, pieces.All[i].Mass))];
        groups.RemoveAll(group => IsBoxAround(group, groups, pieces));
        PieceJoiner.Join(groups);
        return groups.Where(group => group.Mass / group.Members.Sum(i => pieces.All[i].Pixels) >= Palest * strength
            && group.Box.Height >= SmallestPart * usual
            && !(group.Box.Height < FlattestPart * usual && group.Box.Width > 1.5 * group.Box.Height) && group.Box.LongSide >= 2 * speck);
    }

    // The median height of the ink: heavy pieces count more than specks.
    private static double UsualHeight(InkPiece[] pieces)
    {
        InkPiece[] sorted = [.. pieces.Where(p => p.Box.Width <= 8 * p.Box.Height).OrderBy(p => p.Box.Height)];
        double half = sorted.Sum(p => p.Mass) / 2;
        foreach (InkPiece piece in sorted)
        {
            half -= piece.Mass;
            if (half <= 0) return piece.Box.Height;
        }

        return 0;
    }

    // The dark edge of a photograph beyond the paper.
    private static bool IsEdge(PixelBox box, GreyPlane ink, double usual) =>
        (box.Left == 0 || box.Top == 0 || box.Right == ink.Width || box.Bottom == ink.Height) && box.LongSide > 0.3 * ink.LongSide && (box.Height > 2.5 * usual || box.Width > 8 * box.Height);

    // A box of a form, with a digit in it: ink at its rim only.
    private static bool IsBoxAround(InkGroup group, List<InkGroup> groups, InkPieces pieces)
    {
        PixelBox box = group.Box;
        bool holds = groups.Any(other => other != group && other.Box.Height > 0.3 * box.Height && other.Box.OverlapAcross(box) == other.Box.Width && other.Box.OverlapDown(box) == other.Box.Height);
        InkPiece piece = pieces.All[group.Members.First()];
        return holds && piece.Pixels < 0.35 * box.Width * box.Height;
    }

    private static List<PageDigit> Ordered(List<InkPatch> patches, int factor, RasterImage picture)
    {
        var digits = new List<PageDigit>();
        List<List<int>> rows = ReadingOrder.Rows([.. patches.Select(p => p.Box)]);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < rows[row].Count; column++)
            {
                InkPatch patch = patches[rows[row][column]];
                var pixels = new byte[DigitFrame.Length];
                DigitFraming.Frame(patch.Ink, patch.Inner, pixels);
                digits.Add(new() { Row = row, Column = column, Box = patch.Box.Enlarged(factor, picture), Pixels = pixels });
            }
        }

        return digits;
    }
}
