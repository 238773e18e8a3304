using System.Diagnostics;
using Glia.Pages;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Runs;

// How a run trains: on a thread of its own, the very loop that 'glia train' runs. Whoever watches is shown copies, made only while somebody looks.
internal sealed partial class StudioRun
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(30), LeastSnapshotInterval = TimeSpan.FromMilliseconds(150);
    private const int SnapshotShare = 200; // copies take at most this part of the time: one in so many

    private CancellationTokenSource? _stop;
    private Task _loop = Task.CompletedTask;
    private volatile bool _isLookedAt;
    private long _nextSnapshot;
    private Pace _pace = new();

    private bool IsPlaying => _stop is not null && !_loop.IsCompleted;

    /// <summary>Loads data and network; the page shows how it goes.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!_isGone) await JobAsync(cancellation);
        }
        catch (Exception e) when (e is SettingException or InputFileException or InvalidFileException or ArgumentException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            Change(r => r with { Status = RunStatus.Failed, Message = e.Message });
            Save();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The trainer: kept, gone on with from the checkpoint, or new.</summary>
    private async Task<TrainingJob> JobAsync(CancellationToken cancellation)
    {
        if (_job is not null) return _job;
        RunStatus before = Record.Status;
        if (before == RunStatus.Failed) throw StudioException.Conflict($"This run could not be prepared: {Record.Message}");
        var progress = new Loading(this);
        TrainData data = await _data.GetAsync(_settings.Choice, _settings.Seed, progress, cancellation);
        TrainingJob job = await Task.Run(() => Open(data), cancellation);
        Publish(job.Trainer.Network);
        Change(r => Describe(r, job) with { Status = before == RunStatus.Preparing ? RunStatus.Ready : before, Message = null });
        Save();
        return _job = job;
    }

    private TrainingJob Open(TrainData data)
    {
        Recipe recipe = _settings.Recipe;
        if (!Checkpoint.Exists(_folder.Checkpoint)) return Record.Epoch > 0 && File.Exists(_folder.Model) ? Onward(data, Glia.Network.Load(_folder.Model), recipe.Epochs) : New(data);
        TrainingJob.CheckData(recipe, _settings.Choice, data);
        var options = new ResumeOptions { Threads = _threads, Augmentation = recipe.Augmentation, Validation = data.Validation, Progress = new Watching(this), CheckpointEverySteps = int.MaxValue };
        Trainer trainer = Resume(data, options);
        Curve.Cut(Record.EpochsBefore + trainer.EpochsDone);
        return new TrainingJob(trainer, data, _settings.Choice, recipe, _settings.Seed);
    }

    private Trainer Resume(TrainData data, ResumeOptions options)
    {
        try
        {
            return Trainer.Resume(_folder.Checkpoint, data.Train.Data, options);
        }
        catch (ArgumentException e) when (e.ParamName == "data")
        {
            throw new StudioException(409, "The samples have changed since this training was stopped, so it cannot go on where it was. Reset it, and it begins again with the samples as they are now.", "data", e);
        }
    }

    private TrainingJob New(TrainData data) =>
        TrainingJob.Prepare(_settings.Choice, _settings.Recipe, data, _settings.Seed, "model.safetensors", new TrainingOptions { Threads = _threads, Progress = new Watching(this) });

    /// <summary>A new trainer for a network that has been trained before and whose training is not at hand: one that was shared.</summary>
    private TrainingJob Onward(TrainData data, Network network, int epochs)
    {
        SavedModel.CheckFits(network, Record.Name, data.Train);
        Recipe recipe = _settings.Recipe with { Epochs = epochs };
        TrainingJob job = TrainingJob.Prepare(_settings.Choice, recipe, data, _settings.Seed, "model.safetensors", new TrainingOptions { Threads = _threads, Progress = new Watching(this) });
        var trainer = new Trainer(network, data.Train.Data, recipe.CreateOptimizer(), recipe.Loss, job.Trainer.Options);
        Change(r => r with { EpochsBefore = r.Epoch });
        return job with { Trainer = trainer };
    }

    private void Start(TrainingJob job, Pace pace)
    {
        _pace = pace;
        _stop = new CancellationTokenSource();
        CancellationToken stop = _stop.Token;
        Change(r => r with { Status = RunStatus.Training, Message = null, Divergence = null });
        _loop = Task.Factory.StartNew(() => Train(job, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task<bool> StopAsync()
    {
        if (_stop is null) return false;
        bool wasPlaying = IsPlaying;
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _stop = null;
        return wasPlaying && Record.Status == RunStatus.Paused;
    }

    private void Train(TrainingJob job, CancellationToken stop)
    {
        Trainer trainer = job.Trainer;
        double before = Record.Seconds;
        var clock = Stopwatch.StartNew();
        TimeSpan saved = TimeSpan.Zero;
        var pacer = new Pacer(_pace, trainer.Options.Epochs, trainer.EpochsDone);
        try
        {
            while (!trainer.IsDone)
            {
                Take(trainer.RunEpoch(stop));
                if (clock.Elapsed - saved > SaveInterval)
                {
                    Keep(trainer, before + clock.Elapsed.TotalSeconds);
                    saved = clock.Elapsed;
                }

                if (!trainer.IsDone) pacer.Wait(stop);
            }

            Finish(job, before + clock.Elapsed.TotalSeconds, clock.Elapsed);
        }
        catch (OperationCanceledException)
        {
            Pause(trainer, before + clock.Elapsed.TotalSeconds);
        }
        catch (TrainingDivergedException e)
        {
            Diverge(trainer, e, before + clock.Elapsed.TotalSeconds);
        }
        catch (Exception e)
        {
            Change(r => r with { Status = RunStatus.Failed, Message = e is OutOfMemoryException ? "There is not enough memory. Use smaller layers, a smaller batch or fewer samples." : e.Message });
            TrySave();
        }
    }

    private void Take(EpochReport report)
    {
        Curve.Add(CurvePoint.Of(report, _record.EpochsBefore));
        lock (_lock) _record = Told(_record, report);
        Interlocked.Increment(ref _version);
    }

    private static RunRecord Told(RunRecord record, EpochReport report) => record with
    {
        Epoch = record.EpochsBefore + report.Epoch,
        Loss = Finite(report.Loss),
        Accuracy = Finite(report.Accuracy),
        ValidationAccuracy = Finite(report.ValidationAccuracy),
    };

    private void Pause(Trainer trainer, double seconds)
    {
        Publish(trainer.Network);
        TryKeep(trainer, seconds, r => r with { Status = RunStatus.Paused });
    }

    private void Diverge(Trainer trainer, TrainingDivergedException e, double seconds)
    {
        Publish(trainer.Network); // the trainer has gone back to the last good weights
        Progress = null;
        int before = Record.EpochsBefore;
        Change(r => r with { Status = RunStatus.Diverged, Seconds = seconds, Divergence = new RunDivergence(before + e.Epoch, e.Step, e.Cause, before + e.Epoch - 1) });
        trainer.Network.Save(_folder.Model);
        TrySave();
    }

    private void Finish(TrainingJob job, double seconds, TimeSpan elapsed)
    {
        Change(r => r with { Seconds = seconds, Message = "Scoring on the test data" });
        TrainOutcome outcome = job.Finish(new TrainingResult { Epochs = [], StoppedEarly = job.Trainer.EpochsDone < job.Trainer.Options.Epochs }, elapsed);
        Publish(job.Trainer.Network);
        Progress = null;
        TryKeep(job.Trainer, seconds, r => r with { Status = RunStatus.Done, Message = null, TestAccuracy = outcome.Test?.Accuracy, Scores = [.. Scores(job, outcome)] });
    }

    private static IEnumerable<RunScore> Scores(TrainingJob job, TrainOutcome outcome)
    {
        if (outcome.Test is { } test) yield return new(job.Data.Test.Name, test.Accuracy, null, (int)Math.Round(test.Accuracy * job.Data.Test.Data.Count), job.Data.Test.Data.Count);
        if (outcome.Values is { } values) yield return new(job.Data.Test.Name, null, Math.Sqrt(values.MeanSquaredError), 0, job.Data.Test.Data.Count);
        if (outcome.Mnist is { } mnist && job.Data.Mnist is { } digits) yield return new(digits.Name, mnist.Accuracy, null, (int)Math.Round(mnist.Accuracy * digits.Data.Count), digits.Data.Count);
    }

    /// <summary>Writes everything, so that neither a reload nor the end of the studio loses anything. Whoever sees the new status finds the files written.</summary>
    private void Keep(Trainer trainer, double seconds, Func<RunRecord, RunRecord>? change = null)
    {
        trainer.SaveCheckpoint(_folder.Checkpoint);
        trainer.Network.Save(_folder.Model);
        Change(r => (change?.Invoke(r) ?? r) with { Seconds = seconds });
        Save();
    }

    private void TryKeep(Trainer trainer, double seconds, Func<RunRecord, RunRecord> change)
    {
        try
        {
            Keep(trainer, seconds, change);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Change(r => change(r) with { Seconds = seconds, Message = $"Not saved: {e.Message}" });
        }
    }

    private void TrySave()
    {
        try
        {
            Save();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Change(r => r with { Message = $"Not saved: {e.Message}" });
        }
    }

    /// <summary>Hears from the trainer, on its own thread and between two steps, some twenty times a second.</summary>
    private sealed class Watching(StudioRun run) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            run.Progress = value;
            Interlocked.Increment(ref run._version);
            if (!run._isLookedAt || Stopwatch.GetTimestamp() < run._nextSnapshot || run._job is not { } job) return;
            run._isLookedAt = false;
            long start = Stopwatch.GetTimestamp();
            run.Publish(job.Trainer.Network);
            long took = Stopwatch.GetTimestamp() - start;
            run._nextSnapshot = start + Math.Max((long)(LeastSnapshotInterval.TotalSeconds * Stopwatch.Frequency), took * SnapshotShare);
        }
    }

    /// <summary>Tells how loading the data goes.</summary>
    private sealed class Loading(StudioRun run) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => run.Change(r => r with { Message = $"{value.What} {Num.Count(value.Done)} of {Num.Count(value.Total)}" });
    }
}
