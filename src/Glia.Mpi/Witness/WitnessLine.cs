using System.Buffers.Binary;

namespace Glia.Mpi;

/// <summary>
/// A rank's line to the <see cref="RankWitness"/> of its machine: the system closes it when the rank dies, whatever it dies of. It belongs to a thread that does nothing but hold it, and that dies at once, where one
/// that is deep in a calculation takes milliseconds to: in that time, other ranks may have noticed, given up and died before it.
/// </summary>
internal sealed class WitnessLine
{
    /// <summary>What a rank says on it: that it leaves as it is done; that all will end, for a reason that is told already.</summary>
    public const byte Leaving = 1, AllEnd = 2;

    /// <summary>Bytes of what it says first: the secret, and its number.</summary>
    public const int GreetingSize = sizeof(long) + sizeof(int);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20), ConnectPatience = TimeSpan.FromSeconds(30), SayPatience = TimeSpan.FromSeconds(1);

    private readonly WitnessPlace _place;
    private readonly int _rank;
    private readonly ManualResetEventSlim _opened = new(), _isToSay = new(), _isSaid = new();
    private volatile byte _what;

    public WitnessLine(WitnessPlace place, int rank)
    {
        (_place, _rank) = (place, rank);
        new Thread(Hold) { IsBackground = true, Name = "witness line" }.Start();
    }

    /// <summary>Whether the witness is there, and would tell if this rank were lost.</summary>
    public bool IsOpen => _opened.IsSet;

    /// <summary>Waits for the witness to have started; false where it has not in that time.</summary>
    public bool Opens(TimeSpan patience) => _opened.Wait(patience);

    /// <summary>Says <see cref="Leaving"/> or <see cref="AllEnd"/>, once; nothing where the line is not open.</summary>
    public void Say(byte what)
    {
        _what = what;
        _isToSay.Set();
        if (IsOpen) _isSaid.Wait(SayPatience);
    }

    private void Hold()
    {
        using ThreadSocket? socket = Connect();
        if (socket is null) return;
        Span<byte> greeting = stackalloc byte[GreetingSize];
        BinaryPrimitives.WriteInt64LittleEndian(greeting, _place.Secret);
        BinaryPrimitives.WriteInt32LittleEndian(greeting[sizeof(long)..], _rank);
        socket.Send(greeting);
        _opened.Set();
        _isToSay.Wait();
        socket.Send([_what]);
        _isSaid.Set();
    }

    // Null where the training has ended before the witness was there.
    private ThreadSocket? Connect()
    {
        for (DateTime end = DateTime.UtcNow + ConnectPatience; DateTime.UtcNow < end && !_isToSay.IsSet; Thread.Sleep(Interval))
            if (ThreadSocket.Connect(_place.Name) is { } socket) return socket;
        return null;
    }
}
