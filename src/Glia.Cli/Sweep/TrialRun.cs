using Glia.Formats;

namespace Glia.Cli;

/// <summary>Runs one trial to a rung. The same trial gives the same numbers alone or beside others, at once or stopped and gone on with.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="folder">Where results go.</param>
/// <param name="data">The samples.</param>
/// <param name="saveEvery">How much time of a training may be lost when its process is killed, and the epoch under way.</param>
internal sealed class TrialRun(SweepPlan plan, SweepFolder folder, SweepData data, TimeSpan saveEvery)
{
    private const int NeverBySteps = int.MaxValue; // checkpoints are written here, when their history is up to date

    /// <summary>Trains up to <paramref name="rung"/>, writes the result and says what it is.</summary>
    /// <param name="console">Where loading is told, and Ctrl-C is heard.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="rung">How far.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="threads">Threads of the training; 0 for one per core.</param>
    /// <param name="cancellation">Stops between two steps; what was done is saved.</param>
    /// <exception cref="OperationCanceledException">The training was stopped.</exception>
    public TrialResult Run(ToolConsole console, Trial trial, Rung rung, IProgress<TrainingProgress>? progress, int threads, CancellationToken cancellation)
    {
        SweepSamples samples = data.For(console, trial.Seed);
        Recipe recipe = plan.Recipes[trial.Configuration];
        var result = new TrialResult
        {
            Trial = trial.Number,
            Recipe = [.. trial.RecipeArguments],
            Seed = trial.Seed,
            Status = TrialStatus.Paused,
            Data = samples.Fingerprint,
            Samples = samples.Data.Train.Data.Count,
            Validation = samples.Data.Validation!.Count,
            Planned = recipe.Epochs,
            Epochs = [],
        };
        try
        {
            result = Train(trial, rung, Start(trial, recipe, samples.Data, result, progress, threads), result, cancellation);
        }
        catch (SettingException e)
        {
            result = result with { Status = TrialStatus.Failed, Cause = e.Message };
        }
        catch (ArgumentException e)
        {
            result = result with { Status = TrialStatus.Failed, Cause = TrainingJob.Plain(e) };
        }

        if (Further(trial, result.Epochs.Count) is { } further) result = further;
        else folder.Write(result);
        if (result.IsOver) folder.DropCheckpoint(trial.Number);
        return result;
    }

    /// <summary>What another process has made of the same trial, where that needs no more to be at <paramref name="epochs"/>; else null. This process stood still meanwhile, and has nothing to add.</summary>
    private TrialResult? Further(Trial trial, int epochs) => folder.ReadResult(trial) is { } there && there.HasReached(epochs) ? there : null;

    private TrialResult Train(Trial trial, Rung rung, (Trainer Trainer, IReadOnlyList<TrialEpoch> Done) start, TrialResult result, CancellationToken cancellation)
    {
        Trainer trainer = start.Trainer;
        List<TrialEpoch> epochs = [.. start.Done];
        result = result with { Parameters = trainer.Network.ParameterCount };
        DateTime saved = DateTime.UtcNow;
        try
        {
            while (!trainer.IsDone && trainer.EpochsDone < plan.Epochs(trial, rung))
            {
                epochs.Add(TrialEpoch.Of(trainer.RunEpoch(cancellation)));
                TrialHistory.Put(trainer.Network, epochs);
                if (trainer.IsDone || DateTime.UtcNow - saved < saveEvery) continue;
                Save(trainer, trial);
                saved = DateTime.UtcNow;
            }
        }
        catch (TrainingDivergedException e)
        {
            return result with { Status = TrialStatus.Diverged, Cause = $"Epoch {e.Epoch}, step {e.Step}: {e.Cause}", Epochs = epochs };
        }
        catch (OperationCanceledException)
        {
            TrySave(trainer, trial);
            throw;
        }

        if (trainer.IsDone) SaveModel(trainer.Network, trial, result, epochs);
        else Save(trainer, trial);
        return result with { Status = trainer.IsDone ? TrialStatus.Done : TrialStatus.Paused, Epochs = epochs };
    }

