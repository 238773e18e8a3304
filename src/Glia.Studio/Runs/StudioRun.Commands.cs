using System.Diagnostics;
using Glia.Pages;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Runs;

// What may be done to a run by hand. A training that is under way waits meanwhile, and goes on afterwards.
internal sealed partial class StudioRun
{
    /// <summary>Trains from where it stands.</summary>
    /// <param name="pace">How fast, so that one can watch.</param>
    /// <param name="cancellation">Gives up waiting for the data.</param>
    public Task PlayAsync(Pace pace, CancellationToken cancellation) => InTurn(async () =>
    {
        await StopAsync();
        TrainingJob job = await JobAsync(cancellation);
        CheckGoesOn(job.Trainer);
        Start(job, pace);
        return true;
    }, cancellation);

    public Task PauseAsync() => InTurn(async () => await StopAsync(), CancellationToken.None);

    /// <summary>So many steps, one unless told otherwise.</summary>
    public Task StepAsync(int steps, CancellationToken cancellation) => WhilePaused(trainer =>
    {
        CheckGoesOn(trainer);
        double loss = 0;
        for (int i = 0; i < steps && !trainer.IsDone; i++) loss = OneStep(trainer);
        Show(trainer, loss);
        return trainer;
    }, goesOn: false, cancellation);

    /// <summary>To the end of the epoch.</summary>
    public Task EpochAsync(CancellationToken cancellation) => WhilePaused(trainer =>
    {
        CheckGoesOn(trainer);
        Take(trainer.RunEpoch(cancellation));
        return trainer;
    }, goesOn: false, cancellation);

    /// <summary>Back to the starting weights.</summary>
    public Task ResetAsync(CancellationToken cancellation) => InTurn(async () =>
    {
        await StopAsync();
        TrainingJob? old = _job;
        TrainData data = old?.Data ?? await _data.GetAsync(_settings.Choice, _settings.Seed, new Loading(this), cancellation);
        _folder.Clear();
        Curve.Cut(0);
        Progress = null;
        _job = New(data);
        Publish(_job.Trainer.Network);
        Change(r => Describe(r with { EpochsBefore = 0 }, _job) with
        {
            Status = RunStatus.Ready,
            Message = null,
            Epoch = 0,
            Loss = null,
            Accuracy = null,
            ValidationAccuracy = null,
            TestAccuracy = null,
            Seconds = 0,
            Scores = [],
            Notes = [],
            Divergence = null,
        });
        Save();
        return true;
    }, cancellation);

    /// <summary>As many epochs more, after the last.</summary>
    /// <exception cref="StudioException">The schedule has spread the learning rate over the epochs that were asked for.</exception>
    public Task MoreAsync(int epochs, CancellationToken cancellation) => InTurn(async () =>
    {
        await StopAsync();
        TrainingJob job = await JobAsync(cancellation);
        var options = new ResumeOptions
        {
            Threads = _threads,
            Augmentation = job.Trainer.Options.Augmentation,
            Validation = job.Data.Validation,
            Progress = new Watching(this),
            CheckpointEverySteps = int.MaxValue,
            Epochs = job.Trainer.Options.Epochs + epochs,
        };
        _job = job.Trainer.IsDone ? Longer(job, options) : Onward(job.Data, job.Trainer.Network, epochs);
        Change(r => Describe(r, _job) with { Status = RunStatus.Paused, Notes = [.. r.Notes, $"{epochs} epochs were added after epoch {r.Epoch}."] });
        return true;
    }, cancellation);

    private TrainingJob Longer(TrainingJob job, ResumeOptions options)
    {
        job.Trainer.SaveCheckpoint(_folder.Checkpoint);
        try
        {
            return job with { Trainer = Trainer.Resume(_folder.Checkpoint, job.Data.Train.Data, options) };
        }
        catch (ArgumentException e)
        {
            throw StudioException.Conflict(TrainingJob.Plain(e).Replace(_folder.Checkpoint + ": ", "", StringComparison.Ordinal));
        }
    }

