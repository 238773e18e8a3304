using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>The order of the samples: a permutation that follows from the seed and the number of the epoch alone, so that a resumed training finds its place again.</summary>
internal sealed class BatchSampler(int count, ulong seed, bool shuffle)
{
    private readonly int[] _order = new int[count];
    private int _epoch = -1;

    /// <summary>Samples <paramref name="position"/> … of epoch <paramref name="epoch"/>, at most <paramref name="batch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Batch(int epoch, int position, int batch)
    {
        if (epoch != _epoch) Order(epoch);
        return _order.AsSpan(position, Math.Min(batch, _order.Length - position));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Order(int epoch)
    {
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        if (shuffle)
        {
            var random = new Xoshiro256(seed, 0xE90C0000UL + (ulong)epoch);
            random.Shuffle(_order);
        }

        _epoch = epoch;
    }
}