    /// <summary>Goes on where the trial was stopped, or begins it.</summary>
    private (Trainer Trainer, IReadOnlyList<TrialEpoch> Done) Start(Trial trial, Recipe recipe, TrainData samples, TrialResult result, IProgress<TrainingProgress>? progress, int threads)
    {
        if (Resume(trial, recipe, samples, result, progress, threads) is { } resumed) return resumed;
        Trainer trainer = TrainingJob.Prepare(DataOf(result), recipe, samples, trial.Seed, ModelName(trial), new TrainingOptions { Threads = threads, Progress = progress }).Trainer;
        trainer.Network.TrainingSummary = Facts(trial, recipe, result);
        TrialHistory.Put(trainer.Network, []);
        return (trainer, []);
    }

    /// <summary>What goes on from the trial's checkpoint; null where there is none, or it is not this trial's, and the trial is to begin anew, which comes to the same numbers.</summary>
    private (Trainer, IReadOnlyList<TrialEpoch>)? Resume(Trial trial, Recipe recipe, TrainData samples, TrialResult result, IProgress<TrainingProgress>? progress, int threads)
    {
        string file = folder.CheckpointPath(trial.Number);
        if (!Checkpoint.Exists(file)) return null;
        try
        {
            var trainer = Trainer.Resume(file, samples.Train.Data, new ResumeOptions
            {
                Threads = threads,
                Augmentation = recipe.Augmentation,
                Validation = samples.Validation,
                Progress = progress,
                CheckpointPath = folder.Own(file),
                CheckpointEverySteps = NeverBySteps,
            });
            bool isIts = Facts(trial, recipe, result).All(f => trainer.Network.TrainingSummary.GetValueOrDefault(f.Key) == f.Value);
            return isIts && TrialHistory.Find(file, trainer.Network) is { } done && done.Count == trainer.EpochsDone ? (trainer, done) : null;
        }
        catch (Exception e) when (e is InvalidFileException or ArgumentException or IOException)
        {
            return null; // also where another process that runs the same trial was done first, and has dropped it
        }
    }

    private void Save(Trainer trainer, Trial trial)
    {
        string file = folder.CheckpointPath(trial.Number);
        AtomicFile.TryDelete(folder.Own(file)); // where the trainer has saved itself when it was stopped; nothing is to be kept of that
        if (Further(trial, trainer.EpochsDone) is null) folder.Put(file, trainer.SaveCheckpoint);
    }

    private void TrySave(Trainer trainer, Trial trial)
    {
        try
        {
            Save(trainer, trial);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // The trial begins anew then, which comes to the same numbers.
        }
    }

    private void SaveModel(Network network, Trial trial, TrialResult result, List<TrialEpoch> epochs)
    {
        TrialHistory.Drop(network);
        network.TrainingSummary = new SortedDictionary<string, string>(network.TrainingSummary.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["epochs"] = Show.Count(epochs.Count),
            ["samples"] = Show.Count(result.Samples),
            ["validation accuracy"] = $"{Show.Percent(epochs[^1].ValidationAccuracy)} on {Show.Samples(result.Validation)}{(plan.Spec.IsGate ? "" : " held out")}",
        };
        if (Further(trial, epochs.Count) is null) folder.Put(folder.ModelPath(trial.Number), network.Save);
    }

    private SortedDictionary<string, string> Facts(Trial trial, Recipe recipe, TrialResult result)
    {
        SortedDictionary<string, string> facts = TrainFacts.Before(DataOf(result), recipe, trial.Seed, ModelName(trial));
        facts["trial"] = $"{trial.Number} of a sweep";
        return facts;
    }

    private DataChoice DataOf(TrialResult result) => plan.Spec.Data with { Validation = plan.Spec.Validation(result.Samples + result.Validation) };

    private string ModelName(Trial trial) => Path.GetFileName(folder.ModelPath(trial.Number));
}
