using Glia.Formats;

namespace Glia;

// Saving a training and going on with it: a training that was interrupted ends with the same bits as one that was not.
public sealed partial class Trainer
{
    private DataFingerprint? _data, _validation;
    private long _savedStep; // what was done up to here is in a checkpoint, or need not be
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal); // files that hold sound checkpoints of this training
    private string? _damaged; // a damaged checkpoint, whose sound predecessor must not be lost

    /// <summary>What was out of the ordinary when the training was resumed, in a sentence: the newest checkpoint was damaged and the one before was taken. Null where nothing was.</summary>
    public string? ResumeNotice { get; private init; }

    /// <summary>
    /// Goes on with the training whose checkpoint is at <paramref name="path"/>. Where that file is damaged, the checkpoint before it is taken and
    /// <see cref="ResumeNotice"/> says so. Further checkpoints are written as before.
    /// </summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="data">The same data in the same order as before.</param>
    /// <param name="options">What is told anew; null for nothing.</param>
    /// <param name="custom">The activations of your own that the network uses.</param>
    /// <exception cref="InvalidFileException">Neither the checkpoint nor the one before it is sound.</exception>
    /// <exception cref="ArgumentException">The data or the options do not go with the checkpoint, and the message says what differs; or one of <paramref name="custom"/> has the name of a built-in activation, or two have the same.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    /// <exception cref="RanksDifferException">The ranks have not the same checkpoint or data.</exception>
    public static Trainer Resume(string path, Dataset data, ResumeOptions? options = null, params Activation[] custom)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new ResumeOptions();
        (CheckpointContent content, string? notice) = Checkpoint.ReadNewest(path, custom);
        DataFingerprint found = CheckData(path, content, data);
        DataFingerprint? validation = CheckValidation(path, content, options);
        TrainingOptions full = content.Options with
        {
            Epochs = CheckEpochs(path, content, options),
            Threads = options.Threads,
            Ranks = options.Ranks,
            Augmentation = CheckAugmentation(path, content, options),
            Validation = options.Validation,
            Progress = options.Progress,
            CheckpointPath = options.CheckpointPath ?? path,
            CheckpointEverySteps = options.CheckpointEverySteps ?? content.Options.CheckpointEverySteps,
        };
        var trainer = new Trainer(content.Network, data, content.Optimizer, content.Loss, full) { ResumeNotice = notice, _data = found, _validation = validation };
        trainer.Restore(content);
        if (notice is null) trainer._ours.Add(Path.GetFullPath(path));
        else trainer._damaged = Path.GetFullPath(path);
        return trainer;
    }

    /// <summary>
    /// Saves the training as it stands, between two steps: network, optimiser, position. A checkpoint that this training wrote there before is kept as
    /// <see cref="Checkpoint.Previous"/>. The file is replaced only by a complete new one.
    /// </summary>
    /// <exception cref="InvalidOperationException">A weight is infinite or NaN, or the network or the schedule has parts that a file cannot hold.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there.</exception>
    public void SaveCheckpoint(string path) => SaveCheckpoint(path, wrap: null);

    internal void SaveCheckpoint(string path, Func<Stream, Stream>? wrap)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<Stream> write = CheckpointFile.Writer(Content());
        string full = Path.GetFullPath(path), previous = Checkpoint.Previous(full);
        bool isOurs = _ours.Contains(full), isDamaged = string.Equals(full, _damaged, StringComparison.Ordinal);
        AtomicFile.Write(path, write, keepOldAs: isOurs ? previous : null, wrap);

        // What another training left there would be no predecessor of this one.
        if (!isOurs && !isDamaged) AtomicFile.TryDelete(previous);
        _ours.Add(full);
        if (isDamaged) _damaged = null;
    }

    private CheckpointContent Content()
    {
        _data ??= DataFingerprint.Of(Data);
        if (Options.Validation is not null) _validation ??= DataFingerprint.Of(Options.Validation);
        return new(Network, Optimizer, Loss, Options, _state, _data, _validation, _slots, _lastGood, Options.EarlyStopping is null ? null : _best);
    }

    private void Restore(CheckpointContent content)
    {
        _state = content.State;
        _savedStep = _state.Step;
        for (int i = 0; i < _slots.Length; i++) content.Slots[i].Span.CopyTo(_slots[i].Span);
        content.LastGood.Span.CopyTo(_lastGood.Span);
        content.Best?.Span.CopyTo(_best.Span);
    }

    /// <summary>Finds out before the first step, not after the first hour, whether checkpoints can be written.</summary>
    private void CheckCheckpoints()
    {
        if (Options.CheckpointPath is not { } path || _exchange is { IsFirst: false }) return;
        AtomicFile.CheckPlace(path);
        _ = CheckpointFile.Writer(Content());
    }

    /// <summary>Writes the checkpoint that is due after a step.</summary>
    private void SaveIfDue(bool hasEpochEnded)
    {
        int every = Options.CheckpointEverySteps;
        if (IsDone || (every == 0 ? hasEpochEnded : _state.Step % every == 0)) SaveProgress();
    }

    /// <summary>Writes a checkpoint, where they are wanted and something has been done since the last.</summary>
    private void SaveProgress()
    {
        if (Options.CheckpointPath is not { } path || _savedStep == _state.Step || _exchange is { IsFirst: false }) return;
        if (!IsFinite(Network.Parameters.Span)) GoBack("a weight became infinite or NaN. Try a smaller learning rate, or clip the gradient.");
        bool wasRunning = _clock.IsRunning;
        _clock.Stop(); // the speed that is reported is that of training
        SaveCheckpoint(path);
        _savedStep = _state.Step;
        if (wasRunning) _clock.Start();
    }

    private static DataFingerprint CheckData(string path, CheckpointContent content, Dataset data)
    {
        DataFingerprint found = content.Data.Again(data);
        if (content.Data.Difference(found) is { } difference)
            throw new ArgumentException($"{path}: the training data are not those of this checkpoint, which {difference}. Resume with the same data in the same order.", nameof(data));
        return found;
    }

    private static DataFingerprint? CheckValidation(string path, CheckpointContent content, ResumeOptions options)
    {
        DataFingerprint? found = options.Validation is not { } validation ? null : content.Validation?.Again(validation) ?? DataFingerprint.Of(validation);
        if (content.Options.EarlyStopping is null && content.Optimizer.Schedule is not ReduceOnPlateau) return found;
        string? difference = (content.Validation, found) switch
        {
            (null, null) => null,
            (null, _) => "had none",
            (_, null) => "had some; give them (Validation)",
            var (before, now) => before.Difference(now),
        };
        if (difference is not null)
            throw new ArgumentException($"{path}: early stopping or the schedule looks at validation data, and these are not those of the checkpoint, which {difference}.", nameof(options));
        return found;
    }

    private static Augmentation? CheckAugmentation(string path, CheckpointContent content, ResumeOptions options)
    {
        string? before = content.Options.Augmentation?.Description, now = options.Augmentation?.Description;
        if (before == now) return options.Augmentation;
        string was = before is null ? "did not change its samples" : $"changed its samples so: {before}", given = now is null ? "none is given (Augmentation)" : $"what is given is: {now}";
        throw new ArgumentException($"{path}: this training {was}, but {given}.", nameof(options));
    }

    private static int CheckEpochs(string path, CheckpointContent content, ResumeOptions options)
    {
        int before = content.Options.Epochs;
        if (options.Epochs is not { } epochs || epochs == before) return before;
        if (epochs < before)
            throw new ArgumentException($"{path}: the training has {before} epochs and cannot be resumed with {epochs}, only with as many or more.", nameof(options));
        if (content.Optimizer.Schedule is CosineDecay or OneCycle or WarmupLinear)
            throw new ArgumentException($"{path}: the schedule {content.Optimizer.Schedule.Name} spreads the learning rate over all {before} epochs, so the training cannot become longer. Start a new one from the saved network.", nameof(options));
        if (content.Options.EarlyStopping is not null && (content.State.Stopped || content.State.Epoch >= before))
            throw new ArgumentException($"{path}: the training is over and its last weights were given up for the best ones, so it cannot become longer. Start a new one from the saved network.", nameof(options));
        return epochs;
    }
}
