namespace Glia.Live;

/// <summary>One recorded gesture: inputs over time.</summary>
/// <param name="Id">Its number, never used twice in a session, from 1.</param>
/// <param name="Time">When it was recorded: local time of the machine that recorded it.</param>
/// <param name="Gesture">Which gesture it shows, from 1.</param>
/// <param name="InputCount">Number of inputs of a frame.</param>
/// <param name="Frames">Shape <c>(frames, inputs)</c>. It is kept, not copied: whoever made the array behind it changes it no more.</param>
public sealed record GestureExample(long Id, DateTime Time, int Gesture, int InputCount, ReadOnlyMemory<float> Frames)
{
    /// <summary>Number of frames.</summary>
    public int Length => InputCount == 0 ? 0 : Frames.Length / InputCount;
}
