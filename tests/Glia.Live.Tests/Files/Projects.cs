namespace Glia.Live.Tests;

/// <summary>Projects to write and read.</summary>
internal static class Projects
{
    /// <summary>Two inputs, a value and a class, three examples.</summary>
    public static LiveProject Small { get; } = new()
    {
        Name = "hands",
        InputNames = ["x", "hand, \"left\" y"],
        Outputs = [OutputSpec.ForValue("volume"), OutputSpec.ForClasses("drum", 3) with { SelectedInputIndices = [1] }],
        Examples =
        [
            new Example(1, new DateTime(2024, 5, 6, 7, 8, 9, 12, DateTimeKind.Utc), 1, [0.1f, -2], [0.5f, 3]),
            new Example(2, new DateTime(2024, 5, 6, 7, 8, 9, 62, DateTimeKind.Utc), 1, [1e-30f, 16777217], [float.NaN, 1]),
            new Example(5, new DateTime(2024, 5, 6, 7, 9, 0, DateTimeKind.Utc), 2, [float.MaxValue, -0f], [0.25f, float.NaN]),
        ],
    };

    public static LiveProject Random(int seed)
    {
        var random = new Random(seed);
        string[] inputs = Names(random, 1 + random.Next(6));
        LiveProject project = new()
        {
            Name = Name(random),
            InputNames = inputs,
            InputAddress = $"/in/{random.Next(100)}",
            InputPort = random.Next(2) == 0 ? null : random.Next(1, 65536),
            OutputHost = random.Next(2) == 0 ? null : "127.0.0.1",
            OutputPort = random.Next(2) == 0 ? null : random.Next(1, 65536),
            Seed = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        };
        return random.Next(4) == 0 ? WithGestures(project, random) : WithOutputs(project, random);
    }

    private static LiveProject WithOutputs(LiveProject project, Random random)
    {
        OutputSpec[] outputs = [.. Names(random, 1 + random.Next(5)).Select(name => Output(name, random, project.InputNames.Count))];
        long id = 0;
        Example[] examples = [.. Enumerable.Range(0, random.Next(40)).Select(_ => new Example(id += random.Next(1, 5), Time(random), 1 + random.Next(9),
            [.. project.InputNames.Select(_ => Finite(random))],
            [.. outputs.Select(output => random.Next(4) == 0 ? float.NaN : output.Kind == OutputKind.Class ? 1 + random.Next(output.ClassCount) : Finite(random))]))];
        return project with { Outputs = outputs, Examples = examples };
    }

    private static OutputSpec Output(string name, Random random, int inputs)
    {
        bool isClass = random.Next(2) == 0;
        Learner[] learners = [.. Learners.All.Where(learner => isClass ? learner.LearnsClasses : learner.LearnsValues)];
        Learner learner = learners[random.Next(learners.Length)];
        if (learner.Name == "knn") learner = learner.With("k", "3");
        if (learner.Name == "network") learner = learner.With("hidden-nodes", "7").With("learning-rate", "0.1");
        float low = Finite(random) / 4;
        return (isClass ? OutputSpec.ForClasses(name, 1 + random.Next(1000), learner) : OutputSpec.ForValue(name, learner)) with
        {
            Minimum = low,
            Maximum = MathF.BitIncrement(low),
            IsHardLimited = random.Next(2) == 0,
            IsInteger = random.Next(2) == 0,
            SendsProbabilities = isClass && random.Next(2) == 0,
            SelectedInputIndices = random.Next(2) == 0 ? null : [random.Next(inputs)],
        };
    }

    private static LiveProject WithGestures(LiveProject project, Random random)
    {
        string[] names = Names(random, 1 + random.Next(4));
        int inputs = project.InputNames.Count;
        long id = 0;
        return project with
        {
            Gestures = new GestureSpec(names) { OutputName = Name(random), MatchWidth = random.Next(9), Hop = 1 + random.Next(3), MinimumLength = 1 + random.Next(9), DownsampleTo = random.Next(20), Threshold = random.Next(2) == 0 ? null : MathF.Abs(Finite(random)) },
            GestureExamples = [.. Enumerable.Range(0, random.Next(8)).Select(_ => new GestureExample(id += random.Next(1, 5), Time(random), 1 + random.Next(names.Length), inputs,
                Enumerable.Range(0, inputs * (1 + random.Next(30))).Select(_ => Finite(random)).ToArray()))],
        };
    }

    /// <summary>Any finite float, all bit patterns alike.</summary>
    private static float Finite(Random random)
    {
        while (true)
            if (BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) is var value && float.IsFinite(value)) return value;
    }

    private static DateTime Time(Random random) => new(random.NextInt64(DateTime.MaxValue.Ticks), random.Next(2) == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified);

    private static string[] Names(Random random, int count) => [.. Enumerable.Range(0, count).Select(i => Name(random) + i)];

    private static string Name(Random random)
    {
        const string Letters = "abc XYZ-_,\"'%{}\\é漢?/:;\u00a0";
        return string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    /// <summary>Asserts that two projects are the same, to the bit.</summary>
    public static void AssertSame(LiveProject expected, LiveProject actual)
    {
        Assert.Equal((expected.Name, expected.InputAddress, expected.InputPort, expected.OutputAddress, expected.OutputHost, expected.OutputPort, expected.Seed),
            (actual.Name, actual.InputAddress, actual.InputPort, actual.OutputAddress, actual.OutputHost, actual.OutputPort, actual.Seed));
        Assert.Equal(expected.InputNames, actual.InputNames);
        Assert.Equal(expected.Outputs.Select(output => output with { SelectedInputIndices = null }), actual.Outputs.Select(output => output with { SelectedInputIndices = null }));
        Assert.Equal(expected.Outputs.Select(output => output.SelectedInputIndices), actual.Outputs.Select(output => output.SelectedInputIndices));
        Assert.Equal(expected.Gestures is { } gestures ? gestures with { Names = [] } : null, actual.Gestures is { } others ? others with { Names = [] } : null);
        Assert.Equal(expected.Gestures?.Names, actual.Gestures?.Names);
        Assert.Equal(expected.Examples.Select(Line), actual.Examples.Select(Line));
        Assert.Equal(expected.GestureExamples.Select(Line), actual.GestureExamples.Select(Line));
    }

    private static string Line(Example example) => $"{example.Id} {example.Time.ToBinary()} {example.Round}: {Bits(example.Inputs)}: {Bits(example.Outputs)}";

    private static string Line(GestureExample example) => $"{example.Id} {example.Time.ToBinary()} {example.Gesture} {example.InputCount}: {Bits(example.Frames.ToArray())}";

    private static string Bits(IEnumerable<float> values) => string.Join(' ', values.Select(value => float.IsNaN(value) ? "?" : BitConverter.SingleToInt32Bits(value).ToString("X8")));
}
