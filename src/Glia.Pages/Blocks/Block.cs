namespace Glia.Pages;

/// <summary>A part of a <see cref="Page"/>.</summary>
public abstract record Block
{
    /// <summary>Hands this block to the <paramref name="visitor"/>'s method for its kind.</summary>
    public abstract void Accept(IBlockVisitor visitor);
}
