namespace Glia.Pages;

/// <summary>Large pictures made small, so that a page can hold many.</summary>
internal static class Thumbnail
{
    /// <summary>The longest side that is left.</summary>
    public const int MostSide = 64;

    /// <summary>What a picture of <paramref name="shape"/> is brought to: each side divided by the least whole number that makes both at most <see cref="MostSide"/>.</summary>
    public static FeatureShape Of(FeatureShape shape)
    {
        int factor = Factor(shape);
        return new((shape.Height + factor - 1) / factor, (shape.Width + factor - 1) / factor);
    }

    /// <summary>The means of the squares of pixels that become one.</summary>
    public static float[] Of(float[] pixels, FeatureShape shape)
    {
        int factor = Factor(shape);
        if (factor == 1) return pixels;
        FeatureShape small = Of(shape);
        var means = new float[small.Length];
        for (int y = 0; y < small.Height; y++)
            for (int x = 0; x < small.Width; x++) means[(y * small.Width) + x] = Mean(pixels, shape, x * factor, y * factor, factor);
        return means;
    }

    private static int Factor(FeatureShape shape) => (Math.Max(shape.Height, shape.Width) + MostSide - 1) / MostSide;

    private static float Mean(float[] pixels, FeatureShape shape, int left, int top, int factor)
    {
        double sum = 0;
        int count = 0;
        for (int y = top; y < Math.Min(shape.Height, top + factor); y++)
            for (int x = left; x < Math.Min(shape.Width, left + factor); x++, count++) sum += pixels[(y * shape.Width) + x];
        double mean = sum / count;
        return (float)(mean == Math.Floor(mean) || !IsBytes(pixels) ? mean : Math.Round(mean)); // bytes stay bytes, so that 255 stays white
    }

    private static bool IsBytes(float[] pixels) => Array.TrueForAll(pixels, p => p is >= 0 and <= 255 && p == MathF.Floor(p));
}
