namespace Glia.Datasets;

/// <summary>
/// One way to write a digit: the path of the pen, stroke by stroke. A stroke is a list of points <c>x, y, x, y, …</c> that a smooth curve
/// runs through, in hundredths of the digit's height, x to the right and y down. A point given twice is a corner.
/// </summary>
internal sealed class DigitPrototype
{
    /// <summary>A way to write a digit that is drawn in proportion to <paramref name="weight"/> among those of its class.</summary>
    public DigitPrototype(double weight, params int[][] strokes)
    {
        Weight = weight;
        Strokes = strokes;
        foreach (int[] stroke in strokes) PointCount += stroke.Length / 2;
    }

    /// <summary>How often it is drawn, relative to the other prototypes of its class.</summary>
    public double Weight { get; }

    /// <summary>The strokes, each <c>x, y, x, y, …</c>.</summary>
    public int[][] Strokes { get; }

    /// <summary>Number of points of all strokes together.</summary>
    public int PointCount { get; }
}
