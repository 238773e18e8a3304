namespace Glia.Tests;

/// <summary>Small data that many tests share.</summary>
internal static class Samples
{
    public static readonly string[] NoYes = ["no", "yes"];

    public static Dataset Gate(int whenNone, int whenSecond, int whenFirst, int whenBoth) =>
        Dataset.FromFloats([0, 0, 0, 1, 1, 0, 1, 1], [whenNone, whenSecond, whenFirst, whenBoth], FeatureShape.Row(2), NoYes);

    public static Dataset And => Gate(0, 0, 0, 1);

    public static Dataset Or => Gate(0, 1, 1, 1);

    public static Dataset Xor => Gate(0, 1, 1, 0);

    /// <summary>Samples whose class follows from a hidden rule, with many features that are exactly 0, as pictures have.</summary>
    public static Dataset Classes(int count, int features, int classes, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var x = new float[count * features];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt32(classes);
            for (int f = 0; f < features; f++)
                x[(i * features) + f] = random.NextInt32(3) == 0 ? 0 : (float)(random.NextNormal() + (f % classes == labels[i] ? 1.5 : 0));
        }

        return Dataset.FromFloats(x, labels, FeatureShape.Row(features), [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
    }

    public static Dataset Values(int count, int features, int targets, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var x = new float[count * features];
        var t = new float[count * targets];
        for (int i = 0; i < x.Length; i++) x[i] = (float)random.NextNormal();
        for (int i = 0; i < t.Length; i++) t[i] = (float)random.NextDouble(0.05, 0.95);
        return Dataset.ForRegression(x, features, t, targets);
    }

    /// <summary>All weights and biases, as bits.</summary>
    public static uint[] Bits(Network network) => [.. network.Parameters.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];
}
