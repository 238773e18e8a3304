namespace Glia.Datasets;

/// <summary>Draws that handwriting needs by the dozen.</summary>
internal static class RandomExtensions
{
    /// <summary>
    /// About N(0, 1), from one 64-bit draw: the sum of four uniform numbers (Irwin 1927; Hall 1927), at most 3.5. Cheaper than the
    /// exact distribution, and without its rare far values that would tear a digit apart.
    /// </summary>
    public static double NextBell(this ref Xoshiro256 random)
    {
        ulong bits = random.NextUInt64();
        long sum = (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        return (sum - 131070) * (1.0 / 37837.23); // mean 4 · 65535 / 2, deviation 65536 / √3
    }
}
