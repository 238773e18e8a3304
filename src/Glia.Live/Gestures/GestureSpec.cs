namespace Glia.Live;

/// <summary>Gestures that are told apart by dynamic time warping (Sakoe and Chiba, 1978).</summary>
/// <param name="Names">Names of the gestures, one at least.</param>
public sealed record GestureSpec(IReadOnlyList<string> Names)
{
    /// <summary>The name of the output.</summary>
    public string OutputName { get; init; } = "outputs-1";

    /// <summary>How far two sequences may run apart, in frames after downsampling.</summary>
    public int MatchWidth { get; init; } = 5;

    /// <summary>Every how many frames it is matched.</summary>
    public int Hop { get; init; } = 1;

    /// <summary>The fewest frames that are a gesture.</summary>
    public int MinimumLength { get; init; } = 5;

    /// <summary>Frames to which longer examples are brought; 0 leaves them as they are.</summary>
    public int DownsampleTo { get; init; } = 10;

    /// <summary>Below which distance the nearest gesture is taken for made, in the units of the inputs, 0 or more. Null: each gesture has its own, half way between what its examples are apart from each other and what they are apart
    /// from standing still at their middle or, where that is less, from the examples of the nearest other gesture; all in the mean.</summary>
    public float? Threshold { get; init; }
}
