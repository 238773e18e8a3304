using System.Text;

namespace Glia.Live;

/// <summary>What comes in and goes out, counted, with the last messages for those who want to look. May be read by any thread.</summary>
public sealed class OscTraffic
{
    private const int Kept = 32, LongestKept = 512;

    private readonly Lock _gate = new();
    private readonly Entry[] _entries = [.. Enumerable.Range(0, Kept).Select(_ => new Entry())];
    private long _count, _in, _out, _unknown, _malformed;

    internal OscTraffic()
    {
    }

    /// <summary>Messages that came.</summary>
    public long In => Interlocked.Read(ref _in);

    /// <summary>Messages that went out.</summary>
    public long Out => Interlocked.Read(ref _out);

    /// <summary>Messages of an address that means nothing here.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary>Packets and parts of packets that could not be read.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>The last messages, the newest last.</summary>
    public IReadOnlyList<OscSeen> Last()
    {
        lock (_gate)
        {
            int count = (int)Math.Min(_count, Kept);
            return [.. Enumerable.Range(0, count).Select(i => _entries[(_count - count + i) % Kept].Read())];
        }
    }

    internal void CountIn(ReadOnlySpan<byte> packet) => Keep(ref _in, packet, isIn: true);

    internal void CountOut(ReadOnlySpan<byte> packet) => Keep(ref _out, packet, isIn: false);

    internal void CountUnknown() => Interlocked.Increment(ref _unknown);

    internal void CountMalformed() => Interlocked.Increment(ref _malformed);

    private void Keep(ref long counter, ReadOnlySpan<byte> packet, bool isIn)
    {
        Interlocked.Increment(ref counter);
        lock (_gate) _entries[_count++ % Kept].Set(packet, isIn);
    }

    // Bytes are kept as they came: turning them into text is for the moment when somebody looks.
    private sealed class Entry
    {
        private readonly byte[] _bytes = new byte[LongestKept];
        private int _length;
        private bool _isIn, _isWhole;
        private long _time;

        public void Set(ReadOnlySpan<byte> packet, bool isIn)
        {
            _length = Math.Min(packet.Length, LongestKept);
            packet[.._length].CopyTo(_bytes);
            (_isIn, _isWhole, _time) = (isIn, _length == packet.Length, Environment.TickCount64);
        }

        public OscSeen Read()
        {
            ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _length);
            if (_isWhole && OscMessage.TryParse(bytes, out OscMessage message, out _)) return new() { IsIn = _isIn, Time = _time, Text = OscText.Format(message) };
            int end = bytes.IndexOf((byte)0);
            return new() { IsIn = _isIn, Time = _time, Text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]) + " …" };
        }
    }
}
