using System.Collections.Concurrent;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>Data that several runs and views share: loaded once, and let go of when nobody holds them.</summary>
internal sealed class DataCache
{
    private readonly ConcurrentDictionary<(DataChoice, ulong), WeakReference<TrainData>> _loaded = new();
    private readonly SemaphoreSlim _turn = new(1, 1); // one load at a time: two of the same would hold twice the memory
    private int _forgotten; // how often

    public async Task<TrainData> GetAsync(DataChoice choice, ulong seed, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        (DataChoice, ulong) key = (choice, choice.DependsOnSeed ? seed : 0);
        if (Find(key) is { } found) return found;
        await _turn.WaitAsync(cancellation);
        try
        {
            if (Find(key) is { } other) return other;
            int before = Volatile.Read(ref _forgotten);
            TrainData data = await Task.Run(() => TrainData.Load(choice, seed, progress, cancellation), cancellation);
            _loaded[key] = new WeakReference<TrainData>(data);
            if (Volatile.Read(ref _forgotten) != before) _loaded.TryRemove(key, out _); // what was forgotten meanwhile may be these, as they were before
            return data;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets data whose files have changed.</summary>
    public void Forget(string path)
    {
        Interlocked.Increment(ref _forgotten);
        foreach ((DataChoice choice, ulong seed) in _loaded.Keys)
            if (choice.Data == path) _loaded.TryRemove((choice, seed), out _);
    }

    private TrainData? Find((DataChoice, ulong) key) => _loaded.TryGetValue(key, out WeakReference<TrainData>? reference) && reference.TryGetTarget(out TrainData? data) ? data : null;
}
