namespace Glia.Cli;

/// <summary>A training as the tool runs it: who watches, and where its files go.</summary>
/// <param name="Training">The training.</param>
/// <param name="View">Who watches.</param>
/// <param name="Out">Where the model goes.</param>
/// <param name="Checkpoint">Where the training is saved if it is stopped.</param>
/// <param name="Ranks">The processes that share it; null for this one alone.</param>
internal sealed record TrainJob(TrainingJob Training, TrainingView View, string Out, string Checkpoint, TrainingRanks? Ranks = null)
{
    /// <summary>Whether this process speaks and writes.</summary>
    public bool IsFirst => Ranks?.IsFirst ?? true;

    public Trainer Trainer => Training.Trainer;

    public TrainData Data => Training.Data;

    /// <summary>How; null for a resumed training, whose checkpoint knows.</summary>
    public Recipe? Recipe => Training.Recipe;

    /// <summary>Trains to the end.</summary>
    /// <exception cref="ToolException">The training was stopped, or diverged; the message says what was saved.</exception>
    public TrainingResult Run(ToolConsole console)
    {
        try
        {
            return Trainer.Fit(View.Write, console.Cancellation);
        }
        catch (OperationCanceledException)
        {
            View.Dispose();
            throw Stopped(console);
        }
        catch (TrainingDivergedException e)
        {
            View.Dispose();
            throw Diverged(e);
        }
    }

    /// <summary>Takes the checkpoint away, and the one before it.</summary>
    public void DeleteCheckpoint()
    {
        File.Delete(Checkpoint);
        File.Delete(Glia.Checkpoint.Previous(Checkpoint));
    }

    private ToolException Stopped(ToolConsole console)
    {
        string resume = $"{console.Command} train --resume {Shell.Quote(Checkpoint)}";
        int samples = (int)Math.Min(Trainer.Data.Count, (Trainer.StepsDone - ((long)Trainer.EpochsDone * Trainer.StepsPerEpoch)) * Math.Max(1, BatchSize));
        try
        {
            if (IsFirst) Trainer.SaveCheckpoint(Checkpoint);
        }
        catch (InvalidOperationException e)
        {
            return ToolException.Failed($"Stopped, and not saved: {e.Message}", innerException: e);
        }

        return ToolException.Stopped(
            $"Stopped in epoch {Trainer.EpochsDone + 1} of {Trainer.Options.Epochs} after {Show.Count(samples)} of {Show.Count(Trainer.Data.Count)} samples. " +
            $"Saved to {Checkpoint}. Go on with:", Ranks?.Command(resume) ?? resume);
    }

    private int BatchSize => Trainer.Options.BatchSize == 0 ? Trainer.Data.Count : Trainer.Options.BatchSize;

    /// <summary>After a first whole epoch, the weights are worth keeping: the trainer has gone back to them.</summary>
    private ToolException Diverged(TrainingDivergedException e)
    {
        string where = $"Training diverged in epoch {e.Epoch} at step {Show.Count(e.Step)}: {e.Cause}";
        if (e.Epoch == 1) return ToolException.Failed($"{where} Nothing was saved: there is no whole epoch to keep.", innerException: e);
        if (IsFirst) Trainer.Network.Save(Out);
        return ToolException.Failed($"{where} The weights from the end of epoch {e.Epoch - 1} were saved to {Out}.", Out, e);
    }
}
