using System.Text;
using Glia.Live;

namespace Glia.Studio.Live;

/// <summary>
/// What one WebSocket has still to be sent. It has an end: once a client lags behind, of outputs only the latest of each address waits; control messages are never left out, and a client that
/// does not even take those is given up.
/// </summary>
internal sealed class OscFrames : IOscOutput, IDisposable
{
    /// <summary>Outputs that wait in their order.</summary>
    public const int MostData = 64;

    /// <summary>Control messages, and addresses of outputs, that wait.</summary>
    public const int Most = 2048;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _isThere = new(0, 1);
    private readonly CancellationTokenSource _isLost = new();
    private readonly Dictionary<byte[], byte[]> _latest = new(OscAddressComparer.Instance);
    private List<OscFrame> _waiting = [], _taken = [];
    private int _data;
    private bool _isOver;

    /// <summary>Cancelled once the client is given up.</summary>
    public CancellationToken Lost => _isLost.Token;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_isOver) return; // the session was just about to send
            if (!IsData(packet)) Add(new(packet.ToArray(), IsText: false));
            else if (_data < MostData && _latest.Count == 0)
            {
                _data++;
                Add(new(packet.ToArray(), IsText: false));
            }
            else Replace(packet);
        }
    }

    /// <summary>Has a sentence sent as text.</summary>
    public void Say(string sentence)
    {
        lock (_gate)
            if (!_isOver) Add(new(Encoding.UTF8.GetBytes(sentence), IsText: true));
    }

    /// <summary>Waits until there is something, and takes all of it; good until the next call.</summary>
    public async Task<IReadOnlyList<OscFrame>> TakeAsync(CancellationToken stop)
    {
        await _isThere.WaitAsync(stop);
        lock (_gate)
        {
            _taken.Clear();
            (_waiting, _taken) = (_taken, _waiting);
            _taken.AddRange(_latest.Values.Select(packet => new OscFrame(packet, IsText: false)));
            _latest.Clear();
            _data = 0;
        }

        return _taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _isOver = true;
        _isThere.Dispose();
        _isLost.Dispose();
    }

    // Outputs and probabilities carry numbers, and others follow; whatever has no argument has happened once (a gesture, the end of training).
    private static bool IsData(ReadOnlySpan<byte> packet)
    {
        int end = packet.IndexOf((byte)0), tags = (end & ~3) + 4;
        return end > 0 && tags + 1 < packet.Length && packet[tags + 1] != 0 && !packet.StartsWith("/wekinator/"u8) && !packet.StartsWith("/glia/"u8);
    }

    private void Replace(ReadOnlySpan<byte> packet)
    {
        Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> latest = _latest.GetAlternateLookup<ReadOnlySpan<byte>>();
        ReadOnlySpan<byte> address = packet[..packet.IndexOf((byte)0)];
        if (latest.TryGetValue(address, out byte[]? old) && old.Length == packet.Length) packet.CopyTo(old);
        else latest[address] = packet.ToArray();
        if (_latest.Count > Most) GiveUp();
        else Wake();
    }

    private void Add(OscFrame frame)
    {
        _waiting.Add(frame);
        if (_waiting.Count > Most)
        {
            _waiting.Clear();
            GiveUp();
        }
        else Wake();
    }

    private void Wake()
    {
        if (_isThere.CurrentCount == 0) _isThere.Release();
    }

    // Whoever sends does not wait for what follows from it.
    private void GiveUp() => _ = _isLost.CancelAsync();
}

/// <summary>One frame: an OSC packet, or a sentence.</summary>
internal readonly record struct OscFrame(byte[] Bytes, bool IsText);
