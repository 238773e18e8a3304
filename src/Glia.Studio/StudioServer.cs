using Glia.Studio.Http;
using Glia.Studio.Runs;
using Glia.Studio.Security;
using Glia.Studio.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Studio;

/// <summary>The studio's server: one process, one folder, one page. Makes itself ready with <see cref="StartAsync"/>, and ends in order with <see cref="DisposeAsync"/>: trainings are saved first.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private readonly WebApplication _app;
    private readonly Workshop _workshop;
    private readonly PredictionApi _predictions;
    private readonly AccessKeys _keys = new();
    private AllowedHosts? _hosts;

    private StudioServer(StudioOptions options, Action<string> log)
    {
        WebApplicationBuilder builder = PlainServer.Prepare(options.Limits, options.Address, options.Port);
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestLimits();
        _app = builder.Build();
        _workshop = new Workshop(options);
        _predictions = new PredictionApi(new RunModels(_workshop.Runs), new ServingOptions(), _workshop.Stopping);
        _app.Use(next => context => _predictions.Meter.MeasureAsync(context, next));
        _app.Use(next => context =>
        {
            SecurityHeaders.Write(context.Response.Headers);
            return next(context);
        });
        _app.Use(next => new ProblemHandler(next, log).InvokeAsync);
        _app.Use(next => context => Guard(next).InvokeAsync(context));
        _app.UseWebSockets();
        _app.UseRouting();
        _app.UseRateLimiter();
        StudioRoutes.Map(_app, _workshop, _predictions, NewLink);
    }

    /// <summary>Where the studio is, such as <c>http://127.0.0.1:7474</c>.</summary>
    public string Origin => _hosts!.Origin;

    /// <summary>What programs send as <c>Authorization: Bearer</c>.</summary>
    public string Key => _keys.Session;

    /// <summary>Whether the page was built; without it there is only the API.</summary>
    public static bool HasPage => PageFiles.WereBuilt;

    /// <summary>A link that opens the page in one browser.</summary>
    public string NewLink() => $"{Origin}/?token={_keys.NewToken()}";

    /// <summary>Starts the server.</summary>
    /// <param name="options">Where it listens, and where it keeps things.</param>
    /// <param name="log">Told of mistakes in the studio itself.</param>
    /// <exception cref="IOException">The port is taken, or the folder cannot be used.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        var server = new StudioServer(options, log);
        try
        {
            server._hosts = new AllowedHosts(options.Address, await PlainServer.StartAsync(server._app), []);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Answers what has been asked, saves the trainings, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _workshop.BeginStop();
        using var limit = new CancellationTokenSource(Drain);
        await _app.StopAsync(limit.Token);
        await _predictions.DisposeAsync();
        await _workshop.DisposeAsync();
        await _app.DisposeAsync();
    }

    private AccessGuard Guard(RequestDelegate next)
    {
        AllowedHosts hosts = _hosts ?? throw new StudioException(StatusCodes.Status503ServiceUnavailable, "The studio is starting.");
        return new AccessGuard(next, hosts, _keys, $"glia-{hosts.Port}");
    }
}
