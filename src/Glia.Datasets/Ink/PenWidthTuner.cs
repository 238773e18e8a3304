namespace Glia.Datasets;

/// <summary>Measures the pen's width by distances to the ink's edge, and thickens or thins strokes that are far from what digits are trained with.</summary>
internal static class PenWidthTuner
{
    private const float Infinite = 1e9f, Straight = 1f, Diagonal = 1.36930f; // chamfer lengths with the least error (Borgefors 1986)
    private const double Thinnest = 1.3, ThinTarget = 1.7, Thickest = 5.0, ThickTarget = 4.2; // pixels of a digit of 20 pixels

    /// <summary>Width of the strokes in <paramref name="ink"/> (0 … 1), in its pixels: across a stroke, distances to the edge average a quarter of its width.</summary>
    public static double Measure(GreyPlane ink)
    {
        float[] distance = Distances(ink, inside: true);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < distance.Length; i++)
        {
            if (distance[i] <= 0) continue;
            sum += distance[i] - 0.5;
            count++;
        }

        return count == 0 ? 0 : 4 * sum / count;
    }

    /// <summary>By how many pixels the edge of strokes <paramref name="width"/> wide in a box of <paramref name="longSide"/> should move outward (or inward, below 0); 0 where the pen is fine.</summary>
    public static double Growth(double width, double longSide)
    {
        double framed = width * DigitFrame.Box / longSide;
        if (framed is 0 or (>= Thinnest and <= Thickest)) return 0;
        double target = framed < Thinnest ? ThinTarget : ThickTarget;
        // Growing by g widens the box too: (width + 2g) · 20 / (longSide + 2g) = target.
        double growth = ((target * longSide) - (DigitFrame.Box * width)) / ((2 * DigitFrame.Box) - (2 * target));
        return Math.Max(growth, -0.3 * width);
    }

    /// <summary>Moves the edge of <paramref name="ink"/> outward by <paramref name="growth"/> pixels, or inward where that is below 0.</summary>
    public static void Apply(GreyPlane ink, double growth)
    {
        float[] distance = Distances(ink, inside: growth < 0);
        float amount = (float)Math.Abs(growth);
        for (int i = 0; i < distance.Length; i++)
        {
            ref float value = ref ink.Values[i];
            if (growth < 0) value = Math.Min(value, Math.Clamp(distance[i] - amount, 0f, 1f));
            else if (distance[i] > 0) value = Math.Max(value, Math.Clamp(amount - distance[i] + 1, 0f, 1f));
        }
    }

    // Distance of each pixel inside (or outside) the ink to the nearest one that is not, by two sweeps (Rosenfeld and Pfaltz 1966); 0 for the others.
    private static float[] Distances(GreyPlane ink, bool inside)
    {
        int width = ink.Width, height = ink.Height;
        var distance = new float[ink.Values.Length];
        for (int i = 0; i < distance.Length; i++) distance[i] = ink.Values[i] >= 0.5f == inside ? Infinite : 0;
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                Relax(distance, width, height, column, row, -1);
        for (int row = height - 1; row >= 0; row--)
            for (int column = width - 1; column >= 0; column--)
                Relax(distance, width, height, column, row, 1);
        return distance;
    }

    private static void Relax(float[] distance, int width, int height, int column, int row, int direction)
    {
        int at = (row * width) + column;
        float best = distance[at];
        if (best == 0) return;
        int beside = column + direction, line = row + direction;
        if ((uint)beside < (uint)width) best = Math.Min(best, distance[at + direction] + Straight);
        if ((uint)line < (uint)height)
        {
            int above = at + (direction * width);
            best = Math.Min(best, distance[above] + Straight);
            if (column > 0) best = Math.Min(best, distance[above - 1] + Diagonal);
            if (column + 1 < width) best = Math.Min(best, distance[above + 1] + Diagonal);
        }

        distance[at] = best;
    }
}
