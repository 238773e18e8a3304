namespace Glia.Tests.Inspection;

public class FiniteDifferenceTests
{
    [Theory]
    [InlineData(1, 7), InlineData(0.5, 6.5), InlineData(-1, 5), InlineData(0.001, 6.001)]
    public void ASecantOfASquareHasTheSlope2xPlusH(double h, double slope) => Assert.Equal(slope, FiniteDifference.Forward(x => x * x, 3, h), 1e-9);

    [Fact]
    public void TheCentralDifferenceClosesInWithTheSquareOfTheStep()
    {
        Assert.Equal(6, FiniteDifference.Central(x => x * x, 3, 0.5), 1e-12); // exact for a square
        double far = Math.Abs(FiniteDifference.Central(StableMath.Exp, 1, 0.1) - Math.E), near = Math.Abs(FiniteDifference.Central(StableMath.Exp, 1, 0.01) - Math.E);
        Assert.InRange(far / near, 99, 101);
        Assert.Equal(Math.E, FiniteDifference.Central(StableMath.Exp, 1), 1e-9);
    }

    [Theory]
    [InlineData(0), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void AStepThatIsNoneIsRefused(double h)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FiniteDifference.Forward(x => x, 1, h));
        Assert.Throws<ArgumentOutOfRangeException>(() => FiniteDifference.Central(x => x, 1, h));
    }
}
