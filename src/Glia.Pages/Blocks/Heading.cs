namespace Glia.Pages;

/// <summary>A title within a page.</summary>
/// <param name="Text">The words.</param>
/// <param name="Level">2 for a part of the page, 3 for a part of that.</param>
/// <param name="Anchor">What a link to it is called, without the <c>#</c>; null for none.</param>
public sealed record Heading(string Text, int Level = 2, string? Anchor = null) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
