using System.CommandLine;

namespace Glia.Cli.Tests;

/// <summary>The workbench and the tool mean the same: what the one writes as a command line the other reads, and both train to the same bits.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Settings => new()
    {
        { "generated", "" },
        { "mnist", "--preset rashid" },
        { "generated", "--layers 100,50 --activation tanh --optimizer adam --lr 0.001 --schedule cosine --batch 0 --epochs 2" },
        { "xor", "--layers none --loss half-squared-error --momentum 0.5 --targets binary --init normal --no-bias" },
        { "generated", "--preset 99 --augment none --dropout 0.1 --l1 1e-6 --l2 0.0001 --label-smoothing 0.05 --clip 5 --scale -1-1" },
        { "generated", "--augment shift=1.5,rotation=10,scale=0.1/0.05" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void ArgumentsAreReadBackByTheTool(string data, string line)
    {
        RecipeSettings settings = Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        RecipeSettings again = Read([.. settings.Arguments()]);
        Assert.Equal(settings.Arguments(), again.Arguments());
        Assert.Equal(settings with { Layers = null }, again with { Layers = null });
        Recipe recipe = settings.ToRecipe(data), other = again.ToRecipe(data);
        Assert.Equal(recipe.Hidden, other.Hidden);
        Assert.Equal(recipe with { Hidden = other.Hidden }, other);
        Assert.Equal(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(w => w.StartsWith("--", StringComparison.Ordinal)), settings.Arguments().Count(w => w.StartsWith("--", StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryOptionOfARecipeIsASettingAndTheOtherWayRound() =>
        Assert.Equal(new RecipeOptions().All.Select(o => o.Name), RecipeSetting.All.Select(s => "--" + s.Name));

    [Fact]
    public void BothTrainToTheSameBits()
    {
        DataChoice choice = DataChoice.Of("spirals", count: 200, noise: 0.02f, validation: 40);
        var settings = new RecipeSettings { Layers = [8], Epochs = 20, Dropout = 0.1f };
        TrainingJob job = TrainingJob.Prepare(choice, settings.ToRecipe(choice.Data), 5, _folder.At("m.safetensors"), cancellation: TestContext.Current.CancellationToken);
        job.Finish(job.Trainer.Fit(cancellationToken: TestContext.Current.CancellationToken), TimeSpan.Zero, TestContext.Current.CancellationToken);
        job.Trainer.Network.Save(_folder.At("theirs.safetensors"));
        ToolRun.Of(["train", .. choice.Arguments(), .. settings.Arguments(), "--seed", "5", "--out", _folder.At("m.safetensors")]).Good();
        Assert.Equal(File.ReadAllBytes(_folder.At("theirs.safetensors")), File.ReadAllBytes(_folder.At("m.safetensors")));
    }

    private static RecipeSettings Read(string[] words)
    {
        var options = new RecipeOptions();
        var command = new Command("train");
        foreach (Option option in options.All) command.Add(option);
        ParseResult input = command.Parse(words);
        Assert.Empty(input.Errors);
        return options.Settings(input);
    }
}
