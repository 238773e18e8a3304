namespace Glia.Live;

/// <content>What is shown of it.</content>
public sealed partial class LiveSession
{
    /// <summary>What it looks like now.</summary>
    public LiveSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                Version = Version,
                IsRecording = IsRecording,
                IsRunning = IsRunning,
                IsTraining = IsTraining,
                Progress = Progress,
                Outcome = LastOutcome,
                Round = _round,
                ExampleCount = ExampleCount,
                Undoable = Undoable,
                CanRestore = _putAway.Count > 0 || _putAwayGesture is not null,
                InputNames = _project.InputNames,
                Inputs = [.. _inputs],
                Outputs = [.. _outputs.Select(Look)],
                Gestures = GestureSnapshots(),
            };
        }
    }

    /// <summary>Number of inputs.</summary>
    public int InputCount
    {
        get
        {
            lock (_gate) return _inputs.Length;
        }
    }

    /// <summary>The address that inputs come to.</summary>
    public string InputAddress => _project.InputAddress;

    /// <summary>The address that outputs go to.</summary>
    public string OutputAddress => _project.OutputAddress;

    /// <summary>What an output is; null where there is none of that number, from 1.</summary>
    public OutputSpec? Output(int number)
    {
        lock (_gate) return IsOutput(number) ? _outputs[number - 1].Spec : null;
    }

    /// <summary>The model of an output; null where nothing has been learnt for it. It may be asked while the session runs: a model may be shared by threads.</summary>
    /// <param name="number">Its number, from 1.</param>
    public LearnedModel? Model(int number)
    {
        lock (_gate) return IsOutput(number) ? _outputs[number - 1].Model : null;
    }

    private OutputSnapshot Look(OutputState output, int index) => new()
    {
        Spec = output.Spec,
        Label = output.Label,
        Value = output.Value,
        Probabilities = [.. output.Probabilities],
        IsRecorded = output.IsRecorded,
        IsRun = output.IsRun,
        ExampleCount = _examples.Labelled(index),
        LearnedFrom = output.Model is null ? 0 : output.LearnedFrom,
    };
}
