namespace Glia.Live;

/// <summary>Gestures that are told apart by dynamic time warping (Sakoe and Chiba, 1978).</summary>
/// <param name="Names">Names of the gestures: 1 … 1,000, no two alike, each of 1 … 256 characters without control characters.</param>
public sealed record GestureSpec(IReadOnlyList<string> Names)
{
    /// <summary>The name of the output, 1 … 256 characters. Default: <c>outputs-1</c>, as in Wekinator.</summary>
    public string OutputName { get; init; } = "outputs-1";

    /// <summary>How far two sequences may run apart, in frames after downsampling, 0 or more. Default: 5.</summary>
    public int MatchWidth { get; init; } = 5;

    /// <summary>Every how many frames it is matched, 1 or more. Default: 1.</summary>
    public int Hop { get; init; } = 1;

    /// <summary>The fewest frames that are a gesture, 1 or more. Default: 5.</summary>
    public int MinimumLength { get; init; } = 5;

    /// <summary>Frames to which longer examples are brought, 0 or more; 0 leaves them as they are. Default: 10.</summary>
    public int DownsampleTo { get; init; } = 10;

    /// <summary>Below which distance the nearest gesture is taken for made, in the units of the inputs, 0 or more and finite. Null, the default: each gesture has its own, half way between what its examples are apart from each other and what they are apart
    /// from standing still at their middle or, where that is less, from the examples of the nearest other gesture; all in the mean.</summary>
    public float? Threshold { get; init; }
}
