using System.Net;
using System.Net.Sockets;

namespace Glia.Live;

/// <summary>Sends each message as one datagram.</summary>
internal sealed class OscSender : IOscOutput, IDisposable
{
    private readonly Socket _socket;
    private readonly SocketAddress _address;
    private long _sent, _failed;

    public OscSender(IPEndPoint to)
    {
        EndPoint = to;
        _address = to.Serialize();
        _socket = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { SendBufferSize = 1 << 20 };
    }

    /// <summary>Where to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Messages that were sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Messages that the system did not take.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> packet)
    {
        try
        {
            _socket.SendTo(packet, SocketFlags.None, _address);
            Interlocked.Increment(ref _sent);
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref _failed); // nobody listens there, or it is too large: the next one may get through
        }
        catch (ObjectDisposedException)
        {
            // The session is ending.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
