namespace Glia.Datasets;

/// <summary>Brings a plane to another size: every new pixel is the mean over the area that it covers, or over one old pixel's area where the new ones are smaller (that is linear interpolation).</summary>
internal static class AreaResampler
{
    /// <summary>Scales part <paramref name="box"/> of <paramref name="source"/> by <paramref name="scale"/> into the middle of a square of <paramref name="side"/> pixels.</summary>
    public static GreyPlane Fit(GreyPlane source, PixelBox box, double scale, int side)
    {
        // Whole pixels of margin: a digit that already has its size is then copied, not blurred.
        double left = Math.Floor((side - (box.Width * scale)) / 2), top = Math.Floor((side - (box.Height * scale)) / 2);
        return Place(source, box, scale, left, top, side, around: double.PositiveInfinity);
    }

    /// <summary>Scales part <paramref name="box"/> of <paramref name="source"/>, which is as wide as it is high, to a square of <paramref name="side"/> pixels. Nothing lies around it: pixels at the edge are means over what they cover inside.</summary>
    public static GreyPlane Fill(GreyPlane source, PixelBox box, int side) => Place(source, box, (double)side / box.Width, 0, 0, side, around: 0);

    // Around the box, as far as said, there is black.
    private static GreyPlane Place(GreyPlane source, PixelBox box, double scale, double left, double top, int side, double around)
    {
        var rows = new GreyPlane(side, box.Height);
        for (int column = 0; column < side; column++)
        {
            (double from, double to) = Span(column, left, scale, -around, box.Width + around);
            for (int row = 0; row < box.Height; row++)
                rows.Values[(row * side) + column] = Mean(source.Values, ((box.Top + row) * source.Width) + box.Left, 1, box.Width, from, to);
        }

        var result = new GreyPlane(side, side);
        for (int row = 0; row < side; row++)
        {
            (double from, double to) = Span(row, top, scale, -around, box.Height + around);
            for (int column = 0; column < side; column++)
                result.Values[(row * side) + column] = Mean(rows.Values, column, side, box.Height, from, to);
        }

        return result;
    }

    // What a new pixel covers, in old pixels, between the two ends.
    private static (double From, double To) Span(int pixel, double offset, double scale, double first, double end)
    {
        double middle = (pixel + 0.5 - offset) / scale, half = 0.5 * Math.Max(1, 1 / scale);
        return (Math.Max(first, middle - half), Math.Min(end, middle + half));
    }

    private static float Mean(float[] values, int start, int stride, int count, double from, double to)
    {
        double sum = 0;
        int last = Math.Min(count - 1, (int)Math.Ceiling(to) - 1);
        for (int i = Math.Max(0, (int)Math.Floor(from)); i <= last; i++)
            sum += values[start + (i * stride)] * (Math.Min(i + 1, to) - Math.Max(i, from));
        return (float)(sum / (to - from));
    }
}
