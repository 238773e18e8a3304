using Glia.Live;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Live;

/// <summary>The addresses under <c>/api/live</c>: a session that is taught by showing. Commands go through the WebSocket, as OSC.</summary>
internal static class LiveRoutes
{
    private const int MostExamples = 500;

    public static void Map(IEndpointRouteBuilder routes, LiveRoom room, CancellationToken stopping)
    {
        var stream = new LiveStream(room, stopping);
        var sockets = new OscSockets();
        routes.MapGet("/api/live", context => Api.Write(context, LiveView.Of(room.Desk, room.Shelf), LiveJson.Default.LiveView));
        routes.MapPost("/api/live", context => Begin(context, room));
        routes.MapPost("/api/live/last", context => GoOn(context, room));
        routes.MapDelete("/api/live", context => Close(context, room));
        routes.MapGet("/api/live/now", context => Api.Write(context, NowView.Of(room.Open), LiveJson.Default.NowView));
        routes.MapGet("/api/live/events", stream.Write);
        routes.MapGet("/api/live/osc", context => Speak(context, room, sockets, stopping));
        routes.MapGet("/api/live/examples", context => Examples(context, room.Open.Session));
        routes.MapGet("/api/live/learners", context => Api.Write(context, LearnerView.All, LiveJson.Default.LearnerViewArray));
        routes.MapGet("/api/live/port", context => Api.Write(context, new(LiveRoom.FreePort(Api.Number(context, "from", 1, 65_535))), LiveJson.Default.PortView));
        routes.MapPost("/api/live/scores", context => Measure(context, room.Open));
        routes.MapDelete("/api/live/scores", context =>
        {
            room.Open.Scores.Cancel();
            return Api.Done(context);
        });
    }

    private static async Task Begin(HttpContext context, LiveRoom room)
    {
        LiveSetup setup = await Api.Read(context, LiveJson.Default.LiveSetup);
        LiveDesk desk = room.Begin(setup.Project(), await setup.HostAsync(context.RequestAborted), setup.IsStrict);
        await Api.Write(context, LiveView.Of(desk, room.Shelf), LiveJson.Default.LiveView);
    }

    /// <summary>Opens the session that was kept last, on its ports unless another one is named, and has it learn again what it knew.</summary>
    private static async Task GoOn(HttpContext context, LiveRoom room)
    {
        LastSetup setup = await Api.Read(context, LiveJson.Default.LastSetup);
        LiveProject project = room.Shelf.ReadLast();
        var ports = new LiveSetup([], InputPort: setup.InputPort ?? project.InputPort ?? 0, OutputHost: project.OutputHost, OutputPort: project.OutputPort);
        LiveDesk desk = room.Begin(project, await ports.HostAsync(context.RequestAborted), isStrict: false);
        if (project.Examples.Count > 0) desk.Session.Train();
        await Api.Write(context, LiveView.Of(desk, room.Shelf), LiveJson.Default.LiveView);
    }

    private static Task Close(HttpContext context, LiveRoom room)
    {
        room.Close();
        return Api.Done(context);
    }

    private static async Task Speak(HttpContext context, LiveRoom room, OscSockets sockets, CancellationToken stopping)
    {
        LiveDesk desk = room.Open;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(desk.Closed, stopping);
        await sockets.Serve(context, desk.Host, "page", stop.Token);
    }

    private static Task Examples(HttpContext context, LiveSession session)
    {
        int start = Api.Number(context, "start", 0, int.MaxValue), count = Api.Number(context, "count", 1, MostExamples);
        return Api.Write(context, new(start, session.ExampleCount, [.. session.Examples(start, count).Select(ExampleView.Of)]), LiveJson.Default.ExamplePage);
    }

    private static async Task Measure(HttpContext context, LiveDesk desk)
    {
        desk.Scores.Start(await Api.Read(context, LiveJson.Default.ScoreSetup));
        await Api.Write(context, desk.Scores.View!, LiveJson.Default.ScoresView);
    }
}
