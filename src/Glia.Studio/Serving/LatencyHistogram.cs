namespace Glia.Studio.Serving;

/// <summary>How long things took, in microseconds: eight steps to each doubling, so that a quantile is right to within a tenth. Counted by any number of threads.</summary>
internal sealed class LatencyHistogram
{
    private const int Steps = 8, Doublings = 27; // up to 134 seconds
    private readonly long[] _counts = new long[Steps * Doublings];
    private long _sum;

    public void Add(long microseconds)
    {
        Interlocked.Increment(ref _counts[IndexOf(microseconds)]);
        Interlocked.Add(ref _sum, microseconds);
    }

    /// <summary>The counts until now.</summary>
    public LatencyCounts Read()
    {
        var counts = new long[_counts.Length];
        for (int i = 0; i < counts.Length; i++) counts[i] = Volatile.Read(ref _counts[i]);
        return new(counts, Volatile.Read(ref _sum));
    }

    internal static int IndexOf(long microseconds)
    {
        if (microseconds < Steps) return (int)Math.Max(0, microseconds);
        int doubling = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)microseconds) - 3; // how far to the right until three bits are left behind the first
        return Math.Min((Steps * (doubling + 1)) + (int)((microseconds >> doubling) & (Steps - 1)), (Steps * Doublings) - 1);
    }

    /// <summary>The first value that is counted after step <paramref name="index"/>.</summary>
    internal static long End(int index) => index < Steps ? index + 1 : (long)(Steps + (index % Steps) + 1) << ((index / Steps) - 1);
}

/// <summary>How often each time was taken.</summary>
internal sealed record LatencyCounts(long[] Counts, long Sum)
{
    public long Total => Counts.Sum();

    /// <summary>What came since <paramref name="earlier"/>.</summary>
    public LatencyCounts Since(LatencyCounts earlier) => new([.. Counts.Zip(earlier.Counts, (now, then) => now - then)], Sum - earlier.Sum);

    /// <summary>The time in microseconds within which a <paramref name="share"/> of all were done; 0 where there were none.</summary>
    public long Quantile(double share)
    {
        long total = Total, seen = 0;
        for (int i = 0; i < Counts.Length; i++)
            if ((seen += Counts[i]) >= share * total && seen > 0) return LatencyHistogram.End(i);
        return 0;
    }
}
