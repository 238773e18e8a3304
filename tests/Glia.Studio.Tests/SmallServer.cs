using System.Net;
using Glia.Studio.Http;
using Glia.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Studio.Tests;

/// <summary>The studio's limits and its handling of errors, around addresses that a test makes up.</summary>
internal sealed class SmallServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallServer(WebApplication app) => _app = app;

    public List<string> Log { get; } = [];

    public int Port { get; private set; }

    public static async Task<SmallServer> Start(ServerLimits limits, Action<IEndpointRouteBuilder> map)
    {
        WebApplicationBuilder builder = PlainServer.Prepare(limits, IPAddress.Loopback, 0);
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestLimits();
        var server = new SmallServer(builder.Build());
        server._app.Use(next => context =>
        {
            SecurityHeaders.Write(context.Response.Headers);
            return next(context);
        });
        server._app.Use(next => new ProblemHandler(next, server.Log.Add).InvokeAsync);
        server._app.UseRouting();
        server._app.UseRateLimiter();
        map(server._app);
        server.Port = await PlainServer.StartAsync(server._app);
        return server;
    }

    public Task<RawAnswer> Send(string request, CancellationToken stop) => RawClient.Send(Port, request.Replace("{host}", $"Host: 127.0.0.1:{Port}"), stop);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
