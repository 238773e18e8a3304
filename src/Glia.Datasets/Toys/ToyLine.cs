namespace Glia.Datasets;

/// <summary>Points anywhere in the square: class 1 above the line <c>y = slope · x + intercept</c>, 0 below: what a perceptron learns.</summary>
public sealed record ToyLine : ToyClasses
{
    /// <summary>Points above and below <c>y = slope · x + intercept</c>.</summary>
    /// <param name="slope">Of the line.</param>
    /// <param name="intercept">Where it crosses x = 0; from −1 to 1 for classes of some size.</param>
    public ToyLine(float slope, float intercept)
        : base("line", "points above and below a line", 500) => (Slope, Intercept) = (slope, intercept);

    /// <summary>Slope of the line.</summary>
    public float Slope { get; }

    /// <summary>Where the line crosses x = 0.</summary>
    public float Intercept { get; }

    private protected override (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random)
    {
        double x = random.NextDouble(-1, 1), y = random.NextDouble(-1, 1);
        return (x, y, y > (Slope * x) + Intercept ? 1 : 0);
    }
}
