namespace Glia.Live;

/// <summary>
/// What one sender has sent and nobody has read yet. It has an end: when it is full, the latest inputs take the place of those before them, and are counted as dropped; control messages get twice the room.
/// </summary>
internal sealed class SenderQueue
{
    public const int Room = 512;

    /// <summary>Most bytes that wait: many senders of datagrams of 64 KB must not take all of the memory.</summary>
    public const int MostBytes = 2 << 20;

    private const int KeptBuffer = 2048; // for the next packet; larger ones are rare

    private readonly Packet[] _packets = new Packet[2 * Room];
    private int _first, _bytes;

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
        if (_bytes + packet.Length <= MostBytes && (Count < Room || (!isData && Count < _packets.Length)))
        {
            At(Count).Set(packet, isData);
            _bytes += packet.Length;
            Count++;
            return 0;
        }

        ref Packet last = ref At(Count - 1);
        if (isData && last.IsData)
        {
            _bytes += packet.Length - last.Bytes.Length;
            last.Set(packet, isData);
        }

        return 1;
    }

    /// <summary>The packet that has waited longest; good until the next one is added.</summary>
    public ReadOnlySpan<byte> Take()
    {
        ReadOnlySpan<byte> packet = At(0).Bytes;
        _bytes -= packet.Length;
        At(0).Slim();
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

        /// <summary>Lets go of a large buffer; whoever has its bytes still has them.</summary>
        public void Slim()
        {
            if (_bytes!.Length > KeptBuffer) (_bytes, _length) = (null, 0);
        }

        public void Set(ReadOnlySpan<byte> packet, bool isData)
        {
            if (_bytes is null || _bytes.Length < packet.Length) _bytes = new byte[Math.Max(64, packet.Length)];
            packet.CopyTo(_bytes);
            (_length, IsData) = (packet.Length, isData);
        }
    }
}
