namespace Glia.Workbench.Tests;

/// <summary>Settings become a recipe, or say which of them does not do and why; and they can be written as a command line.</summary>
public class RecipeSettingsTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "lr=0", "lr", "'0' is not a number greater than 0." },
        { "lr=NaN", "lr", "'NaN' is not a number greater than 0." },
        { "momentum=1", "momentum", "from 0 to less than 1" },
        { "dropout=-0.1", "dropout", "from 0 to less than 1" },
        { "label-smoothing=1", "label-smoothing", "from 0 to less than 1" },
        { "l1=-1", "l1", "0 or greater" },
        { "l2=-1", "l2", "0 or greater" },
        { "clip=-1", "clip", "0 or greater" },
        { "batch=-1", "batch", "a whole number, 0 or more" },
        { "epochs=0", "epochs", "a whole number from 1 to 1000000" },
        { "epochs=2.5", "epochs", "'2.5'" },
        { "layers=100,,50", "layers", "'100,,50'" },
        { "layers=70000", "layers", "each 1 to 65536" },
        { "activation=rleu", "activation", "Did you mean 'relu'?" },
        { "augment=twirl=1", "augment", "'twirl'" },
        { "no-bias=perhaps", "no-bias", "neither true nor false" },
        { "speed=3", "speed", "no such setting" },
        { "activation=step", "activation", "slope 0 everywhere" },
        { "layers=none dropout=0.5", "dropout", "there is no hidden layer" },
        { "optimizer=adam momentum=0.9", "momentum", "adam takes no momentum" },
        { "loss=half-squared-error label-smoothing=0.1", "label-smoothing", "the loss is half-squared-error" },
        { "loss=cross-entropy targets=binary", "targets", "a binary code" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_do_is_refused_by_name(string settings, string setting, string part)
    {
        SettingException error = Assert.Throws<SettingException>(() => Read(settings).ToRecipe());
        Assert.Equal(setting, error.Setting);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.False(error.Message.StartsWith("--", StringComparison.Ordinal));
    }

    /// <summary>Values that were set in code, past every parser, are checked too.</summary>
    [Fact]
    public void Ranges_hold_for_values_that_no_text_was_read_for()
    {
        (RecipeSettings Settings, string Name)[] wrong =
        [
            (new() { Rate = float.PositiveInfinity }, "lr"), (new() { Momentum = 1 }, "momentum"), (new() { Dropout = 1 }, "dropout"), (new() { LabelSmoothing = -1 }, "label-smoothing"), (new() { L1 = -1 }, "l1"),
            (new() { L2 = -1 }, "l2"), (new() { ClipNorm = -1 }, "clip"), (new() { Batch = -1 }, "batch"), (new() { Epochs = 0 }, "epochs"), (new() { Layers = [10, 0] }, "layers"), (new() { Augment = "" }, "augment"),
            (new() { Optimizer = OptimizerChoice.Find("nesterov"), Momentum = 0 }, "momentum"),
        ];
        foreach ((RecipeSettings settings, string name) in wrong) Assert.Equal(name, Assert.Throws<SettingException>(() => settings.ToRecipe()).Setting);
    }

    [Fact]
    public void Without_settings_the_data_choose_the_preset()
    {
        Assert.Same(Presets.Fast.Hidden, new RecipeSettings().ToRecipe().Hidden);
        foreach ((string data, Recipe preset) in new[] { ("generated", Presets.Fast), ("mnist", Presets.Fast), ("xor", Presets.Gate), ("spirals", Presets.Points), ("plane", Presets.Plane), ("my.csv", Presets.Fast) })
            Assert.Equal(preset, new RecipeSettings().ToRecipe(data));
    }

    [Fact]
    public void Another_optimizer_brings_its_own_rate_and_momentum()
    {
        Recipe adam = Read("optimizer=adam").ToRecipe();
        Assert.Equal((0.001f, 0f), (adam.Rate, adam.Momentum));
        Recipe same = Read("optimizer=nesterov").ToRecipe();
        Assert.Equal((Presets.Fast.Rate, Presets.Fast.Momentum), (same.Rate, same.Momentum));
        Assert.Equal((0.3f, 0.5f), (Read("optimizer=momentum lr=0.3 momentum=0.5").ToRecipe() is var r ? (r.Rate, r.Momentum) : default));
    }

    [Fact]
    public void Smoothing_stays_with_cross_entropy_and_goes_with_it()
    {
        Assert.Equal(0.1f, Read("loss=cross-entropy").ToRecipe().LabelSmoothing);
        Assert.Equal(0, Read("label-smoothing=0").ToRecipe().LabelSmoothing);
        Assert.Equal(new HalfSquaredError(), Read("loss=half-squared-error").ToRecipe().Loss);
        Assert.Equal("0-1", Read("loss=cross-entropy").ToRecipe("xor").Targets.Name); // the preset's binary code gives way
    }

    [Fact]
    public void None_takes_the_augmentation_away()
    {
        Assert.NotNull(Read("preset=99").ToRecipe().Augmentation);
        Assert.Null(Read("preset=99 augment=none").ToRecipe().Augmentation);
        Assert.Equal("shift=2", Read("augment=shift=2").ToRecipe().Augmentation!.Description);
    }

    [Fact]
    public void Arguments_say_only_what_was_given_and_read_back_as_the_same()
    {
        Assert.Empty(new RecipeSettings().Arguments());
        Assert.Equal(["--layers", "100,50", "--lr", "0.05"], Read("lr=0.05 layers=100,50").Arguments());
        Assert.Equal(["--layers", "none", "--no-bias"], Read("layers=none no-bias=true").Arguments());
        RecipeSettings all = Read(EverySetting);
        Assert.Equal(39, all.Arguments().Count); // 19 with a value, and a flag
        Assert.Equal(EverySetting.Split(' ').Length, RecipeSetting.All.Count);
        Assert.Equal(EverySetting, string.Join(' ', RecipeSetting.All.Select(s => $"{s.Name}={s.Text(all)}")));
    }

    [Theory]
    [InlineData("", null, null, null, null, null)]
    [InlineData("--data mnist --validation 5000", "mnist", null, null, null, 5000)]
    [InlineData("--data circle --count 100 --noise 0.05 --test my.csv", "circle", 100, 0.05f, "my.csv", null)]
    [InlineData("--count 300", "generated", 300, null, null, null)]
    [InlineData("--data circle", "circle", 500, 0f, null, 0)] // the usual is not said
    public void Data_are_written_as_arguments(string expected, string? data, int? count, float? noise, string? test, int? validation) =>
        Assert.Equal(expected, string.Join(' ', DataChoice.Of(data, count, noise, test, validation).Arguments()));

    [Theory]
    [InlineData("count", "mnist", 100, null, null)]
    [InlineData("count", "generated", 9, null, null)]
    [InlineData("noise", "generated", null, 0.1f, null)]
    [InlineData("noise", "circle", null, 11f, null)]
    [InlineData("validation", "circle", null, null, -1)]
    public void Data_that_do_not_do_are_refused(string setting, string data, int? count, float? noise, int? validation) =>
        Assert.Equal(setting, Assert.Throws<SettingException>(() => DataChoice.Of(data, count, noise, null, validation)).Setting);

    /// <summary>Redrawn digits are for generated ones, changes for pictures, cross-entropies for classes.</summary>
    [Theory]
    [InlineData("augment", "xor", "augment=redrawn")]
    [InlineData("augment", "xor", "augment=shift=1")]
    [InlineData("loss", "plane", "loss=cross-entropy")]
    [InlineData("loss", "plane", "loss=binary-cross-entropy")]
    [InlineData("targets", "plane", "targets=binary")]
    public void Recipes_for_other_data_are_refused(string setting, string data, string settings)
    {
        DataChoice choice = DataChoice.Of(data);
        TrainData loaded = TrainData.Load(choice, 1, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(setting, Assert.Throws<SettingException>(() => TrainingJob.CheckData(Read(settings).ToRecipe(data), choice, loaded)).Setting);
    }

    [Theory]
    [InlineData("data", "xro", null, "Did you mean 'xor'?")]
    [InlineData("test", "circle", "nowhere", "nowhere")]
    [InlineData("test", "plane", "circle", "other classes")]
    [InlineData("test", "circle", "generated", "784")]
    public void Data_that_are_not_there_or_not_alike_are_refused(string setting, string data, string? test, string part)
    {
        SettingException error = Assert.Throws<SettingException>(() => TrainData.Load(DataChoice.Of(data, test: test), 1, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(setting, error.Setting);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private const string EverySetting = "preset=99 layers=20,10 activation=tanh loss=cross-entropy optimizer=nesterov momentum=0.8 lr=0.05 schedule=cosine batch=64 epochs=2 dropout=0.1 augment=shift=1,rotation=5 " +
        "l1=1E-06 l2=0.0001 label-smoothing=0.05 clip=5 scale=255 targets=0-1 init=he no-bias=true";

    private static RecipeSettings Read(string text) => text.Split(' ').Select(part => part.Split('=', 2)).Aggregate(new RecipeSettings(), (settings, part) => settings.With(part[0], part[1]));
}
