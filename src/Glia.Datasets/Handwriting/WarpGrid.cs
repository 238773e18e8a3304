using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>A smooth bend of the plane: displacements on a 4 × 4 grid over the unit square, between which a uniform quadratic B-spline runs.</summary>
internal sealed class WarpGrid
{
    private const int Side = 4;
    private readonly double[] _dx = new double[Side * Side], _dy = new double[Side * Side];

    /// <summary>Draws new displacements with deviation <paramref name="amount"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(double amount, ref Xoshiro256 random)
    {
        for (int i = 0; i < _dx.Length; i++)
        {
            _dx[i] = amount * random.NextBell();
            _dy[i] = amount * random.NextBell();
        }
    }

    /// <summary>Moves the point (<paramref name="x"/>, <paramref name="y"/>); outside of the unit square the border's bend goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ref double x, ref double y)
    {
        (int column, double a0, double a1, double a2) = Weights(x);
        (int row, double b0, double b1, double b2) = Weights(y);
        int at = (row * Side) + column;
        x += (b0 * Row(_dx, at, a0, a1, a2)) + (b1 * Row(_dx, at + Side, a0, a1, a2)) + (b2 * Row(_dx, at + (2 * Side), a0, a1, a2));
        y += (b0 * Row(_dy, at, a0, a1, a2)) + (b1 * Row(_dy, at + Side, a0, a1, a2)) + (b2 * Row(_dy, at + (2 * Side), a0, a1, a2));
    }

    private static double Row(double[] values, int at, double a0, double a1, double a2) => (a0 * values[at]) + (a1 * values[at + 1]) + (a2 * values[at + 2]);

    // The three nodes that reach a coordinate and their weights; 4 nodes make 2 spans.
    private static (int First, double A0, double A1, double A2) Weights(double coordinate)
    {
        double u = Math.Clamp(coordinate, 0, 1) * (Side - 2);
        int first = Math.Min((int)u, Side - 3);
        u -= first;
        double a0 = 0.5 * (1 - u) * (1 - u), a2 = 0.5 * u * u;
        return (first, a0, 1 - a0 - a2, a2);
    }
}
