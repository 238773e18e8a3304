namespace Glia.Pages;

/// <summary>The straight line <c>w0 + w1·x + w2·y = 0</c> in a plot.</summary>
internal static class PlaneLine
{
    /// <summary>The piece of it within the square from <paramref name="low"/> to <paramref name="high"/>; null where it passes by.</summary>
    public static Curve? Within(string name, double w0, double w1, double w2, double low, double high)
    {
        var ends = new List<(double X, double Y)>();
        foreach (double side in new[] { low, high })
        {
            double y = -(w0 + (w1 * side)) / w2, x = -(w0 + (w2 * side)) / w1; // infinite or NaN, and so in no square, where the line does not cross that side
            if (y >= low && y <= high) ends.Add((side, y));
            if (x >= low && x <= high) ends.Add((x, side));
        }

        if (ends.Count < 2) return null;
        (double X, double Y) first = ends[0], last = ends.MaxBy(p => Math.Pow(p.X - first.X, 2) + Math.Pow(p.Y - first.Y, 2));
        return first == last ? null : new Curve(name, [first, last]);
    }

    /// <summary>The same for what a perceptron has learned.</summary>
    public static Curve? Of(string name, Perceptron perceptron, double low, double high) => Within(name, perceptron.Weights[0], perceptron.Weights[1], perceptron.Weights[2], low, high);
}
