namespace Glia.Datasets;

/// <summary>Two clouds, N(centre, 0.15) in each coordinate: class 1 around (0.5, 0.5), class 0 around (−0.5, −0.5); the two take turns.</summary>
internal sealed record ToyBlobs : ToyClasses
{
    private const double Centre = 0.5, Deviation = 0.15;

    internal ToyBlobs()
        : base("blobs", "two round clouds", 500)
    {
    }

    private protected override (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random)
    {
        int label = index % 2;
        double centre = label == 1 ? Centre : -Centre;
        return (centre + (Deviation * random.NextNormal()), centre + (Deviation * random.NextNormal()), label);
    }
}
