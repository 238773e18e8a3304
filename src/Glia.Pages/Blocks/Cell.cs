namespace Glia.Pages;

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
