namespace Glia.Datasets;

/// <summary>
/// The pixels that come together in a PNG file: those in columns <c>Left, Left + StepX, …</c> and rows <c>Top, Top + StepY, …</c>,
/// which make a small picture of <c>Width × Height</c> of their own.
/// </summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY, int Width, int Height)
{
    /// <summary>All pixels at once.</summary>
    public static PngPass Whole(int width, int height) => new(0, 0, 1, 1, width, height);

    /// <summary>The passes of Adam7 (section 8.2 of the specification) that have pixels; small pictures lack some.</summary>
    public static IEnumerable<PngPass> Adam7(int width, int height)
    {
        PngPass[] starts =
        [
            new(0, 0, 8, 8, 0, 0), new(4, 0, 8, 8, 0, 0), new(0, 4, 4, 8, 0, 0), new(2, 0, 4, 4, 0, 0),
            new(0, 2, 2, 4, 0, 0), new(1, 0, 2, 2, 0, 0), new(0, 1, 1, 2, 0, 0),
        ];
        foreach (PngPass p in starts)
        {
            if (p.Left < width && p.Top < height)
                yield return p with { Width = Count(width, p.Left, p.StepX), Height = Count(height, p.Top, p.StepY) };
        }
    }

    private static int Count(int side, int start, int step) => (side - start + step - 1) / step;
}
