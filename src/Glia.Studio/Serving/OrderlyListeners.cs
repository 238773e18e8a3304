using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Glia.Studio.Serving;

/// <summary>
/// Sockets that close their door in order. Kestrel closes the listening socket as soon as it is told to stop, and the system then resets whoever has connected and not been accepted yet:
/// here the door is closed when nobody stands before it, and only then, when those who came in have been answered, does Kestrel close the rest.
/// </summary>
internal sealed class OrderlyListeners : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<EndPoint, Socket> _listening = new();
    private readonly SocketTransportFactory _transport;
    private readonly Func<Task> _answered;

    private OrderlyListeners(Func<Task> answered, IServiceProvider services)
    {
        _answered = answered;
        SocketTransportOptions options = services.GetRequiredService<IOptions<SocketTransportOptions>>().Value;
        options.CreateBoundListenSocket = Bind;
        _transport = ActivatorUtilities.CreateInstance<SocketTransportFactory>(services);
    }

    /// <summary>Has Kestrel use them.</summary>
    /// <param name="services">Of the server, after Kestrel's own.</param>
    /// <param name="answered">Ends when whoever came in has been answered.</param>
    public static void Use(IServiceCollection services, Func<Task> answered) => services.AddSingleton<IConnectionListenerFactory>(provider => new OrderlyListeners(answered, provider));

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => _transport.CanBind(endpoint);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        IConnectionListener listener = await _transport.BindAsync(endpoint, cancellationToken);
        return new Listener(listener, _listening[endpoint], _answered);
    }

    private Socket Bind(EndPoint endpoint) => _listening[endpoint] = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

    private sealed class Listener(IConnectionListener listener, Socket socket, Func<Task> answered) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => listener.AcceptAsync(cancellationToken);

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            long start = Environment.TickCount64;
            while (SomebodyWaits() && Environment.TickCount64 - start < MostWaiting.TotalMilliseconds) await Task.Yield();
            await listener.UnbindAsync(cancellationToken);
            await answered();
        }

        public ValueTask DisposeAsync() => listener.DisposeAsync();

        /// <summary>A listening socket that can be read has a connection to be accepted.</summary>
        private bool SomebodyWaits() => socket.Poll(0, SelectMode.SelectRead);
    }
}
