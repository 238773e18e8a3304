namespace Glia.Pages.Tests;

/// <summary>The checker finds what is wrong, and is not taken in by names or rounding.</summary>
public class RelationCheckTests
{
    [Theory]
    [InlineData("z = 12·19 + 24·23 + 7 = 787")]
    [InlineData("a = sigmoid(1.05) = 0.7408")]
    [InlineData("a = 1 / (1 + e^(-1.05)) = 0.7408")]
    [InlineData("E = (0.5 - 0.4)² = 0.01")]
    [InlineData("6/9 = 0.6667")]
    [InlineData("|0.5 - 0.7| = 0.2")]
    [InlineData("±1/√3: 1/√3 = 0.577")]
    [InlineData("1.5e-7 · 2 = 3e-7")]
    [InlineData("0.1·(-0.3) + 2 = 1.97")]
    [InlineData("w = 60,000 / 128 = 468.75")]
    [InlineData("0.2 < 0.3")]
    [InlineData("f(-1) = -1·Φ(-1) = -0.1587")]
    [InlineData("φ(1) = 0.242")]
    [InlineData("sign(0) = 0")]
    [InlineData("1 / (1 + e^(126)) = 0")]
    public void TrueRelationsHold(string line)
    {
        (string Relation, bool IsTrue)[] found = [.. RelationCheck.Of([line.Replace("±1/√3: ", "", StringComparison.Ordinal)])];
        Assert.NotEmpty(found);
        Assert.All(found, r => Assert.True(r.IsTrue, r.Relation));
    }

    [Theory]
    [InlineData("z = 12·19 + 24·23 + 7 = 788")]
    [InlineData("a = sigmoid(1.05) = 0.7418")]
    [InlineData("E = (0.5 - 0.4)² = 0.02")]
    [InlineData("6/9 = 0.6766")]
    [InlineData("0.4 < 0.3")]
    [InlineData("Φ(1) = 0.8513")]
    [InlineData("sigmoid(11) = 1")]
    public void FalseRelationsDoNot(string line) => Assert.Contains(RelationCheck.Of([line]), r => !r.IsTrue);

    [Theory]
    [InlineData("z = x₁·w₁ + b")]
    [InlineData("ΔW = α·E·O(1 - O)")]
    public void NamesAreNotWorkedOut(string line) => Assert.Empty(RelationCheck.Of([line]));
}
