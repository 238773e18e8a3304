namespace Glia.Cli;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>One block for each value, low to high between the smallest and the largest.</summary>
    public static string Of(IReadOnlyList<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) return "";
        double low = finite.Min(), range = finite.Max() - low;
        return string.Concat(values.Select(v => !double.IsFinite(v) ? ' ' : range == 0 ? Blocks[0] : Blocks[Math.Min(7, (int)((v - low) / range * 8))]));
    }
}
