using System.Buffers.Binary;
using System.Net.Sockets;

namespace Glia.Mpi;

/// <summary>
/// Sees from outside which rank of a machine was lost. MPICH's launcher kills all ranks a moment after it has lost one, so none of them lives to tell; but it does so after the lost one has died: the
/// <see cref="WitnessLine"/> that closed first is that one's.
/// </summary>
internal sealed class RankWitness : IDisposable
{
    private const int Door = -1;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), GreetingPatience = TimeSpan.FromSeconds(1);

    private readonly WitnessPlace _place;
    private readonly IReadOnlyList<int> _processes;
    private readonly Socket _door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ReadyOrder _order = new();
    private readonly Dictionary<int, Socket> _lines = [];
    private readonly HashSet<int> _left = [];

    /// <param name="place">Where to listen.</param>
    /// <param name="processes">The ranks' processes.</param>
    /// <exception cref="SocketException">Another listens there.</exception>
    public RankWitness(WitnessPlace place, IReadOnlyList<int> processes)
    {
        (_place, _processes) = (place, processes);
        _door.Bind(new UnixDomainSocketEndPoint($"\0{place.Name}"));
        _door.Listen(processes.Count);
        _order.Watch(_door.SafeHandle, Door);
    }

    /// <summary>Waits for the end. Returns the rank that ended first without leaving; null where all have left, or end for a reason that is told already.</summary>
    public int? Lost()
    {
        while (_left.Count < _processes.Count)
        {
            int? next = _order.Next(Interval);
            if (next is null && !_processes.Any(RankProcess.IsAlive)) return null; // they ended before they could come here
            if (next == Door) Welcome();
            else if (next is { } rank && Hear(rank) is { } end) return end.Lost;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Socket line in _lines.Values) line.Dispose();
        _door.Dispose();
        _order.Dispose();
    }

    private void Welcome()
    {
        Socket line = _door.Accept();
        line.ReceiveTimeout = (int)GreetingPatience.TotalMilliseconds;
        if (Greeting(line) is { } rank && !_left.Contains(rank) && _lines.TryAdd(rank, line)) _order.Watch(line.SafeHandle, rank);
        else line.Dispose();
    }

    private int? Greeting(Socket line)
    {
        Span<byte> bytes = stackalloc byte[WitnessLine.GreetingSize];
        for (int have = 0; have < bytes.Length;)
        {
            int more = Read(line, bytes[have..]);
            if (more == 0) return null;
            have += more;
        }

        int rank = BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(long)..]);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) == _place.Secret && rank >= 0 && rank < _processes.Count ? rank : null;
    }

    // What a rank says, or its end; null where the others are still to be waited for.
    private End? Hear(int rank)
    {
        Span<byte> said = stackalloc byte[1];
        if (Read(_lines[rank], said) == 0) return new End(NeverCame() ?? rank);
        if (said[0] == WitnessLine.AllEnd) return new End(null);
        _order.Forget(_lines[rank].SafeHandle);
        _left.Add(rank);
        return null;
    }

    // One that died before it came here ended before all that came.
    private int? NeverCame() => Enumerable.Range(0, _processes.Count).Where(rank => !_lines.ContainsKey(rank) && !RankProcess.IsAlive(_processes[rank])).Select(rank => (int?)rank).FirstOrDefault();

    // 0 at its end, which may also come as an error.
    private static int Read(Socket line, Span<byte> bytes)
    {
        try
        {
            return line.Receive(bytes);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private sealed record End(int? Lost);
}
