using System.Diagnostics;
using Glia.Studio.Http;
using Glia.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Studio.Serving;

/// <summary>The prediction API alone, without the studio. It ends in order: whatever was asked is answered.</summary>
internal sealed class PredictionServer : IAsyncDisposable
{
    private const int MostConnections = 4096;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300), Rest = TimeSpan.FromMilliseconds(60), Last = TimeSpan.FromSeconds(4);

    private readonly WebApplication _app;
    private readonly ServeOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServerKey? _key;
    private AllowedHosts? _hosts;

    private PredictionServer(IModelSource source, ServeOptions options, Action<string> log)
    {
        _options = options;
        _key = options.Key is null ? null : new ServerKey(options.Key);
        Api = new PredictionApi(source, options.Serving, _stopping.Token);
        WebApplicationBuilder builder = PlainServer.Prepare(new ServerLimits { Connections = MostConnections }, options.Address, options.Port);
        builder.Services.AddRoutingCore();
        OrderlyListeners.Use(builder.Services, () => QuietAsync(Rest, Last));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 0);
        _app = builder.Build();
        _app.Use(next => context => Api.Meter.MeasureAsync(context, next));
        _app.Use(next => context => CloseWhenStopping(context, next));
        _app.Use(next => new ProblemHandler(next, log).InvokeAsync);
        _app.Use(next => Guard(next));
        _app.UseRouting();
        Api.Map(_app);
    }

    /// <summary>Where it is, such as <c>http://127.0.0.1:8080</c>.</summary>
    public string Origin => _hosts!.Origin;

    /// <summary>What it answers with, and its figures.</summary>
    public PredictionApi Api { get; }

    /// <summary>Starts the server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PredictionServer> StartAsync(IModelSource source, ServeOptions options, Action<string> log)
    {
        var server = new PredictionServer(source, options, log);
        try
        {
            server._hosts = new AllowedHosts(options.Address, await PlainServer.StartAsync(server._app), options.Names);
            return server;
        }
        catch
        {
            await server._app.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Says that it is not ready any more and asks every client to close its connection with its next answer, takes what still comes until nothing has come for a moment, and then closes the door.
    /// </summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await QuietAsync(Quiet, _options.Drain);
        using var limit = new CancellationTokenSource(Last);
        await _app.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        await Api.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Waits until nothing has come for as long as <paramref name="pause"/>, and no longer than <paramref name="atMost"/>.</summary>
    private async Task QuietAsync(TimeSpan pause, TimeSpan atMost)
    {
        long start = Stopwatch.GetTimestamp(), quiet = start, begun = Api.Meter.Begun;
        while (Stopwatch.GetElapsedTime(start) < atMost && Stopwatch.GetElapsedTime(quiet) < pause)
        {
            await Task.Delay(20);
            if (Api.Meter.Begun == begun && Api.Meter.InFlight == 0) continue;
            (begun, quiet) = (Api.Meter.Begun, Stopwatch.GetTimestamp());
        }
    }

    private Task CloseWhenStopping(HttpContext context, RequestDelegate next)
    {
        if (_stopping.IsCancellationRequested) context.Response.Headers.Connection = "close";
        return next(context);
    }

    private RequestDelegate Guard(RequestDelegate next)
    {
        ServeGuard? guard = null;
        return context => (guard ??= new ServeGuard(next, _hosts ?? throw new StudioException(StatusCodes.Status503ServiceUnavailable, "The server is starting."), _key)).InvokeAsync(context);
    }
}
