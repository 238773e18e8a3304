namespace Glia.Datasets;

/// <summary>Class 1 in a disk of radius 0.5, class 0 in the ring from 0.7 to 1 around it; the two take turns. Radius and angle are uniform.</summary>
internal sealed record ToyCircle : ToyClasses
{
    internal ToyCircle()
        : base("circle", "a disk, and a ring around it", 500)
    {
    }

    private protected override (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random)
    {
        int label = index % 2;
        double radius = label == 1 ? random.NextDouble(0, 0.5) : random.NextDouble(0.7, 1);
        (double sin, double cos) = StableMath.SinCos(random.NextDouble(0, 2 * Math.PI));
        return (radius * cos, radius * sin, label);
    }
}
