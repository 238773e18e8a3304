using System.Runtime.CompilerServices;

namespace Glia.Live;

/// <summary>Least squares by Householder reflections with column pivoting (Businger and Golub, 1965). Columns that follow from others get weight 0. Sums have one fixed order: the same bits on every machine.</summary>
internal static class LeastSquares
{
    private const double LeastNew = 1e-6; // what of a column is new, in parts of the longest: less is the rounding of 32-bit floats

    /// <summary>The weights w for which <c>Σ (A w − y)²</c> is smallest, shape <c>(columns)</c>.</summary>
    /// <param name="a">A, shape <c>(columns, rows)</c>, column after column; used up.</param>
    /// <param name="y">y, shape <c>(rows)</c>; used up.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static double[] Solve(double[] a, double[] y, int columns, Action<double> progress, CancellationToken cancellationToken)
    {
        int rows = y.Length, most = Math.Min(rows, columns), rank = 0;
        int[] order = [.. Enumerable.Range(0, columns)];
        double[] lengths = [.. order.Select(c => Squared(Column(c)))], diagonal = new double[most];
        double smallest = Math.Sqrt(lengths.DefaultIfEmpty().Max()) * LeastNew;
        for (; rank < most; rank++)
        {
            int longest = rank;
            for (int c = rank + 1; c < columns; c++)
                if (lengths[order[c]] > lengths[order[longest]]) longest = c;
            (order[rank], order[longest]) = (order[longest], order[rank]);
            Span<double> v = Column(order[rank])[rank..];
            double length = Math.Sqrt(Squared(v));
            if (!(length > smallest)) break;

            // H = I − 2 v vᵀ / (vᵀ v) takes the column to −sign · length on the diagonal.
            diagonal[rank] = v[0] > 0 ? -length : length;
            v[0] -= diagonal[rank];
            double scale = Squared(v);
            for (int c = rank + 1; c < columns; c++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Reflect(v, scale, Column(order[c])[rank..]);
                lengths[order[c]] = Squared(Column(order[c])[(rank + 1)..]); // anew: taking away from it would lose the digits of what is left
            }

            Reflect(v, scale, y.AsSpan(rank));
            progress((double)(rank + 1) / most);
        }

        var weights = new double[columns];
        for (int k = rank - 1; k >= 0; k--)
        {
            double sum = y[k];
            for (int c = k + 1; c < rank; c++) sum -= a[(order[c] * rows) + k] * weights[order[c]];
            weights[order[k]] = sum / diagonal[k];
        }

        return weights;

        Span<double> Column(int c) => a.AsSpan(c * rows, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Squared(ReadOnlySpan<double> v)
    {
        double sum = 0;
        foreach (double value in v) sum += value * value;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reflect(ReadOnlySpan<double> v, double scale, Span<double> x)
    {
        double dot = 0;
        for (int i = 0; i < v.Length; i++) dot += v[i] * x[i];
        double part = 2 * dot / scale;
        for (int i = 0; i < v.Length; i++) x[i] -= part * v[i];
    }
}
