using Glia.Workbench;

namespace Glia.Studio.Maps;

/// <summary>The points that a network of two inputs learns from.</summary>
/// <param name="Low">x and y of the lower left corner of their square.</param>
/// <param name="High">x and y of the upper right corner.</param>
/// <param name="X">x of each point.</param>
/// <param name="Y">y of each point.</param>
/// <param name="Labels">The class of each, where they have classes.</param>
/// <param name="Values">The target value of each, where they have values.</param>
/// <param name="IsTest">Whether it is held out to test on.</param>
internal sealed record PointsView(float[] Low, float[] High, float[] X, float[] Y, int[]? Labels, float[]? Values, bool[] IsTest)
{
    private const int Most = 2_000;

    public static PointsView Of(TrainData data)
    {
        Dataset train = data.Train.Data, test = data.Test.Data;
        int shown = Math.Min(train.Count, Most), tested = AreSame(train, test) ? 0 : Math.Min(test.Count, Most / 4);
        (float[] low, float[] high) = PointMap.Bounds(train);
        var points = new (Dataset Data, int Index, bool IsTest)[shown + tested];
        for (int i = 0; i < points.Length; i++) points[i] = i < shown ? (train, i, false) : (test, i - shown, true);
        float[][] features = [.. points.Select(p => p.Data.Features(p.Index))];
        return new(low, high, [.. features.Select(f => f[0])], [.. features.Select(f => f[1])],
            train.IsClassification ? [.. points.Select(p => p.Data.Label(p.Index))] : null,
            train.IsClassification ? null : [.. points.Select(p => p.Data.Targets(p.Index)[0])],
            [.. points.Select(p => p.IsTest)]);
    }

    // A gate has no other points to test on than those it learns from.
    private static bool AreSame(Dataset train, Dataset test) => train.Count == test.Count && Enumerable.Range(0, train.Count).All(i => train.Features(i).AsSpan().SequenceEqual(test.Features(i)));
}
