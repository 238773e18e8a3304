namespace Glia.TestShared;

/// <summary>What the calling thread allocates.</summary>
internal static class Allocated
{
    /// <summary>
    /// Bytes that <paramref name="work"/> allocates on this thread, <paramref name="before"/> not counted. A collection, which any other test may bring about, takes from each thread the memory it had in hand, and
    /// counts it as allocated: what was measured across one is measured again. (For that, collections of this project are not concurrent: see its file.)
    /// </summary>
    public static long By(Action work, Action? before = null)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            before?.Invoke();
            int collections = GC.CollectionCount(0);
            long start = GC.GetAllocatedBytesForCurrentThread();
            work();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - start;
            if (GC.CollectionCount(0) == collections) return bytes;
        }

        throw new InvalidOperationException("Memory was collected again and again: nothing could be measured.");
    }
}
