namespace Glia.Datasets;

/// <summary>
/// A picture without its narrow dark parts: closing by a square (Matheron 1975; Serra 1982), the least over all squares that hold a pixel of the square's greatest value.
/// What is wider than the square stays, edges and all. Beyond the border the picture goes on as at the border, so that a strip along it counts as wide.
/// </summary>
internal static class WidestStrokes
{
    /// <summary><paramref name="plane"/> without dark parts narrower than <paramref name="window"/> pixels.</summary>
    public static GreyPlane WithoutDark(GreyPlane plane, int window)
    {
        GreyPlane padded = Pad(plane, window);
        Run(padded, window, sign: 1, ahead: true);
        Run(padded, window, sign: -1, ahead: false);
        return padded.Crop(new(window, window, plane.Width, plane.Height), 0);
    }

    /// <summary><paramref name="plane"/> without light parts narrower than <paramref name="window"/> pixels: the same of its negative (an opening).</summary>
    public static GreyPlane WithoutLight(GreyPlane plane, int window) => Negative(WithoutDark(Negative(plane), window));

    private static GreyPlane Negative(GreyPlane plane)
    {
        var negative = new GreyPlane(plane.Width, plane.Height);
        for (int i = 0; i < negative.Values.Length; i++) negative.Values[i] = -plane.Values[i];
        return negative;
    }

    private static GreyPlane Pad(GreyPlane plane, int margin)
    {
        var padded = new GreyPlane(plane.Width + (2 * margin), plane.Height + (2 * margin));
        for (int row = 0; row < padded.Height; row++)
        {
            int from = Math.Clamp(row - margin, 0, plane.Height - 1) * plane.Width;
            for (int column = 0; column < padded.Width; column++)
                padded.Values[(row * padded.Width) + column] = plane.Values[from + Math.Clamp(column - margin, 0, plane.Width - 1)];
        }

        return padded;
    }

    // The greatest (or, with sign −1, the least) of each pixel and the window − 1 ahead of (or before) it, across and down, by windows that double.
    private static void Run(GreyPlane plane, int window, int sign, bool ahead)
    {
        int done = 1;
        while (done < window)
        {
            int step = Math.Min(done, window - done);
            Across(plane, step, sign, ahead);
            Down(plane, step, sign, ahead);
            done += step;
        }
    }

    private static void Across(GreyPlane plane, int step, int sign, bool ahead)
    {
        for (int row = 0; row < plane.Height; row++)
        {
            Span<float> line = plane.Values.AsSpan(row * plane.Width, plane.Width);
            if (ahead) for (int i = 0; i < line.Length - step; i++) line[i] = Extreme(line[i], line[i + step], sign);
            else for (int i = line.Length - 1; i >= step; i--) line[i] = Extreme(line[i], line[i - step], sign);
        }
    }

    private static void Down(GreyPlane plane, int step, int sign, bool ahead)
    {
        float[] values = plane.Values;
        int offset = step * plane.Width;
        if (ahead) for (int i = 0; i < values.Length - offset; i++) values[i] = Extreme(values[i], values[i + offset], sign);
        else for (int i = values.Length - 1; i >= offset; i--) values[i] = Extreme(values[i], values[i - offset], sign);
    }

    private static float Extreme(float a, float b, int sign) => (a > b) == (sign > 0) ? a : b;
}
