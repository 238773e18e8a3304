namespace Glia.Datasets;

/// <summary>
/// The background of a page, which shadows and folds make too uneven for one smooth surface: what that surface leaves over is found again in windows of an eighth
/// of the page, from those pixels that cannot be ink.
/// </summary>
internal static class PaperSurface
{
    private const int Tiles = 24; // along the longer side; a window is 3 × 3 of them
    private const double PaperSide = 0.65; // share of a window's pixels up to which ink may fill it: half would be the median
    private const float MostCorrection = 60; // grey values; a window darker than that is a blot, not a shadow

    /// <summary>Corrects <paramref name="background"/>, the smooth surface behind <paramref name="gray"/>, whose ink is lighter where <paramref name="light"/> is set.</summary>
    public static void Refine(GreyPlane gray, GreyPlane background, bool light)
    {
        double tile = Math.Max(4, (double)gray.LongSide / Tiles);
        int across = Math.Max(1, (int)(gray.Width / tile)), down = Math.Max(1, (int)(gray.Height / tile));
        var correction = new float[across * down];
        for (int j = 0; j < down; j++)
            for (int i = 0; i < across; i++) correction[(j * across) + i] = Window(gray, background, light, i, j, across, down);
        for (int row = 0; row < gray.Height; row++)
        {
            (int upper, int lower, float v) = Between(row, gray.Height, down);
            for (int column = 0; column < gray.Width; column++)
            {
                (int left, int right, float u) = Between(column, gray.Width, across);
                float top = Mix(correction[(upper * across) + left], correction[(upper * across) + right], u);
                float bottom = Mix(correction[(lower * across) + left], correction[(lower * across) + right], u);
                ref float value = ref background.Values[(row * gray.Width) + column];
                value = Math.Clamp(value + Mix(top, bottom, v), 0, 255);
            }
        }
    }

    private static float Window(GreyPlane gray, GreyPlane background, bool light, int i, int j, int across, int down)
    {
        int left = Math.Max(0, i - 1) * gray.Width / across, right = Math.Min(across, i + 2) * gray.Width / across;
        int top = Math.Max(0, j - 1) * gray.Height / down, bottom = Math.Min(down, j + 2) * gray.Height / down;
        int step = Math.Max(1, (right - left) / 40);
        var over = new List<float>();
        for (int row = top; row < bottom; row += step)
            for (int column = left; column < right; column += step)
                over.Add(gray.Values[(row * gray.Width) + column] - background.Values[(row * gray.Width) + column]);
        over.Sort();
        return Math.Clamp(over[(int)((over.Count - 1) * (light ? 1 - PaperSide : PaperSide))], -MostCorrection, MostCorrection);
    }

    // The two tiles whose middles a pixel lies between, and how far it is on the way to the second.
    private static (int First, int Second, float Part) Between(int pixel, int size, int tiles)
    {
        float at = Math.Clamp(((pixel + 0.5f) * tiles / size) - 0.5f, 0, tiles - 1);
        int first = (int)at;
        return (first, Math.Min(tiles - 1, first + 1), at - first);
    }

    private static float Mix(float a, float b, float part) => a + ((b - a) * part);
}
