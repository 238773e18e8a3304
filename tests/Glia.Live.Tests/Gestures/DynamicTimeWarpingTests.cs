namespace Glia.Live.Tests.Gestures;

/// <summary>Gestures told apart while they are made.</summary>
public sealed class DynamicTimeWarpingTests
{
    /// <summary>Of 300 that were never seen, made in 15 to 60 frames after a rest where they begin, 95 in 100 at least are known when they end.</summary>
    [Fact]
    public void Circles_zigzags_and_lines_are_known_at_half_and_at_double_speed()
    {
        var hand = new Hand(1);
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, hand.Examples());
        int known = 0;
        for (int n = 0; n < 300; n++)
        {
            int gesture = (n % 3) + 1;
            float[] path = hand.Draw(gesture, hand.Between(15, 60));
            Feed(matcher, hand.Rest(path[0], path[1], hand.Between(0, 60)));
            Feed(matcher, path);
            if (matcher.Best == gesture) known++;
        }

        Assert.InRange(known, 285, 300);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-1, -0.8f)]
    [InlineData(-1, 0)]
    [InlineData(0.3f, 0.9f)]
    [InlineData(30, -20)]
    public void A_hand_that_stands_still_makes_none(float x, float y)
    {
        var hand = new Hand(2);
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, hand.Examples());
        float[] rest = hand.Rest(x, y, 200);
        for (int f = 0; f < 200; f++)
        {
            matcher.Push(rest.AsSpan(f * 2, 2));
            Assert.Equal(0, matcher.Best);
        }
    }

    [Fact]
    public void It_changes_when_another_gesture_is_best_and_only_then()
    {
        var hand = new Hand(3);
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, hand.Examples());
        var best = new List<int>();
        int before = 0;
        foreach (float[] path in new[] { hand.Rest(1, 0, 40), hand.Draw(Hand.Circle, 30), hand.Rest(1, 0, 70), hand.Rest(-1, 0, 70), hand.Draw(Hand.Line, 25), hand.Rest(1, 0, 70) })
            for (int f = 0; f < path.Length / 2; f++)
            {
                matcher.Push(path.AsSpan(f * 2, 2));
                Assert.Equal(matcher.Best != before, matcher.HasChanged);
                before = matcher.Best;
                if (matcher.HasChanged) best.Add(matcher.Best);
            }

        Assert.Equal([Hand.Circle, 0, Hand.Line, 0], best);
    }

    /// <summary>As Wekinator answers: +Infinity for gestures without examples, and for all for the first 4 frames.</summary>
    [Fact]
    public void Distances_are_infinite_for_four_frames_and_for_gestures_without_examples()
    {
        var hand = new Hand(4);
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, [hand.Example(1, Hand.Circle, 30), hand.Example(2, Hand.Line, 4)]); // the second is too short to be one
        float[] path = hand.Draw(Hand.Circle, 30);
        for (int f = 0; f < 30; f++)
        {
            Assert.Equal(f >= 4, matcher.Push(path.AsSpan(f * 2, 2)));
            Assert.Equal(f >= 4, float.IsFinite(matcher.Distances[0]));
            Assert.Equal([float.PositiveInfinity, float.PositiveInfinity], matcher.Distances[1..].ToArray());
        }

        Assert.Equal(Hand.Circle, matcher.Best);
        matcher.Reset();
        Assert.Equal((0, float.PositiveInfinity), (matcher.Best, matcher.Distances[0]));
    }

    [Fact]
    public void It_is_matched_every_hop_frames()
    {
        var hand = new Hand(5);
        var matcher = new DynamicTimeWarping(Hand.Spec with { Hop = 3 }, 2, hand.Examples());
        Assert.Equal([5, 8, 11, 14], Enumerable.Range(1, 16).Where(_ => matcher.Push([0, 0])));
    }

    /// <summary>An example that comes exactly as it was recorded is at distance 0, downsampled or not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    public void What_comes_as_it_was_recorded_is_at_distance_0(int downsampleTo)
    {
        GestureExample[] examples = new Hand(6).Examples();
        var matcher = new DynamicTimeWarping(Hand.Spec with { DownsampleTo = downsampleTo }, 2, examples);
        foreach (GestureExample example in examples)
        {
            Feed(matcher, example.Frames.ToArray());
            Assert.Equal(0, matcher.Distances[example.Gesture - 1], 1e-6f);
            Assert.Equal(example.Gesture, matcher.Best);
        }
    }

    /// <summary>A threshold of 0 lets nothing through, a large one whatever is nearest; without one each gesture has its own.</summary>
    [Fact]
    public void The_threshold_says_what_is_a_match()
    {
        GestureExample[] examples = new Hand(7).Examples();
        foreach ((float threshold, int best) in new[] { (0f, 0), (100f, Hand.Line) })
        {
            var matcher = new DynamicTimeWarping(Hand.Spec with { Threshold = threshold }, 2, examples);
            Feed(matcher, examples[2].Frames.ToArray());
            Assert.Equal(best, matcher.Best);
            Assert.Equal([threshold, threshold, threshold], matcher.Thresholds.ToArray());
        }

        // A line of frames 0, 1, … 4 and its middle 2: distances 2, 1, 0, 1, 2. At width 0 no step may be saved. Of 5 frames: 2 · (2 + 1 + 0 + 1 + 2) = 12, / 10 = 1.2. Of 10, which are the least: the line has 2, 2, 2, 3, 1 frames in a row,
        // (2 · 2 + 2) + (2 · 1 + 1) + 0 + (2 · 1 + 1 + 1) + 2 · 2 = 17, / 15 = 1.1333. Half is 0.56667.
        var line = new GestureExample(1, DateTime.UnixEpoch, 1, 1, new float[] { 0, 1, 2, 3, 4 });
        Assert.Equal(17 / 30f, new DynamicTimeWarping(new GestureSpec(["line"]) { MatchWidth = 0 }, 1, [line]).Thresholds[0], 1e-6f);

        // One further off by 0.5 everywhere is nearer than that: half of 0.5.
        var other = new GestureExample(2, DateTime.UnixEpoch, 2, 1, new float[] { 0.5f, 1.5f, 2.5f, 3.5f, 4.5f });
        Assert.Equal([0.25f, 0.25f], new DynamicTimeWarping(new GestureSpec(["line", "other"]) { MatchWidth = 0 }, 1, [line, other]).Thresholds.ToArray());

        // Both of one gesture: they are 0.5 apart from each other and 17 / 15 from standing still.
        Assert.Equal((0.5f + (17 / 15f)) / 2, new DynamicTimeWarping(new GestureSpec(["line"]) { MatchWidth = 0 }, 1, [line, other with { Gesture = 1 }]).Thresholds[0], 1e-6f);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var hand = new Hand(8);
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, hand.Examples());
        float[] path = hand.Draw(Hand.Circle, 60);
        Feed(matcher, path);
        Assert.Equal(0, Allocated.By(() => Feed(matcher, path)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_a_reason()
    {
        var hand = new Hand(9);
        GestureExample good = hand.Example(1, 1, 20);
        Refused("There is no gesture. Name one at least.", Hand.Spec with { Names = [] }, good);
        Refused("The hop is 0, but must be 1 or more.", Hand.Spec with { Hop = 0 }, good);
        Refused("The match width is -1, but must be 0 or more.", Hand.Spec with { MatchWidth = -1 }, good);
        Refused("The minimum length is 0, but must be 1 or more.", Hand.Spec with { MinimumLength = 0 }, good);
        Refused("The threshold is NaN, but must be 0 or more.", Hand.Spec with { Threshold = float.NaN }, good);
        Refused("Gesture example 1 has frames of 3 inputs, but there are 2.", Hand.Spec, good with { InputCount = 3 });
        Refused("Gesture example 1 shows gesture 4, but there are 1 … 3.", Hand.Spec, good with { Gesture = 4 });
        Refused("Gesture example 1 has an input that is infinite or NaN. Delete it.", Hand.Spec, good with { Frames = new float[] { 0, float.NaN } });
        var matcher = new DynamicTimeWarping(Hand.Spec, 2, [good]);
        Assert.Throws<ArgumentException>(() => matcher.Push([1]));
        Assert.Throws<ArgumentException>(() => matcher.Push([1, float.NaN]));

        static void Refused(string reason, GestureSpec spec, GestureExample example) => Assert.StartsWith(reason, Assert.Throws<ArgumentException>(() => new DynamicTimeWarping(spec, 2, [example])).Message, StringComparison.Ordinal);
    }

    private static void Feed(DynamicTimeWarping matcher, float[] frames)
    {
        for (int at = 0; at < frames.Length; at += 2) matcher.Push(frames.AsSpan(at, 2));
    }
}
