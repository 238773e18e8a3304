namespace Glia;

/// <summary>Training met a number that is not one. The network holds the weights of the beginning of the epoch again, the last that were known to be good.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Training stopped in <paramref name="epoch"/> (from 1) at <paramref name="step"/> (from 1) because of <paramref name="cause"/>.</summary>
    public TrainingDivergedException(int epoch, long step, string cause)
        : base($"Training stopped in epoch {epoch} at step {step}: {cause} The weights from the beginning of the epoch are kept.")
    {
        Epoch = epoch;
        Step = step;
        Cause = cause;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step, from 1.</summary>
    public long Step { get; }

    /// <summary>What was found, in a sentence.</summary>
    public string Cause { get; }
}
