namespace Glia.Live;

/// <summary>
/// What one sender has sent and nobody has read yet. It has an end: when it is full, the latest inputs take the place of those before them, and are counted as dropped; control messages get twice the room.
/// </summary>
internal sealed class SenderQueue
{
    public const int Room = 512;

    private readonly Packet[] _packets = new Packet[2 * Room];
    private int _first;

    /// <summary>Packets that wait.</summary>
    public int Count { get; private set; }

    /// <summary>When it was last used, in ticks of <see cref="Environment.TickCount64"/>.</summary>
    public long LastUse { get; private set; } = Environment.TickCount64;

    /// <summary>Takes a packet, copied.</summary>
    /// <param name="packet">The datagram.</param>
    /// <param name="isData">Whether it may be replaced by a later one.</param>
    /// <returns>Packets that were dropped for it, or this one itself: 0 or 1.</returns>
    public int Add(ReadOnlySpan<byte> packet, bool isData)
    {
        LastUse = Environment.TickCount64;
        if (Count < Room || (!isData && Count < _packets.Length))
        {
            At(Count).Set(packet, isData);
            Count++;
            return 0;
        }

        ref Packet last = ref At(Count - 1);
        if (isData && last.IsData) last.Set(packet, isData);
        return 1;
    }

    /// <summary>The packet that has waited longest; good until the next one is added.</summary>
    public ReadOnlySpan<byte> Take()
    {
        ReadOnlySpan<byte> packet = At(0).Bytes;
        _first = (_first + 1) % _packets.Length;
        Count--;
        return packet;
    }

    private ref Packet At(int index) => ref _packets[(_first + index) % _packets.Length];

    private struct Packet
    {
        private byte[]? _bytes;
        private int _length;

        public bool IsData { get; private set; }

        public readonly ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Set(ReadOnlySpan<byte> packet, bool isData)
        {
            if (_bytes is null || _bytes.Length < packet.Length) _bytes = new byte[Math.Max(64, packet.Length)];
            packet.CopyTo(_bytes);
            (_length, IsData) = (packet.Length, isData);
        }
    }
}
