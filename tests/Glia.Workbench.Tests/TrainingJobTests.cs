using Glia.Datasets;

namespace Glia.Workbench.Tests;

/// <summary>A training from its choices to its outcome.</summary>
public class TrainingJobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_job_is_the_recipe_by_hand()
    {
        DataChoice choice = DataChoice.Of("circle", count: 100, noise: 0.05f, validation: 20);
        Recipe recipe = new RecipeSettings { Layers = [8], Epochs = 5, Dropout = 0.1f }.ToRecipe(choice.Data);
        TrainingJob job = TrainingJob.Prepare(choice, recipe, 7, "circle.safetensors", cancellation: Cancellation);
        TrainOutcome outcome = job.Finish(job.Trainer.Fit(cancellationToken: Cancellation), TimeSpan.FromSeconds(1), Cancellation);

        Dataset data = Split.Random(ToyData.Circle.Create(100, 0.05f, 7), 0.2, seed: 1).Train; // points: held out by chance
        Network network = recipe.CreateNetwork(data, 7);
        network.Fit(data, recipe.CreateOptimizer(), recipe.Loss, recipe.Epochs, recipe.Batch, seed: 7, cancellationToken: Cancellation);
        Assert.Equal(network.Predict([0.3f, 0.4f]), job.Trainer.Network.Predict([0.3f, 0.4f]));
        Assert.Equal(network.Evaluate(job.Data.Test.Data, cancellationToken: Cancellation).Accuracy, outcome.Test!.Accuracy);
        Assert.Equal(5, outcome.Result.Epochs.Count);
        Assert.Equal(20, job.Data.Validation!.Count);
        Assert.Null(outcome.Values);
        IReadOnlyDictionary<string, string> facts = job.Trainer.Network.TrainingSummary;
        Assert.Equal(("circle", "7", "points", "5", "80", "circle.safetensors"), (facts["data"], facts["seed"], facts["preset"], facts["epochs"], facts["samples"], facts["model"]));
        Assert.Equal((choice, 7ul, "circle.safetensors"), TrainFacts.Read("", facts));
    }

    [Fact]
    public void Held_out_digits_say_how_sure_the_network_may_be()
    {
        DataChoice choice = DataChoice.Of(count: 400, test: "generated", validation: 100);
        var told = new List<LoadProgress>();
        TrainingJob job = TrainingJob.Prepare(choice, new RecipeSettings { Layers = [10], Epochs = 1 }.ToRecipe(), 1, "m.safetensors", progress: new Direct(told.Add), cancellation: Cancellation);
        TrainOutcome outcome = job.Finish(job.Trainer.Fit(cancellationToken: Cancellation), TimeSpan.Zero, Cancellation);
        Assert.Equal(DataSource.CalibrationCount, outcome.Calibration!.Count);
        Assert.NotNull(job.Trainer.Network.RejectOption);
        Assert.NotEmpty(told);
        Assert.All(told, p => Assert.Equal(("drawing digits", 400), (p.What, p.Total)));
    }

    [Fact]
    public void Loading_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainData.Load(DataChoice.Of(), 1, cancellation: stop.Token));
    }

    [Fact]
    public void Early_stopping_wants_validation() => Assert.Equal("early-stopping", Assert.Throws<SettingException>(() =>
        TrainingJob.Prepare(DataChoice.Of("circle"), Presets.Points, 1, "m", new TrainingOptions { EarlyStopping = new EarlyStopping(3) }, cancellation: Cancellation)).Setting);

    [Fact]
    public void What_the_library_refuses_is_told_of_the_recipe() => Assert.Equal(SettingException.WholeRecipe, Assert.Throws<SettingException>(() =>
        TrainingJob.Prepare(DataChoice.Of("circle"), Presets.Points with { Batch = -1 }, 1, "m", cancellation: Cancellation)).Setting);

    /// <summary>Values instead of classes: one linear output, no accuracy anywhere, and a preset that finds the plane from every seed.</summary>
    [Fact]
    public void The_plane_is_learned_from_every_of_twenty_seeds()
    {
        DataChoice choice = DataChoice.Of("plane");
        double worst = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            TrainingJob job = TrainingJob.Prepare(choice with { Validation = seed == 1 ? 50 : 0 }, new RecipeSettings().ToRecipe("plane"), seed, "plane.safetensors", new TrainingOptions { Threads = 1 }, cancellation: Cancellation);
            Assert.Equal(Activation.Identity, job.Trainer.Network.Layers.OfType<Dense>().Last().Activation);
            TrainOutcome outcome = job.Finish(job.Trainer.Fit(cancellationToken: Cancellation), TimeSpan.Zero, Cancellation);
            Assert.Null(outcome.Test);
            Assert.Null(outcome.Calibration);
            Assert.All(outcome.Result.Epochs, e => Assert.True(double.IsNaN(e.Accuracy) && double.IsNaN(e.ValidationAccuracy)));
            Assert.Equal(seed == 1, double.IsFinite(outcome.Result.Epochs[^1].ValidationLoss));
            Assert.Contains("root mean square", job.Trainer.Network.TrainingSummary["test error"], StringComparison.Ordinal);
            worst = Math.Max(worst, Math.Sqrt(outcome.Values!.MeanSquaredError));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"worst root mean square error of 20 seeds: {worst}");
        Assert.InRange(worst, 0, 0.015); // of values from −1 to 1
    }

    private sealed class Direct(Action<LoadProgress> report) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => report(value);
    }
}
