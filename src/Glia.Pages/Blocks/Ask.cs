namespace Glia.Pages;

/// <summary>A question to the reader.</summary>
/// <param name="Text">The question.</param>
/// <param name="HowToAnswer">What to type, <c>glia learn neuron --answer N</c>; empty where it cannot be answered there.</param>
public sealed record Ask(string Text, string HowToAnswer = "") : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
