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

/// <summary>One cell of a <see cref="Table"/>.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Tone">How it is meant.</param>
public sealed record Cell(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>Where it leads, such as <c>#cell-4-9</c>; null for nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>How dark its ground is, 0 … 1, where the table is a map as well.</summary>
    public double Shade { get; init; }

    /// <summary>Plain text.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>Plain text, for languages without implicit conversions.</summary>
    public static Cell FromString(string text) => new(text);
}

/// <summary>How something is meant, which decides its colour; the words must say it, too.</summary>
public enum Tone
{
    /// <summary>As it stands.</summary>
    Plain,

    /// <summary>Right, better, done.</summary>
    Good,

    /// <summary>Wrong, worse, failed.</summary>
    Bad,

    /// <summary>Beside the point.</summary>
    Faint,

    /// <summary>The point.</summary>
    Strong,
}
