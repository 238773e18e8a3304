using System.Globalization;
using Glia.Formats;

namespace Glia;

/// <summary>Checkpoints of trainings, as files. A training keeps two: the newest, and beside it the one before with <c>.previous</c> at the end of its name.</summary>
public static class Checkpoint
{
    private const string PreviousEnding = ".previous";

    /// <summary>Where the checkpoint before the newest is kept.</summary>
    public static string Previous(string path) => path + PreviousEnding;

    /// <summary>Whether there is something to resume at <paramref name="path"/>: the newest checkpoint or the one before.</summary>
    public static bool Exists(string path) => File.Exists(path) || File.Exists(Previous(path));

    /// <summary>What a checkpoint holds: the network, how far its training has come and how it goes on. Nothing is trained.</summary>
    /// <param name="path">The file.</param>
    /// <param name="custom">The activations of your own that the network uses.</param>
    /// <exception cref="InvalidFileException">The file is not a sound checkpoint.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="custom"/> has the name of a built-in activation, or two have the same.</exception>
    public static CheckpointInfo Describe(string path, params Activation[] custom) => new(path, Read(path, custom));

    internal static CheckpointContent Read(string path, Activation[] custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return CheckpointFile.Read(stream, path, custom);
    }

    /// <summary>The newest checkpoint that is whole, and a note where that is not the newest of all.</summary>
    internal static (CheckpointContent Content, string? Notice) ReadNewest(string path, Activation[] custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Exception newest;
        try
        {
            return (Read(path, custom), null);
        }
        catch (Exception cause) when (IsDamage(cause) && File.Exists(Previous(path)))
        {
            newest = cause;
        }

        try
        {
            CheckpointContent content = Read(Previous(path), custom);
            string reason = newest is FileNotFoundException ? $"{path} is missing." : newest.Message;
            return (content, $"The newest checkpoint could not be used ({reason}) The one before it, {Previous(path)}, was taken, at step {content.State.Step}.");
        }
        catch (InvalidFileException)
        {
            throw newest;
        }
    }

    // With these, the file is whole but is not what was asked for, and an older one would be no better.
    private static bool IsDamage(Exception cause) => cause is FileNotFoundException
        || (cause is InvalidFileException invalid && invalid.Rule is not ("version" or "not-glia" or "not-a-checkpoint" or "unknown-activation"));
}

/// <summary>What a checkpoint holds.</summary>
public sealed class CheckpointInfo
{
    internal CheckpointInfo(string path, CheckpointContent content)
    {
        Path = path;
        Network = content.Network;
        Optimizer = content.Optimizer;
        Loss = content.Loss;
        Options = content.Options;
        EpochsDone = content.State.Epoch;
        SamplesDone = content.State.Position;
        StepsDone = content.State.Step;
        SamplesPerEpoch = content.Data.Samples;
        StoppedEarly = content.State.Stopped;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The network as it stands.</summary>
    public Network Network { get; }

    /// <summary>How its weights move, with the schedule.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>What is made small.</summary>
    public Loss Loss { get; }

    /// <summary>
    /// How the training runs: epochs, batch size, seed, early stopping. What belongs to one machine or one run (threads, progress, paths, validation data) is not in a checkpoint and has its default here; of
    /// <see cref="TrainingOptions.Augmentation"/> only the <see cref="Augmentation.Description"/> is kept: it describes, and changes no samples.
    /// </summary>
    public TrainingOptions Options { get; }

    /// <summary>Whole epochs done.</summary>
    public int EpochsDone { get; }

    /// <summary>Samples done in the epoch under way.</summary>
    public int SamplesDone { get; }

    /// <summary>Samples of one epoch.</summary>
    public int SamplesPerEpoch { get; }

    /// <summary>Steps done.</summary>
    public long StepsDone { get; }

    /// <summary>Steps left to the last epoch's end; 0 where the training is over.</summary>
    public long StepsLeft
    {
        get
        {
            if (IsDone) return 0;
            long batch = Options.BatchSize == 0 ? SamplesPerEpoch : Math.Min(Options.BatchSize, SamplesPerEpoch);
            return (((SamplesPerEpoch + batch - 1) / batch) * (Options.Epochs - EpochsDone)) - ((SamplesDone + batch - 1) / batch);
        }
    }

    /// <summary>Whether early stopping ended the training.</summary>
    public bool StoppedEarly { get; }

    /// <summary>Whether there is nothing left to train.</summary>
    public bool IsDone => StoppedEarly || EpochsDone >= Options.Epochs;

    /// <inheritdoc/>
    public override string ToString()
    {
        string left = StoppedEarly ? "stopped early" : IsDone ? "done" : $"{StepsLeft} steps left";
        return string.Create(CultureInfo.InvariantCulture, $"{Network.Inputs} inputs, {string.Join(", ", Network.Layers)}; {Optimizer.Name} {Optimizer.LearningRate}, {Loss.Name}; {EpochsDone} of {Options.Epochs} epochs and {SamplesDone} of {SamplesPerEpoch} samples done, step {StepsDone}, {left}");
    }
}
