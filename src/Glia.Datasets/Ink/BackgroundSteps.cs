namespace Glia.Datasets;

/// <summary>
/// Backgrounds that no smooth surface explains: a shadow's edge across the page, the desk beside it, a fold, a lamp's glare. They show by deviations that are wider
/// than any pen; the background is then the picture itself without everything that is narrower.
/// </summary>
internal static class BackgroundSteps
{
    private const int Cells = 40; // along the shorter side
    private const double WidestPen = 0.25; // part of the shorter side
    private const int SmallestSide = 64; // below that a pen may well be that wide

    /// <summary>Whether <paramref name="gray"/> has areas wider than any pen that deviate from <paramref name="surface"/>.</summary>
    public static bool Show(GreyPlane gray, GreyPlane surface, double noise)
    {
        if (Math.Min(gray.Width, gray.Height) < SmallestSide) return false;
        double tolerance = Math.Max(5, 1.5 * noise);
        return HasWide(Deviating(gray, surface, tolerance, 1)) || HasWide(Deviating(gray, surface, tolerance, -1));
    }

    /// <summary>The background of <paramref name="gray"/> behind ink that is <paramref name="light"/> (or dark).</summary>
    public static GreyPlane Fit(GreyPlane gray, out bool light)
    {
        int window = (int)(WidestPen * Math.Min(gray.Width, gray.Height));
        GreyPlane smooth = Median(gray);
        light = IsLight(smooth, window);
        GreyPlane background = light ? WidestStrokes.WithoutLight(smooth, window) : WidestStrokes.WithoutDark(smooth, window);
        Shift(background, gray);
        return background;
    }

    // Cells of which nearly every pixel lies off the surface on that side: 1, others 0.
    private static GreyPlane Deviating(GreyPlane gray, GreyPlane surface, double tolerance, int side)
    {
        int size = Math.Min(gray.Width, gray.Height) / Cells;
        if (size == 0) size = 1;
        var cells = new GreyPlane(gray.Width / size, gray.Height / size);
        for (int i = 0; i < cells.Values.Length; i++)
        {
            int left = i % cells.Width * size, top = i / cells.Width * size, off = 0;
            for (int y = top; y < top + size; y++)
                for (int x = left; x < left + size; x++)
                    if (side * (gray.Values[(y * gray.Width) + x] - surface.Values[(y * gray.Width) + x]) > tolerance) off++;
            cells.Values[i] = off >= 0.85 * size * size ? 1 : 0;
        }

        return cells;
    }

    // Areas at the border must lie along a good part of a side: a thick stroke that the picture cuts does not.
    private static bool HasWide(GreyPlane cells)
    {
        int shorter = Math.Min(cells.Width, cells.Height), contact = 0, inside = 0;
        GreyPlane wide = WidestStrokes.WithoutLight(cells, (int)(WidestPen * shorter));
        for (int i = 0; i < wide.Values.Length; i++)
        {
            if (wide.Values[i] == 0) continue;
            int column = i % wide.Width, row = i / wide.Width;
            if (column == 0 || row == 0 || column == wide.Width - 1 || row == wide.Height - 1) contact++;
            else inside++;
        }

        return contact > 0.35 * shorter || (contact == 0 && inside > 0);
    }

    // Strokes are narrower than what they enclose: the ink is what narrow windows already take away.
    private static bool IsLight(GreyPlane gray, int window)
    {
        double light = 0, dark = 0;
        foreach (int divisor in new[] { 8, 4, 2 })
        {
            int width = Math.Max(2, window / divisor);
            GreyPlane lower = WidestStrokes.WithoutLight(gray, width), upper = WidestStrokes.WithoutDark(gray, width);
            for (int i = 0; i < gray.Values.Length; i++)
            {
                double above = gray.Values[i] - lower.Values[i], below = upper.Values[i] - gray.Values[i];
                light += above * above;
                dark += below * below;
            }
        }

        return light > dark;
    }

    // Noise lifts what is the greatest of many: the background's middle is put back to the picture's.
    private static void Shift(GreyPlane background, GreyPlane gray)
    {
        float[] differences = [.. gray.Values.Where((_, i) => i % 7 == 0).Select((value, i) => value - background.Values[i * 7])];
        Array.Sort(differences);
        float middle = differences[differences.Length / 2];
        for (int i = 0; i < background.Values.Length; i++) background.Values[i] += middle;
    }

    // The median of 3 × 3: no speck, and less noise, but edges where they were.
    private static GreyPlane Median(GreyPlane gray)
    {
        var result = new GreyPlane(gray.Width, gray.Height);
        Span<float> around = stackalloc float[9];
        for (int row = 0; row < gray.Height; row++)
        {
            for (int column = 0; column < gray.Width; column++)
            {
                for (int k = 0; k < 9; k++)
                    around[k] = gray.Values[(Math.Clamp(row + (k / 3) - 1, 0, gray.Height - 1) * gray.Width) + Math.Clamp(column + (k % 3) - 1, 0, gray.Width - 1)];
                around.Sort();
                result.Values[(row * gray.Width) + column] = around[4];
            }
        }

        return result;
    }
}
