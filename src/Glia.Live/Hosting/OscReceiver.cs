using System.Net;
using System.Net.Sockets;

namespace Glia.Live;

/// <summary>
/// Receives datagrams on a thread of its own and hands them on one by one, one of each sender in turn, so that one that floods does not starve the others. Nothing that comes can end it.
/// </summary>
internal sealed class OscReceiver : IDisposable
{
    private const int LongestDatagram = 65_536, MostSenders = 256, AtOnce = 64, WantedBuffer = 4 << 20;

    private readonly Socket _socket;
    private readonly Thread _thread;
    private readonly OscHandler _handle;
    private readonly Func<ReadOnlySpan<byte>, bool> _isData;
    private readonly Dictionary<SocketAddress, SenderQueue> _queues = [];
    private readonly List<SenderQueue> _order = []; // in which they take their turns
    private readonly byte[] _buffer = new byte[LongestDatagram];
    private readonly SocketAddress _sender;
    private long _received, _dropped;
    private int _waiting;
    private volatile bool _isStopped;

    /// <summary>Begins to listen.</summary>
    /// <param name="at">Where; port 0 for any that is free.</param>
    /// <param name="isData">Whether a datagram may give way to a later one of the same sender.</param>
    /// <param name="handle">Takes a datagram, on the receiver's thread.</param>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    public OscReceiver(IPEndPoint at, Func<ReadOnlySpan<byte>, bool> isData, OscHandler handle)
    {
        (_isData, _handle) = (isData, handle);
        _socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _sender = new SocketAddress(at.AddressFamily);
        try
        {
            Widen(_socket);
            if (at.Address.Equals(IPAddress.IPv6Any)) _socket.DualMode = true; // all addresses are those of IPv4 too
            _socket.Bind(at);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _thread = new Thread(Loop) { IsBackground = true, Name = "OSC", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Datagrams that came.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Datagrams that came and gave way to later ones.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Datagrams that the system could not keep until they were read; null where it does not say.</summary>
    public long? Overflowed => SystemDrops.Of(EndPoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopped = true;
        _socket.Dispose();
        if (Thread.CurrentThread != _thread) _thread.Join();
    }

    private void Loop()
    {
        while (!_isStopped)
        {
            try
            {
                if (_waiting == 0) Receive();
                do
                {
                    for (int i = 0; i < AtOnce && _socket.Available > 0; i++) Receive();
                    TakeTurns();
                }
                while (_waiting > 0 && !_isStopped);
            }
            catch (SocketException) when (!_isStopped)
            {
                // On some systems an answer that nobody took comes back as an error of the next reception: there is nothing to do about it.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    // The usual case is one datagram that nothing waits before: it is handed on where it lies.
    private void Receive()
    {
        int length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _sender);
        Interlocked.Increment(ref _received);
        ReadOnlySpan<byte> packet = _buffer.AsSpan(0, length);
        if (_waiting == 0 && _socket.Available == 0)
        {
            Hand(packet);
            return;
        }

        SenderQueue queue = QueueOf(_sender);
        int before = queue.Count;
        Interlocked.Add(ref _dropped, queue.Add(packet, _isData(packet)));
        _waiting += queue.Count - before;
    }

    private void TakeTurns()
    {
        foreach (SenderQueue queue in _order)
        {
            if (queue.Count == 0) continue;
            _waiting--;
            Hand(queue.Take());
        }
    }

    private void Hand(ReadOnlySpan<byte> packet)
    {
        try
        {
            _handle(packet, _sender);
        }
        catch (Exception)
        {
            // Whoever is told of a packet may fail at it, on a full disk for one: the next packet must find somebody.
        }
    }

    private SenderQueue QueueOf(SocketAddress sender)
    {
        if (_queues.TryGetValue(sender, out SenderQueue? queue)) return queue;
        if (_queues.Count >= MostSenders) Forget();
        if (_queues.Count >= MostSenders) return _order[^1]; // so many at once: the last of them share one turn
        var key = new SocketAddress(sender.Family, sender.Buffer.Length) { Size = sender.Size };
        sender.Buffer.Span.CopyTo(key.Buffer.Span);
        _queues.Add(key, queue = new SenderQueue());
        _order.Add(queue);
        return queue;
    }

    // The sender that has been silent longest.
    private void Forget()
    {
        (SocketAddress? oldest, SenderQueue? queue) = _queues.Where(q => q.Value.Count == 0).OrderBy(q => q.Value.LastUse).Select(q => (q.Key, q.Value)).FirstOrDefault();
        if (oldest is null) return;
        _queues.Remove(oldest);
        _order.Remove(queue);
    }

    // Room for what comes while something else has the core. Systems give less than is asked for; Linux gives root all of it by another option.
    private static void Widen(Socket socket)
    {
        const int solSocket = 1, receiveBufferForce = 33;
        socket.ReceiveBufferSize = WantedBuffer;
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            socket.SetRawSocketOption(solSocket, receiveBufferForce, BitConverter.GetBytes(WantedBuffer));
        }
        catch (SocketException)
        {
            // Not root: what was given does.
        }
    }
}

/// <summary>Takes a datagram and who sent it; both hold until it returns.</summary>
internal delegate void OscHandler(ReadOnlySpan<byte> packet, SocketAddress sender);
