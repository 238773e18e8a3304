namespace Glia.Live;

/// <summary>A table as Weka's ARFF files hold it. Every cell is a number (see <see cref="ArffAttribute"/>), NaN where it is missing.</summary>
internal sealed class ArffTable
{
    private readonly double[] _cells;

    /// <summary>A table of these cells.</summary>
    /// <param name="relation">Its name.</param>
    /// <param name="attributes">Its columns, one at least, no two of one name.</param>
    /// <param name="cells">Shape <c>(rows, columns)</c>; NaN where one is missing.</param>
    /// <param name="texts">What the cells of text columns point at.</param>
    /// <exception cref="ArgumentException">The cells are no whole rows, or one stands for nothing in its column.</exception>
    public ArffTable(string relation, IReadOnlyList<ArffAttribute> attributes, double[] cells, IReadOnlyList<string>? texts = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentNullException.ThrowIfNull(cells);
        if (attributes.Count is 0 or > ArffFile.MostColumns) throw new ArgumentException($"A table has 1 … {ArffFile.MostColumns:N0} columns, not {attributes.Count:N0}.", nameof(attributes));
        if (attributes.Select(attribute => attribute.Name).Distinct(StringComparer.Ordinal).Count() < attributes.Count) throw new ArgumentException("Two columns have one name.", nameof(attributes));
        if (cells.Length % attributes.Count != 0) throw new ArgumentException($"{cells.Length} cells do not make rows of {attributes.Count}.", nameof(cells));
        (Relation, Attributes, Texts, _cells) = (relation, attributes, texts ?? [], cells);
        for (int i = 0; i < cells.Length; i++) Check(attributes[i % attributes.Count], cells[i]);
    }

    /// <summary>Its name.</summary>
    public string Relation { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<ArffAttribute> Attributes { get; }

    /// <summary>What the cells of text columns point at.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _cells.Length / Attributes.Count;

    /// <summary>A cell; NaN where it is missing.</summary>
    public double this[int row, int column] => Row(row)[column];

    /// <summary>A row's cells, shape <c>(columns)</c>.</summary>
    public ReadOnlySpan<double> Row(int row) => _cells.AsSpan(row * Attributes.Count, Attributes.Count);

    private void Check(ArffAttribute attribute, double cell)
    {
        if (double.IsNaN(cell)) return;
        int choices = attribute switch { ArffNominal nominal => nominal.Values.Count, ArffString => Texts.Count, _ => int.MaxValue };
        bool isIndex = attribute is ArffNominal or ArffString;
        if (!double.IsFinite(cell) || (isIndex && !(cell >= 0 && cell < choices && cell == Math.Floor(cell)))) throw new ArgumentException($"The cell {cell} stands for nothing in column {attribute.Name}.", nameof(cell));
    }
}
