using System.Net;
using System.Net.Sockets;
using Glia.Live;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Live;

/// <summary>Holds the studio's live session: one at a time, for a port is one.</summary>
internal sealed class LiveRoom(LiveShelf shelf) : IDisposable
{
    private readonly Lock _gate = new();
    private LiveDesk? _desk;
    private int _opened;

    /// <summary>The open session; null where there is none.</summary>
    public LiveDesk? Desk => Volatile.Read(ref _desk);

    /// <exception cref="StudioException">None is open.</exception>
    public LiveDesk Open => Desk ?? throw StudioException.Conflict("No live session is open. Begin one first.");

    /// <summary>Where sessions go when they end.</summary>
    public LiveShelf Shelf => shelf;

    /// <summary>Opens a session.</summary>
    /// <exception cref="StudioException">One is open, or the port is taken.</exception>
    /// <exception cref="ArgumentException">The project contradicts itself.</exception>
    public LiveDesk Begin(LiveProject project, LiveHostOptions options, bool isStrict)
    {
        lock (_gate)
        {
            if (_desk is not null) throw StudioException.Conflict("A live session is open. Close it before another one begins.");
            var ports = project with { InputPort = options.Listen.Port > 0 ? options.Listen.Port : null, OutputHost = options.Send.Address.ToString(), OutputPort = options.Send.Port };
            var session = new LiveSession(ports, new LiveOptions { IsStrict = isStrict });
            try
            {
                LiveDesk desk = new(++_opened, session, options);
                Volatile.Write(ref _desk, desk);
                return desk;
            }
            catch (SocketException e)
            {
                session.Dispose();
                throw e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? new StudioException(StatusCodes.Status409Conflict, $"Port {options.Listen.Port} is taken. Wekinator, 'glia live' or another studio may be listening on it: close that one, or take another port.", "inputPort", e)
                    : StudioException.Bad("inputPort", $"Port {options.Listen.Port} cannot be listened on: {e.Message}. Take another port, above 1023.");
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
    }

    /// <summary>Keeps the session, if one is open, and closes it.</summary>
    /// <exception cref="IOException">It cannot be kept, and stays open.</exception>
    public void Close()
    {
        lock (_gate)
        {
            if (_desk is not { } desk) return;
            shelf.Keep(desk.Session);
            Volatile.Write(ref _desk, null);
            desk.Dispose();
        }
    }

    /// <summary>The first free UDP port from <paramref name="from"/> on; any free one where that leads nowhere.</summary>
    public static int FreePort(int from)
    {
        const int tries = 100;
        for (int port = from; port < from + tries && port <= IPEndPoint.MaxPort; port++)
            if (PortOf(port) is { } free) return free;
        return PortOf(0) ?? 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (IOException)
        {
            _desk?.Dispose(); // the disk is full or gone: nobody is left to be told
        }
    }

    private static int? PortOf(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
