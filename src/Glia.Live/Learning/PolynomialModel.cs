using System.Runtime.CompilerServices;

namespace Glia.Live;

/// <summary>A sum of powers of inputs that were brought to −1 … 1, where powers differ most.</summary>
internal sealed class PolynomialModel : LearnedModel
{
    private readonly ColumnRange[] _ranges;
    private readonly int _degree;
    private readonly double[] _weights; // shape (inputs, degree)
    private readonly double _constant;

    private PolynomialModel(ColumnRange[] ranges, int degree, double[] weights, double constant) => (_ranges, _degree, _weights, _constant) = (ranges, degree, weights, constant);

    /// <inheritdoc/>
    public override int InputCount => _ranges.Length;

    /// <inheritdoc/>
    public override int ClassCount => 0;

    /// <summary>The polynomial that comes nearest to the examples.</summary>
    /// <exception cref="LearningException">There are so many numbers that they do not fit into memory.</exception>
    public static PolynomialModel Fit(LearningTask task, int degree, Action<LearningProgress>? progress, CancellationToken cancellationToken)
    {
        ColumnRange[] ranges = ColumnRange.OfAll(task.Inputs, task.InputCount);
        int columns = task.InputCount * degree;
        if ((long)columns * task.Count > Array.MaxLength) throw new LearningException($"{task.Count} examples of {columns} powers are more numbers than fit into memory. Delete examples, or take a smaller degree.");
        double[] powers = Powers(task, ranges, degree), targets = Array.ConvertAll(task.Targets, target => (double)target);

        // Around their means, so that the constant is no column of its own and always counts.
        var means = new double[columns];
        for (int c = 0; c < columns; c++) means[c] = Centre(powers.AsSpan(c * task.Count, task.Count));
        double constant = Centre(targets);
        double[] weights = LeastSquares.Solve(powers, targets, columns, part => progress?.Invoke(new LearningProgress((float)part, 0, float.NaN)), cancellationToken);
        for (int c = 0; c < columns; c++) constant -= weights[c] * means[c];
        return new PolynomialModel(ranges, degree, weights, constant);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        CheckInputs(inputs);
        double sum = _constant;
        for (int i = 0; i < _ranges.Length; i++)
        {
            double x = Normalise(_ranges[i], inputs[i]), inner = 0;
            for (int p = _degree - 1; p >= 0; p--) inner = (inner + _weights[(i * _degree) + p]) * x;
            sum += inner;
        }

        // Far beyond the examples a power leaves the range of numbers; what is sent stays one.
        return double.IsNaN(sum) ? (float)_constant : (float)Math.Clamp(sum, float.MinValue, float.MaxValue);
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities) => throw NoProbabilities();

    /// <summary>Shape <c>(columns, count)</c>: each column's numbers lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Powers(LearningTask task, ColumnRange[] ranges, int degree)
    {
        var powers = new double[ranges.Length * degree * task.Count];
        for (int e = 0; e < task.Count; e++)
        {
            ReadOnlySpan<float> inputs = task.Input(e);
            for (int i = 0; i < ranges.Length; i++)
            {
                double x = Normalise(ranges[i], inputs[i]), power = 1;
                for (int p = 0; p < degree; p++) powers[((((i * degree) + p) * task.Count) + e)] = power *= x;
            }
        }

        return powers;
    }

    private static double Normalise(ColumnRange range, float value) => range.IsConstant ? 0 : (value - range.Middle) / range.Half;

    private static double Centre(Span<double> column)
    {
        double sum = 0;
        foreach (double value in column) sum += value;
        double mean = sum / column.Length;
        foreach (ref double value in column) value -= mean;
        return mean;
    }
}
