using System.Globalization;
using System.Text;

namespace Glia;

/// <summary>A matrix to learn and to look with: products, dot products and transposes as the textbooks write them, in double precision. Immutable.</summary>
public sealed class Matrix : IEquatable<Matrix>
{
    private readonly double[,] _values;

    /// <summary>A matrix of shape <c>(rows, columns)</c> with a copy of <paramref name="values"/>.</summary>
    public Matrix(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = (double[,])values.Clone();
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _values.GetLength(0);

    /// <summary>Number of columns.</summary>
    public int Columns => _values.GetLength(1);

    /// <summary>The value in row <paramref name="row"/> and column <paramref name="column"/>, both from 0.</summary>
    public double this[int row, int column] => _values[row, column];

    /// <summary>A matrix of one column, which is how textbooks write inputs and outputs.</summary>
    public static Matrix Column(params ReadOnlySpan<double> values)
    {
        var column = new double[values.Length, 1];
        for (int i = 0; i < values.Length; i++) column[i, 0] = values[i];
        return new Matrix(column);
    }

    /// <summary>The matrix product: element (i, j) is the dot product of row i of <paramref name="left"/> and column j of <paramref name="right"/>.</summary>
    /// <exception cref="ArgumentException">The columns of the first are not as many as the rows of the second.</exception>
    public static Matrix operator *(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Columns != right.Rows)
            throw new ArgumentException($"A {left.Rows} × {left.Columns} matrix cannot be multiplied by a {right.Rows} × {right.Columns} matrix: the columns of the first ({left.Columns}) must be as many as the rows of the second ({right.Rows}).", nameof(right));
        var product = new double[left.Rows, right.Columns];
        for (int i = 0; i < left.Rows; i++)
            for (int j = 0; j < right.Columns; j++)
                for (int k = 0; k < left.Columns; k++) product[i, j] += left[i, k] * right[k, j];
        return new Matrix(product);
    }

    /// <summary>The sum, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator +(Matrix left, Matrix right) => Zip(left, right, (a, b) => a + b);

    /// <summary>The difference, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator -(Matrix left, Matrix right) => Zip(left, right, (a, b) => a - b);

    /// <summary>Every element times <paramref name="factor"/>.</summary>
    public static Matrix operator *(double factor, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return matrix.Map(value => factor * value);
    }

    /// <summary>The product element by element (Hadamard).</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Matrix Times(Matrix other) => Zip(this, other, (a, b) => a * b);

    /// <summary>The dot product of two lists of numbers, <c>Σ aᵢ bᵢ</c>.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length) throw new ArgumentException($"A dot product needs lists of one length, but these have {a.Length} and {b.Length} numbers.", nameof(b));
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The transpose: rows become columns.</summary>
    public Matrix Transpose()
    {
        var transposed = new double[Columns, Rows];
        for (int i = 0; i < Rows; i++)
            for (int j = 0; j < Columns; j++) transposed[j, i] = this[i, j];
        return new Matrix(transposed);
    }

    /// <summary><paramref name="f"/> of every element.</summary>
    public Matrix Map(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var mapped = new double[Rows, Columns];
        for (int i = 0; i < Rows; i++)
            for (int j = 0; j < Columns; j++) mapped[i, j] = f(this[i, j]);
        return new Matrix(mapped);
    }

    /// <summary>Whether the other has the same shape and the same values, where NaN equals NaN.</summary>
    public bool Equals(Matrix? other)
    {
        if (other is null || other.Rows != Rows || other.Columns != Columns) return false;
        for (int i = 0; i < Rows; i++)
            for (int j = 0; j < Columns; j++)
                if (!this[i, j].Equals(other[i, j])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Columns, Rows * Columns > 0 ? this[0, 0] : 0);

    /// <summary>The rows, one per line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int i = 0; i < Rows; i++)
        {
            if (i > 0) text.AppendLine();
            text.Append('[');
            for (int j = 0; j < Columns; j++) text.Append(CultureInfo.InvariantCulture, $" {this[i, j],8:0.####}");
            text.Append(" ]");
        }

        return text.ToString();
    }

    private static Matrix Zip(Matrix left, Matrix right, Func<double, double, double> f)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rows != right.Rows || left.Columns != right.Columns)
            throw new ArgumentException($"The shapes differ: {left.Rows} × {left.Columns} and {right.Rows} × {right.Columns}.", nameof(right));
        var result = new double[left.Rows, left.Columns];
        for (int i = 0; i < left.Rows; i++)
            for (int j = 0; j < left.Columns; j++) result[i, j] = f(left[i, j], right[i, j]);
        return new Matrix(result);
    }
}
