using Glia.Live;
using Glia.Studio.Http;
using Glia.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Live;

/// <summary>A WebSocket beside a session's UDP port, so that a web page is an OSC client by itself: browsers cannot send UDP.</summary>
internal sealed class LiveBridge : IAsyncDisposable
{
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly PageOrigins _origins;
    private readonly CancellationTokenSource _stopping = new();
    private AllowedHosts? _hosts;

    private LiveBridge(LiveHost host, LiveBridgeOptions options, Action<string> log)
    {
        _origins = new PageOrigins(options.Origins);
        var sockets = new OscSockets();
        _app = PlainServer.Prepare(new ServerLimits { Connections = 128 }, options.Address, options.Port).Build();
        _app.Use(next => new ProblemHandler(next, log).InvokeAsync);
        _app.Use(next => context => Guard(context, next));
        _app.UseWebSockets();
        _app.Run(context => context.Request.Path == "/" || context.Request.Path == "/osc"
            ? sockets.Serve(context, host, "bridge", _stopping.Token)
            : throw StudioException.Missing($"There is nothing at this address. The WebSocket is {Address}."));
    }

    /// <summary>What a page opens, such as <c>ws://127.0.0.1:8025</c>.</summary>
    public string Address => "ws" + _hosts!.Origin["http".Length..];

    /// <summary>Starts it.</summary>
    /// <param name="host">The session.</param>
    /// <param name="options">Where it listens, and to whom.</param>
    /// <param name="log">Told of mistakes in the bridge itself.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">An origin is none.</exception>
    public static async Task<LiveBridge> StartAsync(LiveHost host, LiveBridgeOptions options, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        var bridge = new LiveBridge(host, options, log);
        try
        {
            bridge._hosts = new AllowedHosts(options.Address, await PlainServer.StartAsync(bridge._app), options.Names);
            return bridge;
        }
        catch
        {
            await bridge.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes its leave of every page, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var limit = new CancellationTokenSource(Last);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    // A page of another site can open a WebSocket to this computer without asking: its browser says where the page is from, and that decides. Programs say nothing, and could send UDP as well.
    private Task Guard(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        AllowedHosts hosts = _hosts ?? throw new StudioException(StatusCodes.Status503ServiceUnavailable, "The bridge is starting.");
        if (!hosts.IsHost(request.Headers.Host)) return Problem.Write(context, StatusCodes.Status421MisdirectedRequest, $"The bridge is not spoken to by that name. It is {Address}.");
        if (!HttpMethods.IsGet(request.Method)) return Problem.Write(context, StatusCodes.Status405MethodNotAllowed, "The bridge takes WebSockets alone.");
        if (request.Headers.Origin is [{ } origin, ..] && (request.Headers.Origin.Count > 1 || !_origins.Allows(origin)))
            return Problem.Write(context, StatusCodes.Status403Forbidden, "Pages of this origin may not speak here. Start 'glia live' with --origin and the page's own, such as http://localhost:8000 (or null for a page that is opened as a file).");
        return next(context);
    }
}
