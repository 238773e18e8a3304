namespace Glia.Pages;

/// <summary>Pictures side by side, as many in a row as there is room for.</summary>
/// <param name="Items">The pictures.</param>
public sealed record Pictures(IReadOnlyList<Picture> Items) : Block
{
    /// <summary>Width of each on a page, in CSS pixels.</summary>
    public int Width { get; init; } = 96;

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One picture of numbers.</summary>
/// <param name="Values">Shape <c>(height, width)</c>, row after row.</param>
/// <param name="Shape">Height and width.</param>
/// <param name="Palette">How numbers become colours.</param>
/// <param name="Caption">What stands under it, with <c>**strong words**</c>.</param>
public sealed record Picture(IReadOnlyList<float> Values, FeatureShape Shape, Palette Palette, string Caption = "")
{
    /// <summary>How the caption is meant.</summary>
    public Tone Tone { get; init; }

    /// <summary>What it shows, for those who cannot see it; null for the caption.</summary>
    public string? Description { get; init; }
}
