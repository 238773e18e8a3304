namespace Glia.Pages;

/// <summary>Commands to type next, each with what it does.</summary>
/// <param name="Title">What they are for, such as "Try".</param>
/// <param name="Lines">The commands.</param>
public sealed record Commands(string Title, IReadOnlyList<CommandLine> Lines) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One command.</summary>
/// <param name="Line">What to type, <c>glia learn neuron</c>.</param>
/// <param name="Meaning">What it does.</param>
public sealed record CommandLine(string Line, string Meaning);
