namespace Glia.Datasets;

/// <summary>
/// The background behind the ink as a smooth surface: constant, plane or quadratic in x and y, whichever of them, simplest first, explains about as much of the
/// picture as any. Fitted by reweighted least squares with the weights of Geman and McClure (1987), which leave out what does not belong: the ink.
/// </summary>
internal static class BackgroundSurface
{
    private const int Samples = 40; // sample points per side, at most
    private static readonly int[] Orders = [1, 3, 6]; // number of coefficients

    private readonly record struct Sample(double X, double Y, double Value, double Weight);

    /// <summary>Fits the background of <paramref name="gray"/>, whose noise has deviation <paramref name="noise"/>.</summary>
    public static GreyPlane Fit(GreyPlane gray, double noise)
    {
        List<Sample> samples = Collect(gray);
        double tolerance = Math.Max(4, 3 * noise);
        double[] best = [];
        double mostExplained = -1;
        foreach (int order in Orders)
        {
            double[] candidate = FitOrder(samples, order, tolerance);
            double explained = samples.Sum(s => Math.Abs(s.Value - Evaluate(candidate, s.X, s.Y)) <= tolerance ? s.Weight : 0);
            if (explained <= mostExplained * 1.04) continue;
            (best, mostExplained) = (candidate, explained);
        }

        var surface = new GreyPlane(gray.Width, gray.Height);
        for (int row = 0; row < gray.Height; row++)
            for (int column = 0; column < gray.Width; column++)
                surface.Values[(row * gray.Width) + column] = (float)Math.Clamp(Evaluate(best, Unit(column, gray.Width), Unit(row, gray.Height)), 0, 255);
        return surface;
    }

    private static double Unit(int position, int size) => size == 1 ? 0 : ((2.0 * position) / (size - 1)) - 1;

    // Points on a grid; those at the border count three times, for ink is rare there.
    private static List<Sample> Collect(GreyPlane gray)
    {
        var samples = new List<Sample>();
        int across = Math.Min(gray.Width, Samples), down = Math.Min(gray.Height, Samples);
        for (int j = 0; j < down; j++)
        {
            for (int i = 0; i < across; i++)
            {
                int column = across == 1 ? 0 : i * (gray.Width - 1) / (across - 1), row = down == 1 ? 0 : j * (gray.Height - 1) / (down - 1);
                bool border = i == 0 || j == 0 || i == across - 1 || j == down - 1;
                samples.Add(new(Unit(column, gray.Width), Unit(row, gray.Height), gray.Values[(row * gray.Width) + column], border ? 3 : 1));
            }
        }

        return samples;
    }

    private static double[] FitOrder(List<Sample> samples, int order, double tolerance)
    {
        double[] border = [.. samples.Where(s => s.Weight > 1).Select(s => s.Value)];
        Array.Sort(border);
        var surface = new double[order];
        surface[0] = border[border.Length / 2];
        if (order > 1) surface = LeastSquares(samples, order, s => s.Weight > 1 ? 1 : 0); // the border alone shows how the light falls
        for (double scale = 96; scale > tolerance * 0.5; scale *= 0.66)
        {
            double[] current = surface;
            double square = scale * scale;
            surface = LeastSquares(samples, order, s =>
            {
                double r = s.Value - Evaluate(current, s.X, s.Y), ratio = square / (square + (r * r));
                return s.Weight * ratio * ratio;
            });
        }

        return surface;
    }

    // Solves the normal equations by Cholesky's method; a trace of ridge keeps tiny pictures, with fewer points than coefficients, solvable.
    private static double[] LeastSquares(List<Sample> samples, int order, Func<Sample, double> weigh)
    {
        var matrix = new double[order, order];
        var right = new double[order];
        var terms = new double[order];
        foreach (Sample sample in samples)
        {
            double weight = weigh(sample);
            if (weight <= 0) continue;
            Terms(terms, sample.X, sample.Y);
            for (int i = 0; i < order; i++)
            {
                right[i] += weight * terms[i] * sample.Value;
                for (int j = 0; j <= i; j++) matrix[i, j] += weight * terms[i] * terms[j];
            }
        }

        for (int i = 0; i < order; i++) matrix[i, i] += 1e-6;
        return Solve(matrix, right);
    }

    private static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++) sum -= a[i, k] * a[j, k];
                a[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / a[j, j];
            }

            for (int k = 0; k < i; k++) b[i] -= a[i, k] * b[k];
            b[i] /= a[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) b[i] -= a[k, i] * b[k];
            b[i] /= a[i, i];
        }

        return b;
    }

    private static void Terms(Span<double> terms, double x, double y)
    {
        terms[0] = 1;
        if (terms.Length < 3) return;
        (terms[1], terms[2]) = (x, y);
        if (terms.Length < 6) return;
        (terms[3], terms[4], terms[5]) = (x * x, x * y, y * y);
    }

    private static double Evaluate(double[] surface, double x, double y)
    {
        double value = surface[0];
        if (surface.Length >= 3) value += (surface[1] * x) + (surface[2] * y);
        if (surface.Length >= 6) value += (surface[3] * x * x) + (surface[4] * x * y) + (surface[5] * y * y);
        return value;
    }
}
