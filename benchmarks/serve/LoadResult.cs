using System.Globalization;

namespace Glia.ServeLoad;

/// <summary>What came back.</summary>
internal sealed class LoadResult
{
    private const int StepsPerDoubling = 16;
    private readonly SortedDictionary<int, long> _statuses = [];
    private readonly long[] _times = new long[StepsPerDoubling * 40];

    /// <summary>Requests that were sent, and had no answer when the connection ended.</summary>
    public long Dropped { get; set; }

    /// <summary>Requests that fell due while every connection was still waiting.</summary>
    public long Unsent { get; set; }

    /// <summary>Connections that were not accepted.</summary>
    public long Refused { get; set; }

    /// <summary>Connections that the server closed before the time was over.</summary>
    public long Reconnected { get; set; }

    public double Seconds { get; set; }

    /// <summary>Whether every request that was sent was answered with 200, 429 or 503.</summary>
    public bool IsClean => Dropped == 0 && _statuses.Keys.All(s => s is 200 or 429 or 503);

    public void Add(int status, TimeSpan time, object gate)
    {
        int step = Math.Clamp((int)(StepsPerDoubling * Math.Log2(Math.Max(1, time.TotalMicroseconds))), 0, _times.Length - 1);
        lock (gate)
        {
            _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
            if (status == 200) _times[step]++;
        }
    }

    public void Write(TextWriter to, LoadPlan plan)
    {
        long good = _statuses.GetValueOrDefault(200);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{good / Seconds:F0} requests/s answered with 200, {good * plan.Samples / Seconds:F0} samples/s, over {Seconds:F1} s on {plan.Connections} connections"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p50 {Quantile(0.5):F3} ms   p99 {Quantile(0.99):F3} ms   p99.9 {Quantile(0.999):F3} ms"));
        to.WriteLine($"statuses {string.Join(", ", _statuses.Select(s => $"{s.Key}: {s.Value}"))}   dropped {Dropped}   unsent {Unsent}   refused {Refused}   reconnected {Reconnected}");
    }

    private double Quantile(double share)
    {
        long total = _times.Sum(), seen = 0;
        for (int i = 0; i < _times.Length; i++)
            if ((seen += _times[i]) >= share * total && seen > 0) return Math.Pow(2, (i + 1.0) / StepsPerDoubling) / 1000;
        return 0;
    }
}
