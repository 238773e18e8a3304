using Glia.Datasets;

namespace Glia.Workbench.Tests;

/// <summary>The recipe for a handful of pictures of each class, on drawn digits: nine to learn from, hundreds of others to read.</summary>
public sealed class FewTests
{
    private const int Each = 9; // of ten that are recorded, one is kept to test on

    private static readonly Dataset Others = HandwrittenDigits.Generate(1_000, seed: 77);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nine_of_each_digit_are_learnt_and_the_changing_of_pictures_is_what_does_it(ulong seed)
    {
        Dataset few = FirstOfEach(HandwrittenDigits.Generate(1_000, seed));
        double changed = Score(Presets.Few, few, seed), unchanged = Score(Presets.Few with { Augmentation = null }, few, seed);
        Assert.InRange(changed, 0.65, 1); // 0.71: generated digits are written by many hands and in several ways each, of which nine examples show a few
        Assert.True(changed > unchanged + 0.05, $"{changed:P1} with changed pictures, {unchanged:P1} without");
    }

    private static double Score(Recipe recipe, Dataset data, ulong seed)
    {
        var trainer = new Trainer(recipe.CreateNetwork(data, seed), data, recipe.CreateOptimizer(), recipe.Loss, new TrainingOptions { Epochs = recipe.Epochs, BatchSize = recipe.Batch, Seed = seed, Augmentation = recipe.Augmentation });
        trainer.Fit(cancellationToken: TestContext.Current.CancellationToken);
        return trainer.Network.Evaluate(Others).Accuracy;
    }

    private static Dataset FirstOfEach(Dataset data) => data.Subset([.. Enumerable.Range(0, data.Count).GroupBy(data.Label).SelectMany(g => g.Take(Each)).Order()]);
}
