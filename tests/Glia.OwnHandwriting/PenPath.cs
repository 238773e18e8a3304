using System.Globalization;

namespace Glia.OwnHandwriting;

/// <summary>A point of a stroke: its place, in hundredths of the digit's height at first and in pixels once placed, and the pen's pressure there (1 on average).</summary>
internal readonly record struct PenPoint(double X, double Y, double Pressure);

/// <summary>Turns the text of a stroke into a chain of points that lie close together.</summary>
internal static class PenPath
{
    private const int PiecesOfLine = 10, PiecesOfCurve = 24;

    public static PenPoint[] Parse(string stroke)
    {
        string[] words = stroke.Split(' ');
        var points = new List<PenPoint>();
        for (int i = 0; i < words.Length;)
        {
            string command = words[i++];
            int count = command == "C" ? 6 : 2;
            double[] n = [.. words.AsSpan(i, count).ToArray().Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            i += count;
            if (command == "M") points.Add(new(n[0], n[1], 1));
            else if (command == "L") Line(points, n[0], n[1]);
            else Curve(points, n);
        }

        return [.. points];
    }

    private static void Line(List<PenPoint> points, double x, double y)
    {
        PenPoint start = points[^1];
        for (int k = 1; k <= PiecesOfLine; k++)
        {
            double t = (double)k / PiecesOfLine;
            points.Add(new(start.X + (t * (x - start.X)), start.Y + (t * (y - start.Y)), 1));
        }
    }

    private static void Curve(List<PenPoint> points, double[] n)
    {
        PenPoint start = points[^1];
        for (int k = 1; k <= PiecesOfCurve; k++)
        {
            double t = (double)k / PiecesOfCurve, u = 1 - t;
            double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
            points.Add(new((a * start.X) + (b * n[0]) + (c * n[2]) + (d * n[4]), (a * start.Y) + (b * n[1]) + (c * n[3]) + (d * n[5]), 1));
        }
    }
}