    /// <summary>Goes on from the last good weights after a divergence, with another rate.</summary>
    public Task RecoverAsync(float rate, CancellationToken cancellation) => InTurn(async () =>
    {
        if (Record is not { Status: RunStatus.Diverged, Divergence: { } divergence } || _job is not { } job) throw StudioException.Conflict("This training has not diverged.");
        int left = Math.Max(1, Record.Epochs - divergence.LastGoodEpoch);
        Recipe recipe = _settings.Recipe with { Rate = NumberRule.Positive.Find(Num.Exact(rate)) ?? throw StudioException.Bad("lr", NumberRule.Positive.Refusal(Num.Exact(rate))), Epochs = left };
        TrainingOptions options = job.Trainer.Options with { Epochs = left, Progress = new Watching(this) };
        _job = job with { Trainer = new Trainer(job.Trainer.Network, job.Data.Train.Data, recipe.CreateOptimizer(), recipe.Loss, options), Recipe = recipe };
        Curve.Cut(divergence.LastGoodEpoch);
        Change(r => Describe(r with { EpochsBefore = divergence.LastGoodEpoch }, _job) with
        {
            Status = RunStatus.Paused,
            Epoch = divergence.LastGoodEpoch,
            Divergence = null,
            Notes = [.. r.Notes, $"After epoch {divergence.LastGoodEpoch} the rate was set to {Num.Exact(rate)}, for the training had diverged."],
        });
        await Task.Run(() => Keep(_job.Trainer, Record.Seconds), cancellation);
        return true;
    }, cancellation);

    /// <summary>Sets a weight, or a bias where <paramref name="input"/> is −1, and measures what comes of it.</summary>
    /// <returns>Loss and accuracy on the training data, before and after.</returns>
    public Task<WeightChange> SetWeightAsync(int layer, int unit, int input, float value, CancellationToken cancellation)
    {
        if (!float.IsFinite(value)) throw StudioException.Bad("value", "A weight must be a number.");
        return WhilePaused(trainer =>
        {
            Network network = trainer.Network;
            if (layer < 0 || layer >= network.Layers.Count || network.Layers[layer] is not Dense dense || unit < 0 || unit >= dense.Units || input < -1 || (input >= 0 && input >= network.Weights(layer).In) || (input == -1 && !dense.Bias))
                throw StudioException.Missing("There is no such weight.");
            (double lossBefore, double accuracyBefore) = trainer.Measure(trainer.Data);
            float before = input < 0 ? network.Biases(layer)[unit] : network.Weights(layer)[unit, input];
            if (input < 0) network.Biases(layer)[unit] = value;
            else SetWeight(network, layer, unit, input, value);
            (double loss, double accuracy) = trainer.Measure(trainer.Data);
            string name = input < 0 ? $"bias of neuron {unit + 1}" : $"weight {input + 1} of neuron {unit + 1}";
            Change(r => r with { Notes = [.. r.Notes.Take(200), $"In epoch {r.Epoch}, the {name} in layer {layer + 1} was set from {Num.Of(before)} to {Num.Exact(value)} by hand."] });
            return new WeightChange(before, value, Finite(lossBefore), Finite(loss), Finite(accuracyBefore), Finite(accuracy));
        }, goesOn: true, cancellation);
    }

    public Task RenameAsync(string name) => InTurn(() =>
    {
        Change(r => r with { Name = name });
        Save();
        return Task.FromResult(true);
    }, CancellationToken.None);

    /// <summary>Stops training and writes everything; the run can be opened again.</summary>
    public Task CloseAsync() => InTurn(LetGoAsync, CancellationToken.None, isForGone: true);

    /// <summary>Closes the run and has its files taken away. Whoever still holds it is told that it is gone: what he does would bring half of it back.</summary>
    /// <param name="takeAway">Takes the files away; where it throws, the run stays.</param>
    public Task PutAwayAsync(Action takeAway) => InTurn(async () =>
    {
        await LetGoAsync();
        takeAway();
        return _isGone = true;
    }, CancellationToken.None);

    private async Task<bool> LetGoAsync()
    {
        if (!await StopAsync()) KeepWhatWasDoneByHand();
        _job = null;
        return true;
    }

    // What a training comes to is kept when it stops. A step or a weight by hand is not, as long as somebody may take the next one.
    private void KeepWhatWasDoneByHand()
    {
        if (_job is not { } job || Record.Status is not (RunStatus.Ready or RunStatus.Paused or RunStatus.Done)) return;
        if (Record.Epoch > 0 || job.Trainer.StepsDone > 0 || Record.Notes.Count > 0) TryKeep(job.Trainer, Record.Seconds, r => r);
    }

