namespace Glia.Live;

/// <summary>The frames that came last. Each is kept twice, so that the last ones always lie side by side.</summary>
internal sealed class FrameMemory(int capacity, int inputs)
{
    private readonly float[] _frames = new float[2 * capacity * inputs];
    private int _next;

    /// <summary>Frames that are kept, at most the capacity.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a frame, shape <c>(inputs)</c>.</summary>
    public void Add(ReadOnlySpan<float> frame)
    {
        frame.CopyTo(_frames.AsSpan(_next * inputs));
        frame.CopyTo(_frames.AsSpan((_next + capacity) * inputs));
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>The last frames, oldest first, shape <c>(count, inputs)</c>.</summary>
    public ReadOnlySpan<float> Last(int count) => _frames.AsSpan((_next + capacity - count) * inputs, count * inputs);

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;
}
