using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Glia.Studio.Http;

/// <summary>What every server here begins with: Kestrel and its limits, and nothing that was not asked for.</summary>
internal static class PlainServer
{
    /// <summary>A server that will listen at an address, and that ends when its caller says so.</summary>
    public static WebApplicationBuilder Prepare(ServerLimits limits, IPAddress address, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => limits.Apply(kestrel, address, port));
        return builder;
    }

    /// <summary>Starts it.</summary>
    /// <returns>The port that it listens on.</returns>
    /// <exception cref="IOException">The port is taken, or the address is none of this machine's.</exception>
    public static async Task<int> StartAsync(WebApplication server)
    {
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }

        return new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }
}
