using System.Globalization;
using Glia.Pages;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>Settings with everything filled in that was left to the preset.</summary>
internal static class Filled
{
    public static IReadOnlyDictionary<string, string> In(RunSettings settings)
    {
        Recipe recipe = settings.Recipe;
        DataChoice choice = settings.Choice;
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["data"] = settings.Given.GetValueOrDefault("data", DataSource.Default),
            ["count"] = Whole(choice.Count),
            ["noise"] = Num.Exact(choice.Noise),
            ["validation"] = Whole(choice.Validation),
            ["seed"] = settings.Seed.ToString(CultureInfo.InvariantCulture),
            ["preset"] = recipe.Name,
            ["layers"] = LayerWidths.Text(recipe.Hidden),
            ["activation"] = recipe.Activation.Name,
            ["loss"] = recipe.Loss.Name,
            ["optimizer"] = recipe.Optimizer.Name,
            ["momentum"] = recipe.Optimizer.TakesMomentum ? Num.Exact(recipe.Momentum) : "",
            ["lr"] = Num.Exact(recipe.Rate),
            ["schedule"] = recipe.Schedule.Name,
            ["batch"] = Whole(recipe.Batch),
            ["epochs"] = Whole(recipe.Epochs),
            ["dropout"] = Num.Exact(recipe.Dropout),
            ["augment"] = recipe.Augmentation?.ToString() ?? RecipeSettings.NoAugmentation,
            ["l1"] = Num.Exact(recipe.L1),
            ["l2"] = Num.Exact(recipe.L2),
            ["label-smoothing"] = Num.Exact(recipe.LabelSmoothing),
            ["clip"] = Num.Exact(recipe.ClipNorm),
            ["scale"] = recipe.Scaling.Name,
            ["targets"] = recipe.Targets.Name,
            ["init"] = recipe.Weights?.Name ?? "",
            ["no-bias"] = recipe.HasBiases ? "false" : "true",
        };
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
