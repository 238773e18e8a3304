namespace Glia.Pages;

/// <summary>Text that is shown as it stands, in letters of one width: code, or a picture of characters.</summary>
/// <param name="Text">The lines.</param>
public sealed record Preformatted(string Text) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
