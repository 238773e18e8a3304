namespace Glia.Datasets;

/// <summary>Toy data of two classes, "0" and "1".</summary>
public abstract record ToyClasses : ToyData
{
    private protected ToyClasses(string name, string about, int usualCount)
        : base(name, about, usualCount)
    {
    }

    /// <summary>The names of the two classes.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["0", "1"];

    /// <summary>Where sample <paramref name="index"/> of <paramref name="count"/> lies without noise, and its class.</summary>
    private protected abstract (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random);

    private protected sealed override Dataset Make(int count, float noise, Xoshiro256 random)
    {
        var features = new float[count * 2];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            (double x, double y, labels[i]) = Point(i, count, ref random);
            features[2 * i] = (float)(x + (noise * random.NextNormal()));
            features[(2 * i) + 1] = (float)(y + (noise * random.NextNormal()));
        }

        return Dataset.FromFloats(features, labels, FeatureShape.Row(2), ClassNames);
    }
}
