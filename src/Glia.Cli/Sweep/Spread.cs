namespace Glia.Cli;

/// <summary>How far numbers lie apart.</summary>
internal static class Spread
{
    /// <summary>√(Σ(x − mean)² / (n − 1)); NaN for fewer than two.</summary>
    public static double Deviation(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return double.NaN;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>By how much a part p, measured on n samples, is uncertain: √(p(1 − p) / n).</summary>
    public static double StandardError(double part, int samples) => Math.Sqrt(part * (1 - part) / samples);
}
