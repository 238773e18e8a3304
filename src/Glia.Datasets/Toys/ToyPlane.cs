namespace Glia.Datasets;

/// <summary>Points anywhere in the square with the value <c>(x + y) / 2</c>, −1 … 1: a slanted plane to predict. Noise is added to the value.</summary>
public sealed record ToyPlane : ToyData
{
    internal ToyPlane()
        : base("plane", "values on a slanted plane: regression", 500)
    {
    }

    private protected override Dataset Make(int count, float noise, Xoshiro256 random)
    {
        var features = new float[count * 2];
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double x = random.NextDouble(-1, 1), y = random.NextDouble(-1, 1);
            (features[2 * i], features[(2 * i) + 1]) = ((float)x, (float)y);
            values[i] = (float)(((x + y) / 2) + (noise * random.NextNormal()));
        }

        return Dataset.ForRegression(features, 2, values, 1);
    }
}
