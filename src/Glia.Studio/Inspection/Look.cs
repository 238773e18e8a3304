using System.Diagnostics;
using Glia.Studio.Http;
using Glia.Studio.Runs;

namespace Glia.Studio.Inspection;

/// <summary>A look into a network that takes a while: computed once in the background, on a copy of the network that does not change, for everybody who waits for it.</summary>
internal sealed class Look : IProgress<int>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly IReadOnlyList<(StudioRun Run, Network Network)> _subjects;
    private int _waiting;
    private volatile int _done;
    private volatile LookTask _task = new("Loading the data", 0);

    /// <param name="runs">What is looked at: first the run itself, then those that it is compared with.</param>
    /// <exception cref="StudioException">There is no network yet, or its weights are no numbers.</exception>
    public Look(params IReadOnlyList<StudioRun> runs)
    {
        _subjects = [.. runs.Select(r => (r, r.Network()))];
        foreach ((StudioRun run, Network network) in _subjects)
            if (!IsFinite(network)) throw StudioException.Conflict($"The weights of '{run.Record.Name}' have grown beyond all numbers, so there is nothing to see. Reset the run, or go back to its last good weights.");
        Epoch = runs[0].Record.Epoch;
    }

    /// <summary>The networks as they were when the look began.</summary>
    public Network Network => _subjects[0].Network;

    /// <summary>The other network of a comparison.</summary>
    public Network Other => _subjects[1].Network;

    /// <summary>How far the run was.</summary>
    public int Epoch { get; }

    /// <summary>Seconds that it took, or has taken so far.</summary>
    public double Seconds => _clock.Elapsed.TotalSeconds;

    public CancellationToken Stopped => _stop.Token;

    /// <summary>The result, once it is there.</summary>
    public Task<object> Result { get; private set; } = null!;

    /// <summary>Whether a network has other weights by now.</summary>
    public bool IsStale => _subjects.Any(s => s.Run.Snapshot is { } now && !ReferenceEquals(now, s.Network) && !now.Parameters.Span.SequenceEqual(s.Network.Parameters.Span));

    /// <summary>Whether it came to nothing, so that another one is needed.</summary>
    public bool IsLost => Result.IsFaulted || Result.IsCanceled || (_stop.IsCancellationRequested && !Result.IsCompleted);

    public void Start(Func<Look, Task<object>> work) => Result = Task.Run(async () =>
    {
        object result = await work(this);
        _clock.Stop();
        return result;
    });

    /// <summary>Says what is being done now.</summary>
    /// <param name="what">In words.</param>
    /// <param name="total">Of how many parts <see cref="Report"/> will tell; 0 for unknown.</param>
    public void Doing(string what, int total = 0)
    {
        _done = 0;
        _task = new(what, total);
    }

    public void Report(int value) => _done = value;

    public LookProgress Progress
    {
        get
        {
            LookTask task = _task;
            return new(!Result.IsCompleted, task.What, _done, task.Total, Math.Round(Seconds, 1));
        }
    }

    /// <summary>Waits for the result; when the last who waits goes away, the work ends.</summary>
    public async Task<object> WaitAsync(CancellationToken gone)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            return await Result.WaitAsync(gone);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw StudioException.Conflict("This look was given up just now. Look again."); // the last who waited left in the moment in which this one came
        }
        finally
        {
            if (Interlocked.Decrement(ref _waiting) == 0 && !Result.IsCompleted) await _stop.CancelAsync();
        }
    }

    private static bool IsFinite(Network network)
    {
        foreach (float weight in network.Parameters.Span)
            if (!float.IsFinite(weight)) return false;
        return true;
    }

    public void Dispose() => _stop.Dispose();

    private sealed record LookTask(string What, int Total);
}

/// <summary>How a look goes.</summary>
/// <param name="IsRunning">Whether it is still being computed.</param>
/// <param name="What">What is being done.</param>
/// <param name="Done">How much of it.</param>
/// <param name="Total">Of how much; 0 for unknown.</param>
/// <param name="Seconds">Since when.</param>
internal sealed record LookProgress(bool IsRunning, string What, int Done, int Total, double Seconds);
