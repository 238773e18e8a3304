using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Serving;

/// <summary>Counts what is asked and answered. Stands before everything else, so that refusals count too.</summary>
internal sealed class ServingMeter
{
    private const int BatchSteps = 10; // 1, 2, 4 … 512 samples

    private readonly ConcurrentDictionary<(string Route, int Status), Counter> _requests = new();
    private readonly long[] _batches = new long[BatchSteps];
    private long _samples, _passes, _inFlight, _begun;

    /// <summary>How long requests for predictions took that were answered with them.</summary>
    public LatencyHistogram Latency { get; } = new();

    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Requests that have begun.</summary>
    public long Begun => Volatile.Read(ref _begun);

    public long Samples => Volatile.Read(ref _samples);

    public long Passes => Volatile.Read(ref _passes);

    /// <summary>How many passes had up to 1, 2, 4 … samples, each counted in one step alone.</summary>
    public IReadOnlyList<long> Batches => _batches;

    /// <summary>How many requests of a route were answered with a status.</summary>
    public IEnumerable<(string Route, int Status, long Count)> Requests =>
        _requests.Select(r => (r.Key.Route, r.Key.Status, r.Value.Count)).OrderBy(r => r.Route, StringComparer.Ordinal).ThenBy(r => r.Status);

    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _inFlight);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            string route = context.GetEndpoint()?.Metadata.GetMetadata<RouteName>()?.Name ?? "other";
            int status = context.Response.StatusCode;
            _requests.GetOrAdd((route, status), _ => new Counter()).Increment();
            if (route == RouteName.Predict && status == StatusCodes.Status200OK) Latency.Add((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    /// <summary>So many samples went through a network, in so many passes.</summary>
    public void Passed(int samples, int passes)
    {
        Interlocked.Add(ref _samples, samples);
        Interlocked.Add(ref _passes, passes);
        int each = samples / passes, step = each <= 1 ? 0 : Math.Min(BatchSteps - 1, System.Numerics.BitOperations.Log2((uint)(each - 1)) + 1);
        Interlocked.Add(ref _batches[step], passes);
    }

    private sealed class Counter
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public void Increment() => Interlocked.Increment(ref _count);
    }
}

/// <summary>What a route is called in the figures.</summary>
internal sealed record RouteName(string Name)
{
    public const string Predict = "predict";
}
