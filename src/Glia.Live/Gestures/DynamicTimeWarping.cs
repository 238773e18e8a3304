using System.Diagnostics.CodeAnalysis;

namespace Glia.Live;

/// <summary>
/// Tells gestures apart while they are made: what has just come is compared with every example by dynamic time warping (Sakoe and Chiba, 1978), at the example's own length and at ½, 1/√2, √2 and 2 times of it, so that a gesture is
/// known at half and at double speed. Inputs count as they are: bring those of different units to equal ranges first. After its making, nothing allocates. Not safe to share between threads.
/// </summary>
[Experimental(ExperimentalFeatures.LiveParts)]
public sealed class DynamicTimeWarping
{
    private static readonly double[] Speeds = [0.5, 0.7071067811865476, 1, 1.4142135623730951, 2];

    private readonly GestureSpec _spec;
    private readonly int _inputs;
    private readonly GestureTemplate[] _templates;
    private readonly int[] _lengths; // of what has just come, in frames; ascending
    private readonly float[][] _recent; // what has just come at each of these lengths, downsampled
    private readonly int[] _recentFrames;
    private readonly FrameMemory _memory;
    private readonly WarpingDistance _warping;
    private readonly float[] _distances, _thresholds;
    private int _untilMatch;

    /// <summary>A matcher for these examples, which has seen no frame yet.</summary>
    /// <param name="spec">What the gestures are.</param>
    /// <param name="inputs">Number of inputs of a frame, 1 at least.</param>
    /// <param name="examples">Examples of any of the gestures. Those shorter than <see cref="GestureSpec.MinimumLength"/> do not take part.</param>
    /// <exception cref="ArgumentException">A setting is out of bounds, or an example has another number of inputs, a gesture that is not there, or a number that is infinite or NaN.</exception>
    public DynamicTimeWarping(GestureSpec spec, int inputs, IReadOnlyList<GestureExample> examples)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        Check(spec);
        foreach (GestureExample example in examples) Check(spec, inputs, example, nameof(examples));
        (_spec, _inputs) = (spec, inputs);
        GestureExample[] used = [.. examples.Where(example => example.Length >= spec.MinimumLength)];
        _lengths = [.. used.SelectMany(LengthsOf).Distinct().Order()];
        _templates = [.. used.Select(Template)];
        int longest = Math.Max(spec.MinimumLength, _lengths.LastOrDefault()), most = Downsampling.Length(longest, spec.DownsampleTo);
        _recent = [.. _lengths.Select(length => new float[Downsampling.Length(length, spec.DownsampleTo) * inputs])];
        _recentFrames = new int[_lengths.Length];
        _memory = new FrameMemory(longest, inputs);
        _warping = new WarpingDistance(inputs, spec.MatchWidth, Math.Max(most, _templates.Select(template => template.Frames.Length / inputs).DefaultIfEmpty().Max()));
        _distances = new float[spec.Names.Count];
        _thresholds = GestureThresholds.Of(spec, inputs, _templates, Array.ConvertAll(_lengths, length => Downsampling.Length(length, spec.DownsampleTo)), _warping);
        Reset();
    }

    /// <summary>How far each gesture was from what had just come when it was last matched, shape <c>(gestures)</c>: the mean distance of frames, in the units of the inputs; less is nearer. +Infinity for gestures without examples, and
    /// for all until <see cref="GestureSpec.MinimumLength"/> frames have come.</summary>
    public ReadOnlySpan<float> Distances => _distances;

    /// <summary>Below which distance each gesture is taken for made, shape <c>(gestures)</c>: see <see cref="GestureSpec.Threshold"/>.</summary>
    public ReadOnlySpan<float> Thresholds => _thresholds;

    /// <summary>The gesture that was nearest when it was last matched, from 1; 0 where it is not below its threshold.</summary>
    public int Best { get; private set; }

    /// <summary>Whether the last frame changed <see cref="Best"/>, to another gesture or to none.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Takes the next frame; matches every <see cref="GestureSpec.Hop"/> frames, the first time when <see cref="GestureSpec.MinimumLength"/> have come.</summary>
    /// <param name="frame">Shape <c>(inputs)</c>.</param>
    /// <returns>Whether it was matched now.</returns>
    /// <exception cref="ArgumentException">There are more inputs, or fewer, or one is infinite or NaN: the frame is not taken.</exception>
    public bool Push(ReadOnlySpan<float> frame)
    {
        if (frame.Length != _inputs) throw new ArgumentException($"A frame has {_inputs} inputs, but there are {frame.Length}.", nameof(frame));
        foreach (float value in frame)
            if (!float.IsFinite(value)) throw new ArgumentException("An input of the frame is infinite or NaN.", nameof(frame));
        _memory.Add(frame);
        HasChanged = false;
        if (--_untilMatch > 0) return false;
        _untilMatch = _spec.Hop;
        Match();
        return true;
    }

    /// <summary>Forgets all frames, as if none had come.</summary>
    public void Reset()
    {
        _memory.Clear();
        _untilMatch = _spec.MinimumLength;
        Array.Fill(_distances, float.PositiveInfinity);
        (Best, HasChanged) = (0, false);
    }

    private void Match()
    {
        for (int at = 0; at < _lengths.Length; at++)
        {
            int length = Math.Min(_lengths[at], _memory.Count);
            _recentFrames[at] = Downsampling.Length(length, _spec.DownsampleTo);
            Downsampling.Run(_memory.Last(length), _inputs, _recent[at].AsSpan(0, _recentFrames[at] * _inputs));
        }

        Array.Fill(_distances, float.PositiveInfinity);
        foreach (GestureTemplate template in _templates)
        {
            ref float least = ref _distances[template.Gesture];
            foreach (int at in template.Lengths) least = Math.Min(least, _warping.Measure(template.Frames, _recent[at].AsSpan(0, _recentFrames[at] * _inputs), least));
        }

        int nearest = 0;
        for (int g = 1; g < _distances.Length; g++)
            if (_distances[g] < _distances[nearest]) nearest = g;
        int best = _distances[nearest] < _thresholds[nearest] ? nearest + 1 : 0;
        (HasChanged, Best) = (best != Best, best);
    }

    /// <summary>The lengths of what has just come that an example is compared with.</summary>
    private IEnumerable<int> LengthsOf(GestureExample example) => Speeds.Select(speed => Math.Max(_spec.MinimumLength, (int)Math.Round(example.Length * speed))).Distinct();

    private GestureTemplate Template(GestureExample example)
    {
        var frames = new float[Downsampling.Length(example.Length, _spec.DownsampleTo) * _inputs];
        Downsampling.Run(example.Frames.Span, _inputs, frames);
        return new GestureTemplate(example.Gesture - 1, frames, [.. LengthsOf(example).Select(length => Array.BinarySearch(_lengths, length))]);
    }

    private static void Check(GestureSpec spec)
    {
        if (spec.Names.Count == 0) throw new ArgumentException("There is no gesture. Name one at least.", nameof(spec));
        if (spec.MatchWidth < 0) throw new ArgumentException($"The match width is {spec.MatchWidth}, but must be 0 or more.", nameof(spec));
        if (spec.Hop < 1) throw new ArgumentException($"The hop is {spec.Hop}, but must be 1 or more.", nameof(spec));
        if (spec.MinimumLength < 1) throw new ArgumentException($"The minimum length is {spec.MinimumLength}, but must be 1 or more.", nameof(spec));
        if (spec.DownsampleTo < 0) throw new ArgumentException($"Examples are brought to {spec.DownsampleTo} frames, but that must be 1 or more, or 0 to leave them as they are.", nameof(spec));
        if (spec.Threshold is { } threshold && !(threshold >= 0)) throw new ArgumentException($"The threshold is {threshold}, but must be 0 or more.", nameof(spec));
    }

    private static void Check(GestureSpec spec, int inputs, GestureExample example, string parameter)
    {
        if (example.InputCount != inputs || example.Frames.Length % inputs != 0) throw new ArgumentException($"Gesture example {example.Id} has frames of {example.InputCount} inputs, but there are {inputs}.", parameter);
        if (example.Gesture < 1 || example.Gesture > spec.Names.Count) throw new ArgumentException($"Gesture example {example.Id} shows gesture {example.Gesture}, but there are 1 … {spec.Names.Count}.", parameter);
        foreach (float value in example.Frames.Span)
            if (!float.IsFinite(value)) throw new ArgumentException($"Gesture example {example.Id} has an input that is infinite or NaN. Delete it.", parameter);
    }
}
