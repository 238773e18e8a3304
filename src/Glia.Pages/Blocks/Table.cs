namespace Glia.Pages;

/// <summary>A table.</summary>
/// <param name="Columns">Titles; one that begins with <c>&lt;</c> is aligned to the left, the others to the right.</param>
/// <param name="Rows">Rows of as many cells.</param>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
{
    /// <summary>Whether the last row is a total, under a line.</summary>
    public bool HasTotal { get; init; }

    /// <summary>Whether it is a map of many narrow columns, which stand close together.</summary>
    public bool IsDense { get; init; }

    /// <summary>A sentence over the table; empty for none.</summary>
    public string Caption { get; init; } = "";

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
