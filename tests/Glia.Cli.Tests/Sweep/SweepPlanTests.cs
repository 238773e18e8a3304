using System.Globalization;

namespace Glia.Cli.Tests;

/// <summary>Which trials a sweep consists of: a matter of its options alone.</summary>
public sealed class SweepPlanTests
{
    [Fact]
    public void AGridIsEveryCombinationWithEverySeed()
    {
        SweepPlan plan = Plan("--lr", "0.1,0.2,0.4", "--layers", "30/20,10", "--seeds", "2", "--seed", "5", "--epochs", "4", "--no-bias");
        Assert.Equal(3 * 2 * 2, plan.Trials.Count);
        Assert.Equal(Enumerable.Range(1, 12), plan.Trials.Select(t => t.Number));
        Assert.Equal(["layers", "lr"], plan.Spec.Varied.Select(s => s.Title));
        Assert.Equal(["--layers", "30", "--lr", "0.1", "--epochs", "4", "--no-bias"], plan.Trials[0].RecipeArguments);
        Assert.Equal(["--layers", "20,10", "--lr", "0.4", "--epochs", "4", "--no-bias"], plan.Trials[11].RecipeArguments);
        Assert.Equal([5UL, 6, 5, 6], plan.Trials.Take(4).Select(t => t.Seed));
        Assert.Equal(12, plan.Trials.Select(t => string.Join(' ', t.RecipeArguments) + t.Seed).Distinct().Count());
        Assert.Equal([20, 10], plan.Recipes[5].Hidden);
        Assert.False(plan.Recipes[5].HasBiases);
    }

    [Fact]
    public void AValueWithCommasIsGivenOnceForEach()
    {
        SweepPlan plan = Plan("--augment", "none", "--augment", "shift=1,rotation=10");
        Assert.Equal(2, plan.Trials.Count);
        Assert.Null(plan.Recipes[0].Augmentation);
        Assert.Equal(2, plan.Recipes[1].Augmentation!.Changes.Count);
    }

    [Fact]
    public void DrawsAreDifferentWithinTheirRangesAndTheSameEachTime()
    {
        string[] options = ["--random", "200", "--lr", "0.001..1", "--epochs", "1..3", "--dropout", "0..0.5", "--activation", "relu,tanh"];
        SweepPlan plan = Plan(options);
        Assert.Equal(200, plan.Trials.Count);
        string[] lines = [.. plan.Trials.Select(t => string.Join(' ', t.RecipeArguments))];
        Assert.Equal(200, lines.Distinct().Count());
        Assert.Equal(lines, Plan(options).Trials.Select(t => string.Join(' ', t.RecipeArguments)));
        Assert.NotEqual(lines, Plan([.. options, "--seed", "2"]).Trials.Select(t => string.Join(' ', t.RecipeArguments)));
        Assert.All(plan.Recipes, r => Assert.InRange(r.Rate, 0.001f, 1f));
        Assert.All(plan.Recipes, r => Assert.InRange(r.Dropout, 0f, 0.5f));
        Assert.Equal([1, 2, 3], plan.Recipes.Select(r => r.Epochs).Distinct().Order());

        // By logarithm a third of the rates lies in each of the three decades; 200 draws leave 67 ± 6.7.
        Assert.InRange(plan.Recipes.Count(r => r.Rate < 0.01f), 40, 94);
        Assert.InRange(plan.Recipes.Count(r => r.Dropout < 0.25f), 70, 130);
        SweepPlan even = Plan("--random", "200", "--lr", "0.001..1:linear");
        Assert.InRange(even.Recipes.Count(r => r.Rate < 0.01f), 0, 12);
    }

    [Theory] // By hand: R, R/η, R/η² … epochs for n/η^k combinations (Jamieson and Talwalkar 2016; Li et al. 2018).
    [InlineData(27, 9, 3, 1, "27:1 9:3 3:9")]
    [InlineData(81, 81, 3, 1, "81:1 27:3 9:9 3:27 1:81")]
    [InlineData(81, 81, 3, 9, "81:9 27:27 9:81")]
    [InlineData(10, 16, 4, 1, "10:4 2:16")]
    [InlineData(4, 10, 2, 1, "4:3 2:5 1:10")]
    [InlineData(2, 30, 3, 1, "2:30")]
    [InlineData(9, 1, 3, 1, "9:1")]
    public void HalvingGoesUpToAllEpochs(int combinations, int epochs, int eta, int first, string rungs) =>
        Assert.Equal(rungs, string.Join(' ', new Halving(eta, first).Rungs(combinations, epochs).Select(r => $"{r.Configurations}:{r.Epochs}")));

    [Fact]
    public void TheOptionsInAPlanMakeTheSamePlan()
    {
        SweepPlan plan = Plan("--random", "9", "--lr", "1e-3..1:log", "--l2", "1e-5..0.01", "--augment", "none", "--augment", "shift=1,rotation=10", "--layers", "30/20,10", "--halving", "--epochs", "9", "--seeds", "2", "--seed", "7", "--count", "500", "--validation", "50");
        SweepPlan again = new(SweepOptions.Read("sweep.json", plan.Spec.Arguments));
        Assert.Equal(plan.Spec.Arguments, again.Spec.Arguments);
        Assert.Equal(plan.Trials.Select(t => string.Join(' ', t.RecipeArguments)), again.Trials.Select(t => string.Join(' ', t.RecipeArguments)));
        Assert.Equal(plan.Rungs, again.Rungs);
    }

    [Fact]
    public void ASixthOfTheSamplesIsToChooseBy()
    {
        Assert.Equal(10_000, Plan("--lr", "0.1,0.2").Spec.Validation(60_000));
        Assert.Equal(77, Plan("--lr", "0.1,0.2", "--validation", "77").Spec.Validation(60_000));
    }

    private static SweepPlan Plan(params string[] options)
    {
        var plan = new SweepPlan(SweepOptions.Read("test", options));
        Assert.All(plan.Trials.SelectMany(t => t.Values), v => Assert.Equal(v.Text.Trim(), v.Text));
        Assert.True(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == ".");
        return plan;
    }
}
