using Glia.Studio.Http;
using Glia.Studio.Runs;

namespace Glia.Studio.Inspection;

/// <summary>The looks that were asked for: each is computed once, kept while there is room, and computed again when it is wanted again and the network has changed.</summary>
internal sealed class LookDesk
{
    private const int MostKept = 12, MostAtOnce = 2, MostWaiting = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, Look Look)> _looks = new(); // the newest first
    private readonly SemaphoreSlim _turn = new(MostAtOnce, MostAtOnce);

    /// <summary>The result of a look, and the look.</summary>
    /// <param name="key">What is looked at, and how.</param>
    /// <param name="again">Whether a look at older weights will not do.</param>
    /// <param name="begin">Makes a look at the networks as they are now.</param>
    /// <param name="compute">Does the work.</param>
    /// <param name="gone">Whether who asked has gone away.</param>
    /// <exception cref="StudioException">So many others are being computed that this one would never come.</exception>
    public async Task<(T Result, Look Look)> GetAsync<T>(string key, bool again, Func<Look> begin, Func<Look, Task<T>> compute, CancellationToken gone)
        where T : class
    {
        Look look = FindOrStart(key, again, begin, async l => await InTurn(l, compute));
        return ((T)await look.WaitAsync(gone), look);
    }

    /// <summary>How a look goes; null where there is none.</summary>
    public Look? Find(string key)
    {
        lock (_lock) return _looks.FirstOrDefault(l => l.Key == key).Look;
    }

    private Look FindOrStart(string key, bool again, Func<Look> begin, Func<Look, Task<object>> work)
    {
        lock (_lock)
        {
            (string, Look Look) found = _looks.FirstOrDefault(l => l.Key == key);
            if (found.Look is { IsLost: false } kept && !(again && kept.Result.IsCompleted && kept.IsStale))
            {
                _looks.Remove(found);
                _looks.AddFirst(found);
                return kept;
            }

            if (found.Look is not null) _looks.Remove(found);
            if (_looks.Count(l => !l.Look.Result.IsCompleted) >= MostWaiting) throw new StudioException(StatusTooMany, "Several networks are being looked at already. Try again in a moment.");
            Look look = begin();
            look.Start(work);
            _looks.AddFirst((key, look));
            while (_looks.Count > MostKept && _looks.Last!.Value.Look.Result.IsCompleted) _looks.RemoveLast();
            return look;
        }
    }

    private const int StatusTooMany = 429;

    private async Task<object> InTurn<T>(Look look, Func<Look, Task<T>> compute)
        where T : class
    {
        await _turn.WaitAsync(look.Stopped);
        try
        {
            return await compute(look);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What a look is called: the run, the part, and the run that it is compared with.</summary>
    public static string Key(StudioRun run, string part, StudioRun? other = null) => $"{run.Id}/{part}/{other?.Id}";
}
