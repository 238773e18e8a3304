namespace Glia;

// The end of an epoch: its report, its validation, and what they say about going on; and word of how an epoch under way is going.
public sealed partial class Trainer
{
    /// <summary>Draws the line under an epoch: its report, and what validation says about going on.</summary>
    private void EndEpoch()
    {
        if (!IsFinite(Network.Parameters.Span)) GoBack("a weight became infinite or NaN. Try a smaller learning rate, or clip the gradient.");
        _exchange?.CheckWeights(Network.Parameters.Span);
        Network.Parameters.Span.CopyTo(_lastGood.Span);
        TimeSpan duration = _clock.Elapsed;
        double loss = _state.LossSum / Data.Count, accuracy = Data.IsClassification ? (double)_state.Correct / Data.Count : double.NaN;
        double speed = (Data.Count - _clockPosition) / duration.TotalSeconds;
        _state = _state with { Epoch = _state.Epoch + 1, Position = 0, LossSum = 0, Correct = 0 };

        (double validationLoss, double validationAccuracy) = Options.Validation is { } validation ? MeasureTogether(validation) : (double.NaN, double.NaN);
        Watch(double.IsNaN(validationLoss) ? loss : validationLoss);
        LastEpoch = new EpochReport
        {
            Epoch = _state.Epoch,
            Epochs = Options.Epochs,
            Loss = loss,
            Accuracy = accuracy,
            ValidationLoss = validationLoss,
            ValidationAccuracy = validationAccuracy,
            LearningRate = _rate,
            Duration = duration,
            SamplesPerSecond = speed,
        };
        Options.Progress?.Report(Progress(_state.Epoch, Data.Count, loss, accuracy, speed, duration));
        _clock.Reset();
    }

    private void StartClock()
    {
        _clock.Restart();
        _clockPosition = _state.Position;
        _nextReport = TimeSpan.Zero;
    }

    private void ReportProgress()
    {
        if (Options.Progress is null || !_clock.IsRunning || _clock.Elapsed < _nextReport) return;
        TimeSpan elapsed = _clock.Elapsed;
        _nextReport = elapsed + ProgressInterval;
        double accuracy = Data.IsClassification ? (double)_state.Correct / _state.Position : double.NaN;
        Options.Progress.Report(Progress(_state.Epoch + 1, _state.Position, _state.LossSum / _state.Position, accuracy, (_state.Position - _clockPosition) / elapsed.TotalSeconds, elapsed));
    }

    private TrainingProgress Progress(int epoch, int samples, double loss, double accuracy, double speed, TimeSpan elapsed) => new()
    {
        Epoch = epoch,
        Epochs = Options.Epochs,
        SamplesDone = samples,
        SamplesPerEpoch = Data.Count,
        Loss = loss,
        Accuracy = accuracy,
        LearningRate = _rate,
        SamplesPerSecond = speed,
        Elapsed = elapsed,
    };

    /// <summary>Shows an epoch's loss to the schedule and to early stopping.</summary>
    private void Watch(double loss)
    {
        if (Optimizer.Schedule is ReduceOnPlateau plateau) _state = _state with { Plateau = plateau.Observe(_state.Plateau, loss) };
        if (Options.EarlyStopping is not { } stopping) return;
        if (loss < _state.BestLoss - stopping.MinimumImprovement)
        {
            Network.Parameters.Span.CopyTo(_best.Span);
            _state = _state with { BestLoss = loss, EpochsSinceBest = 0 };
        }
        else
        {
            _state = _state with { EpochsSinceBest = _state.EpochsSinceBest + 1 };
        }

        bool over = _state.EpochsSinceBest >= stopping.Patience;
        if (over) _state = _state with { Stopped = true };
        if (over || _state.Epoch >= Options.Epochs) _best.Span.CopyTo(Network.Parameters.Span);
    }
}
