namespace Glia.Pages;

/// <summary>Curves, points and bars over two axes, and what a function says everywhere behind them.</summary>
/// <param name="Title">What it shows; also read to those who cannot see it.</param>
/// <param name="X">The axis from left to right.</param>
/// <param name="Y">The axis from bottom to top.</param>
/// <param name="Series">What is drawn, in this order.</param>
public sealed record Plot(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series) : Block
{
    /// <summary>Drawn behind everything, such as the regions of a classifier; null for nothing.</summary>
    public Field? Behind { get; init; }

    /// <summary>Height divided by width on a page; 1 for maps.</summary>
    public double Aspect { get; init; } = 0.56;

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}
