namespace Glia.Datasets;

/// <summary>Takes the background away: from grey values to the strength of the ink, white on black.</summary>
internal static class InkFlattening
{
    /// <summary>Deviation of the noise, from the median difference of neighbours: most of them lie on the same side of every edge.</summary>
    public static double Noise(GreyPlane gray)
    {
        int step = Math.Max(1, gray.Values.Length / 20_000);
        var differences = new List<float>();
        for (int i = 1; i < gray.Values.Length; i += step)
            if (i % gray.Width != 0) differences.Add(Math.Abs(gray.Values[i] - gray.Values[i - 1]));
        if (differences.Count == 0) return 0;
        differences.Sort();
        return differences[differences.Count / 2] / 0.954; // median |a − b| of two normal numbers = 0.954 σ
    }

    /// <summary>Whether the ink is lighter than its background: whichever side more of the picture lies on, clearly.</summary>
    public static bool IsLight(GreyPlane gray, GreyPlane background, double noise)
    {
        double tolerance = Math.Max(4, 3 * noise), lighter = 0, darker = 0;
        for (int i = 0; i < gray.Values.Length; i++)
        {
            double difference = gray.Values[i] - background.Values[i], beyond = Math.Max(0, Math.Abs(difference) - tolerance);
            if (difference > 0) lighter += beyond * beyond;
            else darker += beyond * beyond;
        }

        return lighter > darker;
    }

    /// <summary>Ink, 0 … 1, as the share by which it darkens (or lightens) the background: light falls on paper and ink alike, so that it cancels out.</summary>
    /// <param name="gray">The picture, 0 … 255.</param>
    /// <param name="background">The same without ink.</param>
    /// <param name="noise">Deviation of the noise.</param>
    /// <param name="light">Whether the ink is lighter than its background.</param>
    /// <param name="floor">Ink that noise alone does not reach.</param>
    public static GreyPlane Flatten(GreyPlane gray, GreyPlane background, double noise, bool light, out float floor)
    {
        double least = 255;
        var ink = new GreyPlane(gray.Width, gray.Height);
        for (int i = 0; i < ink.Values.Length; i++)
        {
            float behind = background.Values[i], room = Math.Max(48, light ? 255 - behind : behind);
            ink.Values[i] = Math.Clamp((light ? gray.Values[i] - behind : behind - gray.Values[i]) / room, 0, 1);
            least = Math.Min(least, room);
        }

        floor = (float)Math.Max(0.05, 4 * noise / least); // where the background is darkest, noise is largest beside it
        return ink;
    }

    /// <summary>Mean of 3 × 3, for finding pieces in noise only.</summary>
    public static GreyPlane Blur(GreyPlane ink)
    {
        int width = ink.Width, height = ink.Height;
        var blurred = new GreyPlane(width, height);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                float sum = 0;
                for (int y = row - 1; y <= row + 1; y++)
                    for (int x = column - 1; x <= column + 1; x++)
                        sum += ink.Values[(Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)];
                blurred.Values[(row * width) + column] = sum / 9;
            }
        }

        return blurred;
    }
}
