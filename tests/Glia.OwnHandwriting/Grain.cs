namespace Glia.OwnHandwriting;

/// <summary>Smooth random values over the plane: paper fibres, chalk dust, stains. Values at whole multiples of a scale come from a hash, and run smoothly between them.</summary>
internal readonly struct Grain(uint seed)
{
    /// <summary>0 … 1 at (<paramref name="x"/>, <paramref name="y"/>), changing over about <paramref name="scaleX"/> × <paramref name="scaleY"/> pixels.</summary>
    public double At(double x, double y, double scaleX, double scaleY)
    {
        double u = x / scaleX, v = y / scaleY;
        int column = (int)Math.Floor(u), row = (int)Math.Floor(v);
        double s = Smooth(u - column), t = Smooth(v - row);
        double upper = Node(column, row) + (s * (Node(column + 1, row) - Node(column, row)));
        double lower = Node(column, row + 1) + (s * (Node(column + 1, row + 1) - Node(column, row + 1)));
        return upper + (t * (lower - upper));
    }

    /// <summary>The same with equal scales.</summary>
    public double At(double x, double y, double scale) => At(x, y, scale, scale);

    private static double Smooth(double t) => t * t * (3 - (2 * t));

    private double Node(int column, int row) => (Xoshiro256.Mix(((ulong)(uint)column << 32) + (uint)row + ((ulong)seed * 0x9E3779B97F4A7C15UL)) >> 40) * (1.0 / (1 << 24));
}
