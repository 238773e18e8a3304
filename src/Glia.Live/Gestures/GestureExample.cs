namespace Glia.Live;

/// <summary>One recorded gesture: inputs over time.</summary>
/// <param name="Id">Its number, never used twice in a session, from 1.</param>
/// <param name="Time">When it was recorded.</param>
/// <param name="Gesture">Which gesture it shows, from 1.</param>
/// <param name="Inputs">Number of inputs of a frame.</param>
/// <param name="Frames">Shape <c>(frames, inputs)</c>.</param>
public sealed record GestureExample(long Id, DateTime Time, int Gesture, int Inputs, float[] Frames)
{
    /// <summary>Number of frames.</summary>
    public int Length => Inputs == 0 ? 0 : Frames.Length / Inputs;
}
