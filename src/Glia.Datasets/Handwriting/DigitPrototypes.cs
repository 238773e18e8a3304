namespace Glia.Datasets;

/// <summary>
/// A model of how people write the ten digits. Every entry was set down by hand as the path of a pen; the ways of writing
/// are those taught in schools (crossed or plain seven, open or closed four) and what haste makes of them.
/// </summary>
internal static partial class DigitPrototypes
{
    private static readonly DigitPrototype[][] All = [Zero, One, Two, Three, Four, Five, Six, Seven, Eight, Nine];

    private static readonly double[] TotalWeight = [.. All.Select(ways => ways.Sum(way => way.Weight))];

    /// <summary>The ways to write <paramref name="digit"/>, 0 … 9.</summary>
    public static ReadOnlySpan<DigitPrototype> Of(int digit) => All[digit];

    /// <summary>One way to write <paramref name="digit"/>, drawn in proportion to the weights.</summary>
    public static DigitPrototype Choose(int digit, ref Xoshiro256 random)
    {
        DigitPrototype[] ways = All[digit];
        double left = random.NextDouble() * TotalWeight[digit];
        foreach (DigitPrototype way in ways)
        {
            left -= way.Weight;
            if (left < 0) return way;
        }

        return ways[^1];
    }
}
