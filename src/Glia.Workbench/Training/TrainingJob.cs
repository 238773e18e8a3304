using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>A training that is ready to run, new or resumed: the same choices and the same seed give the same bits, wherever they were made.</summary>
/// <param name="Trainer">What trains.</param>
/// <param name="Data">On what.</param>
/// <param name="Choice">The data as they were asked for.</param>
/// <param name="Recipe">How; null for a resumed training, whose checkpoint knows.</param>
/// <param name="Seed">Seed of weights, order and generated data.</param>
public sealed record TrainingJob(Trainer Trainer, TrainData Data, DataChoice Choice, Recipe? Recipe, ulong Seed)
{
    /// <summary>Loads the data and makes network and trainer.</summary>
    /// <param name="choice">What to train on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="seed">Seed of weights, order and generated data.</param>
    /// <param name="model">Where the model is to go, for its summary.</param>
    /// <param name="extras">What a recipe does not say: threads, early stopping, progress, checkpoints. The recipe's own settings take the place of these.</param>
    /// <param name="progress">Told how loading goes.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="SettingException">Settings do not do, or do not go with the data.</exception>
    /// <exception cref="InputFileException">A file does not do.</exception>
    /// <exception cref="InvalidFileException">A file is broken.</exception>
    public static TrainingJob Prepare(DataChoice choice, Recipe recipe, ulong seed, string model, TrainingOptions? extras = null, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (extras?.EarlyStopping is not null && choice.Validation == 0)
            throw new SettingException("early-stopping", "it watches samples that are not trained on. Add --validation 5000, or leave it out.");
        return Prepare(choice, recipe, TrainData.Load(choice, seed, progress, cancellation), seed, model, extras);
    }

    /// <summary>The same with data that are loaded already.</summary>
    public static TrainingJob Prepare(DataChoice choice, Recipe recipe, TrainData data, ulong seed, string model, TrainingOptions? extras = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        CheckData(recipe, choice, data);
        TrainingOptions options = (extras ?? new()) with
        {
            Epochs = recipe.Epochs,
            BatchSize = recipe.Batch,
            Seed = seed,
            Shuffle = recipe.Shuffle,
            Augmentation = recipe.Augmentation,
            Validation = data.Validation,
        };
        try
        {
            Network network = recipe.CreateNetwork(data.Train.Data, seed);
            network.TrainingSummary = TrainFacts.Before(choice, recipe, seed, model);
            return new TrainingJob(new Trainer(network, data.Train.Data, recipe.CreateOptimizer(), recipe.Loss, options), data, choice, recipe, seed);
        }
        catch (ArgumentException e)
        {
            throw new SettingException(SettingException.WholeRecipe, Plain(e), e);
        }
    }

    /// <summary>Refuses a recipe that cannot be used on the data.</summary>
    /// <exception cref="SettingException">Its augmentation, its loss or its targets are for other data.</exception>
    public static void CheckData(Recipe recipe, DataChoice choice, TrainData data)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(data);
        if (recipe.Augmentation?.Changes.Any(change => change is Redrawn) == true && choice.Data != DataSource.Generated)
            throw new SettingException("augment", $"'redrawn' draws digits in place of the samples, which is for --data generated, but the data are '{choice.Data}'. Leave it out, or choose another preset.");
        if (recipe.Augmentation is not null && !data.Train.Data.Shape.IsImage)
            throw new SettingException("augment", $"it changes pictures, but the samples of {data.Train.Name} are rows of {data.Train.Data.FeatureCount} values. Leave it out.");
        if (recipe.Loss is CrossEntropy or BinaryCrossEntropy && !data.Train.Data.IsClassification)
            throw new SettingException("loss", $"{recipe.Loss.Name} is for classes, but the samples of {data.Train.Name} have values. Use half-squared-error.");
        if (recipe.Targets != Targets.All[0] && !data.Train.Data.IsClassification)
            throw new SettingException("targets", $"it says how classes are written as outputs, but the samples of {data.Train.Name} have values. Leave it out.");
    }

    /// <summary>After the training: calibrates the network where there is something to do it on, scores it on the test data, and writes into its summary what came of it.</summary>
    /// <param name="result">What the training came to.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="cancellation">Stops the scoring.</param>
    /// <exception cref="OperationCanceledException">The scoring was stopped.</exception>
    public TrainOutcome Finish(TrainingResult result, TimeSpan duration, CancellationToken cancellation = default)
    {
        Network network = Trainer.Network;
        int threads = Trainer.Options.Threads;
        Calibration? calibration = Data.Calibration is { } heldOut && Calibration.Hindrance(network) is null ? network.Calibrate(heldOut.Data, threads: threads, cancellationToken: cancellation) : null;
        Evaluation? test = Data.Test.Data.IsClassification ? network.Evaluate(Data.Test.Data, threads, cancellationToken: cancellation) : null;
        Evaluation? mnist = Data.Mnist is { } digits ? network.Evaluate(digits.Data, threads, cancellationToken: cancellation) : null;
        RegressionEvaluation? values = test is null ? network.EvaluateRegression(Data.Test.Data, threads, cancellation) : null;
        var outcome = new TrainOutcome(result, duration, calibration, test, mnist, values);
        network.TrainingSummary = TrainFacts.After(network, Trainer.EpochsDone, Data, outcome);
        return outcome;
    }

    /// <summary>The message without the name of a parameter, which tells the user nothing.</summary>
    public static string Plain(ArgumentException e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Message.Split(" (Parameter", 2)[0];
    }
}
