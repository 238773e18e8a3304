using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>
/// A smooth curve through given points: the centripetal Catmull–Rom spline (Catmull and Rom 1974; Yuksel, Schaefer and Keyser 2011), which
/// makes no loops or cusps of its own between unevenly spaced points. Two equal points in a row are a corner.
/// </summary>
internal static class PenSpline
{
    /// <summary>Adds the curve through the points to <paramref name="trace"/> as pieces of about <paramref name="step"/> in length.</summary>
    /// <param name="x">Positions to the right, shape <c>(points)</c>.</param>
    /// <param name="y">Positions down, shape <c>(points)</c>.</param>
    /// <param name="radius">Radius of the pen at each point, shape <c>(points)</c>.</param>
    /// <param name="step">Length of a piece, in the unit of the points.</param>
    /// <param name="trace">Where the curve goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Trace(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> radius, double step, PenTrace trace)
    {
        trace.Add(x[0], y[0], radius[0], begins: true);
        int first = 0;
        for (int i = 1; i < x.Length; i++)
        {
            bool corner = x[i] == x[i - 1] && y[i] == y[i - 1];
            if (corner) first = i;
            else Piece(x, y, radius, first, i - 1, step, trace);
        }
    }

    // From point i to point i + 1; `first` is the last corner before, beyond which the curve does not look.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Piece(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> radius, int first, int i, double step, PenTrace trace)
    {
        int before = Math.Max(i - 1, first), after = Math.Min(i + 2, x.Length - 1);
        double chord = Distance(x, y, i, i + 1);
        double here = Math.Sqrt(chord), left = Math.Sqrt(Distance(x, y, before, i)), right = Math.Sqrt(Distance(x, y, i + 1, after));
        double startX = Tangent(x[before], x[i], x[i + 1], left, here), startY = Tangent(y[before], y[i], y[i + 1], left, here);
        double endX = -Tangent(x[after], x[i + 1], x[i], right, here), endY = -Tangent(y[after], y[i + 1], y[i], right, here);
        int pieces = (int)Math.Ceiling(chord * 1.1 / step);
        for (int k = 1; k <= pieces; k++)
        {
            double t = (double)k / pieces;
            trace.Add(Hermite(t, x[i], x[i + 1], startX, endX), Hermite(t, y[i], y[i + 1], startY, endY), radius[i] + (t * (radius[i + 1] - radius[i])), begins: false);
        }
    }

    // The curve's direction at b, between a and c that are `ab` and `bc` away in the curve's parameter, for a parameter that runs 0 … 1 from b to c.
    private static double Tangent(double a, double b, double c, double ab, double bc) =>
        ab < 1e-9 ? c - b : (c - b) + (bc * (((b - a) / ab) - ((c - a) / (ab + bc))));

    private static double Hermite(double t, double start, double end, double startTangent, double endTangent)
    {
        double u = 1 - t;
        return (u * u * (((1 + (2 * t)) * start) + (t * startTangent))) + (t * t * (((1 + (2 * u)) * end) - (u * endTangent)));
    }

    private static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int i, int j)
    {
        double dx = x[j] - x[i], dy = y[j] - y[i];
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
