namespace Glia.Pages.Tests;

public class PlaneLineTests
{
    [Theory]
    [InlineData(-0.5, 1, 0)] // x = 0.5
    [InlineData(-0.5, 0, 1)] // y = 0.5
    [InlineData(-1, 1, 1)]
    [InlineData(0, 1, -1)] // through two corners
    [InlineData(0.2, -3, 0.5)]
    public void ItsEndsLieOnTheLineAndOnTheEdge(double w0, double w1, double w2)
    {
        Curve line = PlaneLine.Within("", w0, w1, w2, 0, 1)!;
        Assert.Equal(2, line.Points.Count);
        Assert.NotEqual(line.Points[0], line.Points[1]);
        Assert.All(line.Points, p => Assert.Equal(0, w0 + (w1 * p.X) + (w2 * p.Y), 1e-9));
        Assert.All(line.Points, p => Assert.True(p.X is >= 0 and <= 1 && p.Y is >= 0 and <= 1 && (p.X is 0 or 1 || p.Y is 0 or 1)));
    }

    [Theory]
    [InlineData(5, 1, 1), InlineData(1, 0, 0), InlineData(-3, 0, 1)]
    public void ALineElsewhereIsNotDrawn(double w0, double w1, double w2) => Assert.Null(PlaneLine.Within("", w0, w1, w2, 0, 1));
}
