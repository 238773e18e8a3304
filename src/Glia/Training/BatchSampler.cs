using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>
/// The order of the samples: a permutation that follows from the seed and the number of the epoch alone, so that a resumed training finds its place again. Of up to <see cref="MostListed"/> samples it is a list; of
/// more it is computed as it is wanted (<see cref="IndexPermutation"/>): a billion numbers would be four gigabytes, and their shuffling half a minute.
/// </summary>
/// <param name="count">Number of samples.</param>
/// <param name="seed">Of the training.</param>
/// <param name="shuffle">Whether the order is random; else it is that of the data.</param>
/// <param name="mostListed">For tests: another limit.</param>
internal sealed class BatchSampler(int count, ulong seed, bool shuffle, int mostListed = BatchSampler.MostListed)
{
    /// <summary>The limit. It must not depend on the machine, for the order does.</summary>
    public const int MostListed = 1 << 24;

    private readonly int[]? _order = count <= mostListed ? new int[count] : null;
    private readonly IndexPermutation _permutation = new(count);
    private Window _given = new(), _spare = new(); // a step asks for the next samples while it still has its own
    private int _epoch = -1;

    /// <summary>Samples <paramref name="position"/> … of epoch <paramref name="epoch"/>, at most <paramref name="batch"/>. Good until the call after the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Batch(int epoch, int position, int batch)
    {
        batch = Math.Min(batch, count - position);
        if (epoch != _epoch) Order(epoch);
        if (_order is not null) return _order.AsSpan(position, batch);
        if (!_given.Holds(epoch, position, batch))
        {
            if (!_spare.Holds(epoch, position, batch)) Fill(_spare, position, batch);
            (_given, _spare) = (_spare, _given);
        }

        return _given.Samples.AsSpan(0, batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Order(int epoch)
    {
        var random = new Xoshiro256(seed, 0xE90C0000UL + (ulong)epoch);
        _epoch = epoch;
        if (_order is null)
        {
            _permutation.Choose(random);
            return;
        }

        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        if (shuffle) random.Shuffle(_order);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(Window window, int position, int batch)
    {
        if (window.Samples.Length < batch) window.Samples = new int[batch];
        (window.Epoch, window.Position, window.Count) = (_epoch, position, batch);
        for (int i = 0; i < batch; i++) window.Samples[i] = shuffle ? _permutation.At(position + i) : position + i;
    }

    /// <summary>Samples that follow one another in the order of an epoch.</summary>
    private sealed class Window
    {
        public int[] Samples { get; set; } = [];

        public int Epoch { get; set; } = -1;

        public int Position { get; set; }

        public int Count { get; set; }

        public bool Holds(int epoch, int position, int batch) => Epoch == epoch && Position == position && Count >= batch;
    }
}
