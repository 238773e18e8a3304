namespace Glia.Pages.Tests;

public class NumTests
{
    [Theory]
    [InlineData(787, "787"), InlineData(0.74076, "0.7408"), InlineData(-1.5, "-1.5"), InlineData(-0.0, "0"), InlineData(1.2346e-7, "1.235e-7")]
    [InlineData(0.99998, "1.0000"), InlineData(-2.00001, "-2.0000"), InlineData(1.0000001, "1")] // the last is what a float leaves of 1
    public void NumbersAreShortAndNeverLookExactWhereTheyAreNot(double value, string text) => Assert.Equal(text, Num.Of(value));

    [Theory]
    [InlineData(-3, "(-3)"), InlineData(3, "3")]
    public void WithinASumWhatIsBelow0IsInBrackets(double value, string text) => Assert.Equal(text, Num.In(value));
}
