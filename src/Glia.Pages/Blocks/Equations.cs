namespace Glia.Pages;

/// <summary>
/// Formulas with numbers put in, one a line: <c>z = 12·19 + 24·23 + 7 = 787</c>. Whatever stands between two signs of equality and consists of numbers only must be true of the numbers as they are
/// printed, each to half a unit of its last place; the tests work that out. So write sums with <see cref="Num"/>.
/// </summary>
/// <param name="Lines">The lines.</param>
public sealed record Equations(params IReadOnlyList<Equation> Lines) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One line of <see cref="Equations"/>.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Remark">What it says, in a few words; empty for nothing.</param>
public sealed record Equation(string Text, string Remark = "")
{
    /// <summary>A line without a remark.</summary>
    public static implicit operator Equation(string text) => new(text);

    /// <summary>A line without a remark, for languages without implicit conversions.</summary>
    public static Equation FromString(string text) => new(text);
}
