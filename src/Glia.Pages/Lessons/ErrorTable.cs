namespace Glia.Pages;

/// <summary>Outputs, targets, and the error of each row in three ways.</summary>
internal sealed record ErrorTable(IReadOnlyList<double> Outputs, IReadOnlyList<double> Targets, IReadOnlyList<double> Differences, IReadOnlyList<double> Sizes, IReadOnlyList<double> Squares)
{
    public int Count => Outputs.Count;

    /// <summary>Sum of the plain differences.</summary>
    public double Sum => Clean(Differences.Sum());

    /// <summary>Sum of their absolute values.</summary>
    public double SizeSum => Clean(Sizes.Sum());

    /// <summary>Sum of their squares.</summary>
    public double SquareSum => Clean(Squares.Sum());

    public static ErrorTable Of(float[] outputs, float[] targets)
    {
        Matrix o = Column(outputs), t = Column(targets), d = (t - o).Map(Clean);
        return new(List(o), List(t), List(d), List(d.Map(Math.Abs)), [.. outputs.Zip(targets, (a, b) => Clean(new SquaredError().Value([a], [b])))]);
    }

    private static Matrix Column(float[] values) => Matrix.Column([.. values.Select(v => Clean(v))]);

    private static IReadOnlyList<double> List(Matrix column) => [.. Enumerable.Range(0, column.Rows).Select(r => column[r, 0])];

    // Typed numbers have few decimals: what lies beyond six is only how a float holds them, and 0.1 - 0.1 shall be 0.
    private static double Clean(double value) => Math.Round(value, 6);
}
