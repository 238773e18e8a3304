namespace Glia.Pages;

/// <summary>Blocks that belong together; on a page they are folded away until someone wants to see them, in a terminal they follow under their title.</summary>
/// <param name="Title">What is in it.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Anchor">What a link to it is called, without the <c>#</c>; null for none.</param>
public sealed record Section(string Title, IReadOnlyList<Block> Blocks, string? Anchor = null) : Block
{
    /// <summary>Whether it is open from the start.</summary>
    public bool IsOpen { get; init; }

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
