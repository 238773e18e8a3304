namespace Glia.Pages;

/// <summary>Sentences.</summary>
/// <param name="Text">The text, with <c>`code`</c> and <c>**strong words**</c>.</param>
public sealed record Paragraph(string Text) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
