using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Live;

/// <summary>
/// What the Live page hears (server-sent events): whether a session is open and what it is, what it does now, its warnings, its traffic, measurements; each when it has changed, and at most
/// 20 times a second. A slow page gets fewer messages, not older ones; whoever connects anew gets everything anew.
/// </summary>
internal sealed class LiveStream(LiveRoom room, CancellationToken stopping)
{
    private const int MostStreams = 32;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50), TrafficInterval = TimeSpan.FromMilliseconds(250), SignOfLife = TimeSpan.FromSeconds(15);
    private int _open;

    public async Task Write(HttpContext context)
    {
        if (Interlocked.Increment(ref _open) > MostStreams)
        {
            Interlocked.Decrement(ref _open);
            throw new StudioException(StatusCodes.Status503ServiceUnavailable, "There are too many pages open.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("retry: 1500\n\n", stop.Token);
            await Follow(context.Response, stop.Token);
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

    private async Task Follow(HttpResponse response, CancellationToken stop)
    {
        var seen = new Seen();
        DateTime told = DateTime.UtcNow;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            LiveDesk? desk = room.Desk;
            if (!ReferenceEquals(desk, seen.Desk) || !seen.HasBegun)
            {
                seen = new Seen { Desk = desk, HasBegun = true };
                if (desk is null) await Tell(response, "session", LiveView.Of(null, room.Shelf), LiveJson.Default.LiveView, stop);
            }

            bool said = desk is null ? seen.IsNew : await TellAll(response, desk, room.Shelf, seen, stop);
            seen.IsNew = false;
            if (!said && DateTime.UtcNow - told > SignOfLife)
            {
                await response.WriteAsync(":\n\n", stop);
                said = true;
            }

            if (!said) continue;
            await response.Body.FlushAsync(stop);
            told = DateTime.UtcNow;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    // Every number is read before what it stands for, so that what changes in between is told once more, and never left out.
    private static async Task<bool> TellAll(HttpResponse response, LiveDesk desk, LiveShelf shelf, Seen seen, CancellationToken stop)
    {
        bool said = false;
        if (seen.Changes != desk.Changes)
        {
            seen.Changes = desk.Changes;
            string session = JsonSerializer.Serialize(LiveView.Of(desk, shelf), LiveJson.Default.LiveView);
            if (session != seen.Session) await Tell(response, "session", seen.Session = session, stop);
            said = true;
        }

        if (seen.Version != desk.Session.Version)
        {
            seen.Version = desk.Session.Version;
            await Tell(response, "now", NowView.Of(desk), LiveJson.Default.NowView, stop);
            said = true;
        }

        if (seen.Warnings != desk.WarningCount)
        {
            seen.Warnings = desk.WarningCount;
            await Tell(response, "warnings", desk.Warnings(), LiveJson.Default.WarningViewArray, stop);
            said = true;
        }

        if (seen.Scores != desk.Scores.Version && desk.Scores.View is not null)
        {
            seen.Scores = desk.Scores.Version;
            await Tell(response, "scores", desk.Scores.View, LiveJson.Default.ScoresView, stop);
            said = true;
        }

        long traffic = desk.Host.Traffic.In + desk.Host.Traffic.Out + desk.Host.Traffic.Malformed;
        if (seen.Traffic != traffic && DateTime.UtcNow >= seen.NextTraffic)
        {
            (seen.Traffic, seen.NextTraffic) = (traffic, DateTime.UtcNow + TrafficInterval);
            await Tell(response, "traffic", TrafficView.Of(desk), LiveJson.Default.TrafficView, stop);
            said = true;
        }

        return said;
    }

    private static Task Tell<T>(HttpResponse response, string name, T value, JsonTypeInfo<T> type, CancellationToken stop) => Tell(response, name, JsonSerializer.Serialize(value, type), stop);

    private static Task Tell(HttpResponse response, string name, string json, CancellationToken stop) => response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {json}\n\n"), stop).AsTask();

    /// <summary>What this page has been sent.</summary>
    private sealed class Seen
    {
        public LiveDesk? Desk { get; init; }

        public bool HasBegun { get; init; }

        public bool IsNew { get; set; } = true;

        public long Changes { get; set; } = -1;

        public string? Session { get; set; }

        public long Version { get; set; } = -1;

        public long Warnings { get; set; }

        public long Scores { get; set; }

        public long Traffic { get; set; } = -1;

        public DateTime NextTraffic { get; set; }
    }
}
