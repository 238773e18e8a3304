using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Glia.Studio.Http;
using Glia.Studio.Maps;
using Glia.Studio.Runs;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Live;

/// <summary>
/// The live stream (server-sent events, WHATWG HTML): the list of runs, and one run in full, each whenever it has changed and at most a few times a second. A slow page gets fewer messages,
/// not older ones. Whoever connects anew gets everything anew.
/// </summary>
internal sealed class EventStream(Workshop workshop)
{
    private const int MostStreams = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150), SignOfLife = TimeSpan.FromSeconds(15);

    // What a page draws costs cores that train: maps are worth six pictures a second, figures two, the list one in three seconds. A new state is told at once.
    private static readonly TimeSpan FiguresInterval = TimeSpan.FromMilliseconds(500), ListInterval = TimeSpan.FromSeconds(3);
    private int _open;

    public async Task Write(HttpContext context)
    {
        if (Interlocked.Increment(ref _open) > MostStreams)
        {
            Interlocked.Decrement(ref _open);
            throw new StudioException(StatusCodes.Status503ServiceUnavailable, "There are too many pages open.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, workshop.Stopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("retry: 1500\n\n", stop.Token);
            await Follow(context, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The page has gone, or the studio is ending.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task Follow(HttpContext context, CancellationToken stop)
    {
        string? id = context.Request.Query["run"];
        bool wantsMap = context.Request.Query["map"] == "1";
        var seen = new Seen();
        DateTime told = DateTime.UtcNow;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            bool said = await TellRuns(context.Response, seen, stop);
            if (id is not null && workshop.Runs.Find(id) is { } run) said |= await TellRun(context.Response, run, wantsMap && run.Record.Kind == DataKind.Points, seen, stop);
            if (!said && DateTime.UtcNow - told > SignOfLife)
            {
                await context.Response.WriteAsync(":\n\n", stop);
                said = true;
            }

            if (!said) continue;
            await context.Response.Body.FlushAsync(stop);
            told = DateTime.UtcNow;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task<bool> TellRuns(HttpResponse response, Seen seen, CancellationToken stop)
    {
        long version = workshop.Runs.Version;
        if (version == seen.Runs) return false;
        RunSummary[] list = [.. workshop.Runs.All.Select(RunSummary.Of)];
        int states = States(list);
        if (states == seen.States && DateTime.UtcNow < seen.NextRuns) return false;
        (seen.Runs, seen.States, seen.NextRuns) = (version, states, DateTime.UtcNow + ListInterval);
        await Tell(response, "runs", list, StudioJson.Default.RunSummaryArray, stop);
        return true;
    }

    private static async Task<bool> TellRun(HttpResponse response, StudioRun run, bool wantsMap, Seen seen, CancellationToken stop)
    {
        long version = run.Version;
        RunStatus status = run.Record.Status;
        if (version == seen.Run || (!wantsMap && status == seen.Status && DateTime.UtcNow < seen.NextRun)) return false;
        (seen.Run, seen.Status, seen.NextRun) = (version, status, DateTime.UtcNow + FiguresInterval);
        (int from, CurvePoint[] points, int count, int generation) = run.Curve.Since(seen.Points, seen.Generation);
        (seen.Points, seen.Generation) = (count, generation);
        RunRecord record = run.Record;
        await Tell(response, "run", new RunUpdate(RunSummary.Of(run), ProgressView.Of(run), record.Divergence, record.Notes.Count, from, points.Length > 0 || from == 0 ? CurveView.Of(points) : null, version), StudioJson.Default.RunUpdate, stop);
        if (!wantsMap || run.Snapshot is not { } network || ReferenceEquals(network, seen.Network)) return true;
        seen.Network = network;
        await Tell(response, "map", PointMap.Of(network, await run.DataAsync(stop), version), StudioJson.Default.MapView, stop);
        return true;
    }

    private static int States(RunSummary[] list)
    {
        var hash = new HashCode();
        foreach (RunSummary run in list)
        {
            hash.Add(run.Id, StringComparer.Ordinal);
            hash.Add(run.Status);
            hash.Add(run.Name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    private static Task Tell<T>(HttpResponse response, string name, T value, JsonTypeInfo<T> type, CancellationToken stop) =>
        response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {JsonSerializer.Serialize(value, type)}\n\n"), stop).AsTask();

    /// <summary>What this page has been sent.</summary>
    private sealed class Seen
    {
        public long Runs { get; set; }

        public int States { get; set; }

        public DateTime NextRuns { get; set; }

        public RunStatus? Status { get; set; }

        public DateTime NextRun { get; set; }

        public long Run { get; set; }

        public int Points { get; set; }

        public int Generation { get; set; } = -1;

        public Network? Network { get; set; }
    }
}