    /// <summary>Lets go of data and trainer where nobody has used them for <paramref name="time"/>.</summary>
    public async Task RestAsync(TimeSpan time)
    {
        if (_job is null || IsPlaying || Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastUse)) < time || !await _turn.WaitAsync(0)) return;
        try
        {
            if (IsPlaying || _job is null || Record.Status == RunStatus.Diverged) return;
            KeepWhatWasDoneByHand();
            _job = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void CheckGoesOn(Trainer trainer)
    {
        if (Record.Status == RunStatus.Done) throw StudioException.Conflict("This training is done. Add epochs, or reset it.");
        if (Record.Status == RunStatus.Diverged) throw StudioException.Conflict("This training has diverged. Go on from the last good weights with a smaller rate, or reset it.");
        if (trainer.IsDone) throw StudioException.Conflict("This training is done. Add epochs, or reset it.");
    }

    private double OneStep(Trainer trainer)
    {
        int epoch = trainer.EpochsDone;
        double loss = trainer.Step();
        if (trainer.EpochsDone != epoch) Take(trainer.LastEpoch!);
        return loss;
    }

    /// <summary>What the progress is after steps by hand, of which the trainer, which reports every so often, may have left out the last.</summary>
    private void Show(Trainer trainer, double loss)
    {
        int batch = trainer.Options.BatchSize == 0 ? trainer.Data.Count : Math.Min(trainer.Options.BatchSize, trainer.Data.Count);
        int done = (int)Math.Min(trainer.Data.Count, (trainer.StepsDone - ((long)trainer.EpochsDone * trainer.StepsPerEpoch)) * batch);
        int before = Record.EpochsBefore;
        Progress = trainer.IsDone ? null : new TrainingProgress
        {
            Epoch = trainer.EpochsDone + 1,
            Epochs = before + trainer.Options.Epochs,
            SamplesDone = done,
            SamplesPerEpoch = trainer.Data.Count,
            Loss = loss,
            Accuracy = double.NaN,
            LearningRate = trainer.Optimizer.LearningRate,
            SamplesPerSecond = 0,
            Elapsed = TimeSpan.Zero,
        };
    }

    /// <summary>Does something with the trainer while it does nothing itself, then shows and keeps what came of it.</summary>
    private Task WhilePaused(Func<Trainer, Trainer> work, bool goesOn, CancellationToken cancellation) => WhilePaused<Trainer>(work, goesOn, cancellation);

    private Task<T> WhilePaused<T>(Func<Trainer, T> work, bool goesOn, CancellationToken cancellation) => InTurn(async () =>
    {
        bool wasPlaying = await StopAsync();
        TrainingJob job = await JobAsync(cancellation);
        Pace pace = _pace;
        try
        {
            return await Task.Run(() => work(job.Trainer), CancellationToken.None);
        }
        catch (TrainingDivergedException e)
        {
            Diverge(job.Trainer, e, Record.Seconds);
            throw StudioException.Conflict(e.Message);
        }
        finally
        {
            if (Record.Status != RunStatus.Diverged) await AfterAsync(job, wasPlaying && goesOn, pace);
        }
    }, cancellation);

    private async Task AfterAsync(TrainingJob job, bool goesOn, Pace pace)
    {
        Publish(job.Trainer.Network);
        if (goesOn && !job.Trainer.IsDone) Start(job, pace);
        else if (job.Trainer.IsDone && Record.Status != RunStatus.Done) await Task.Run(() => Finish(job, Record.Seconds, TimeSpan.Zero));
        else if (Record.Status is RunStatus.Ready or RunStatus.Paused && job.Trainer.StepsDone > 0) Change(r => r with { Status = RunStatus.Paused });
    }

    private async Task<T> InTurn<T>(Func<Task<T>> work, CancellationToken cancellation, bool isForGone = false)
    {
        Interlocked.Exchange(ref _lastUse, Stopwatch.GetTimestamp());
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_isGone && !isForGone) throw RunStore.Missing();
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static void SetWeight(Network network, int layer, int unit, int input, float value)
    {
        WeightMatrix weights = network.Weights(layer);
        weights[unit, input] = value;
    }
}

/// <summary>What a change of one weight by hand came to.</summary>
internal sealed record WeightChange(float Before, float After, double? LossBefore, double? Loss, double? AccuracyBefore, double? Accuracy);
