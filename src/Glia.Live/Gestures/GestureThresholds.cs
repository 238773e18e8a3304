namespace Glia.Live;

/// <summary>Below which distance a gesture is taken for made, where nobody says.</summary>
internal static class GestureThresholds
{
    private const int MostCompared = 20; // examples of each gesture: more say no more, and every one is compared with every other

    /// <summary>The threshold of each gesture, shape <c>(gestures)</c>; 0 for those without examples.</summary>
    /// <param name="spec">What the gestures are.</param>
    /// <param name="inputs">Number of inputs of a frame.</param>
    /// <param name="templates">The examples.</param>
    /// <param name="lengths">What their lengths are in frames after downsampling.</param>
    /// <param name="warping">What measures.</param>
    public static float[] Of(GestureSpec spec, int inputs, GestureTemplate[] templates, int[] lengths, WarpingDistance warping)
    {
        var thresholds = new float[spec.Names.Count];
        GestureTemplate[][] gestures = [.. Enumerable.Range(0, thresholds.Length).Select(g => templates.Where(template => template.Gesture == g).Take(MostCompared).ToArray())];
        for (int g = 0; g < thresholds.Length; g++)
        {
            if (gestures[g].Length == 0) continue;
            thresholds[g] = spec.Threshold ?? HalfWay(Within(gestures[g], warping), Math.Min(Standing(gestures[g], inputs, lengths, warping), Nearest(gestures, g, warping)));
        }

        return thresholds;
    }

    /// <summary>Where examples of a gesture are further apart than from others, nothing tells them apart: no further than to the others.</summary>
    private static float HalfWay(float within, float beyond) => Math.Min((within + beyond) / 2, beyond);

    /// <summary>The mean distance of a gesture's examples from each other; 0 where there is one alone.</summary>
    private static float Within(GestureTemplate[] gesture, WarpingDistance warping)
    {
        float sum = 0;
        for (int a = 0; a < gesture.Length; a++)
            for (int b = 0; b < a; b++) sum += warping.Measure(gesture[a].Frames, gesture[b].Frames);
        return gesture.Length < 2 ? 0 : sum / (gesture.Length * (gesture.Length - 1) / 2);
    }

    /// <summary>The mean distance of a gesture's examples from standing still at their middle, as it will be measured: at the length from which it is least.</summary>
    private static float Standing(GestureTemplate[] gesture, int inputs, int[] lengths, WarpingDistance warping)
    {
        float sum = 0;
        foreach (GestureTemplate template in gesture)
        {
            var middle = new float[inputs];
            Downsampling.Run(template.Frames, inputs, middle);
            float least = float.PositiveInfinity;
            foreach (int length in template.Lengths.Select(at => lengths[at]).Distinct())
            {
                float[] still = [.. Enumerable.Repeat(middle, length).SelectMany(frame => frame)];
                least = Math.Min(least, warping.Measure(template.Frames, still, least));
            }

            sum += least;
        }

        return sum / gesture.Length;
    }

    /// <summary>The mean distance of a gesture's examples from those of the gesture that is nearest in the mean.</summary>
    private static float Nearest(GestureTemplate[][] gestures, int gesture, WarpingDistance warping)
    {
        float least = float.PositiveInfinity;
        for (int other = 0; other < gestures.Length; other++)
        {
            if (other == gesture || gestures[other].Length == 0) continue;
            float sum = 0;
            foreach (GestureTemplate a in gestures[gesture])
                foreach (GestureTemplate b in gestures[other]) sum += warping.Measure(a.Frames, b.Frames);
            least = Math.Min(least, sum / (gestures[gesture].Length * gestures[other].Length));
        }

        return least;
    }
}
