namespace Glia.Datasets;

/// <summary>Two spirals of 1¾ turns from the middle to radius 1, one turned by half a turn; the classes take turns along them (after Lang and Witbrock 1988). Without noise, no point is random.</summary>
internal sealed record ToySpirals : ToyClasses
{
    private const double Turns = 1.75;

    internal ToySpirals()
        : base("spirals", "two spirals wound into each other", 500)
    {
    }

    private protected override (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random)
    {
        int label = index % 2;
        double radius = (index + 1.0) / count;
        (double sin, double cos) = StableMath.SinCos((2 * Math.PI * Turns * radius) + (label * Math.PI));
        return (radius * cos, radius * sin, label);
    }
}
