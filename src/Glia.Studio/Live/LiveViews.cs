using Glia.Live;

namespace Glia.Studio.Live;

/// <summary>Whether a session is open, and what it is: told when it changes.</summary>
/// <param name="Session">The session; null where none is open.</param>
/// <param name="Last">The name of the session that was kept last; null where there is none.</param>
internal sealed record LiveView(SessionView? Session, string? Last)
{
    public static LiveView Of(LiveDesk? desk, LiveShelf shelf) => desk is null ? new(null, shelf.Last) : new(SessionView.Of(desk), null);
}

/// <summary>What a session is: names, kinds, learners, ports.</summary>
internal sealed record SessionView(
    int Id, IReadOnlyList<string> Inputs, IReadOnlyList<OutputView> Outputs, IReadOnlyList<string> Gestures, string InputAddress, string OutputAddress, string Listening, int InputPort, bool IsOpenToOthers,
    string SendingTo, bool IsStrict)
{
    public static SessionView Of(LiveDesk desk)
    {
        LiveSnapshot now = desk.Session.Snapshot();
        return new(desk.Id, now.InputNames, [.. now.Outputs.Select(OutputView.Of)], [.. now.Gestures.Select(g => g.Name)], desk.Session.InputAddress, desk.Session.OutputAddress, desk.Host.Listening.ToString(),
            desk.Host.Listening.Port, !System.Net.IPAddress.IsLoopback(desk.Host.Listening.Address), desk.Host.Options.Send.ToString(), desk.Session.Options.IsStrict);
    }
}

/// <summary>What an output is.</summary>
internal sealed record OutputView(
    string Name, bool IsClass, float Minimum, float Maximum, bool IsHardLimited, bool IsInteger, int Classes, bool SendsProbabilities, IReadOnlyList<int>? SelectedInputs, string Learner,
    IReadOnlyDictionary<string, string> Settings, bool IsRecorded, bool IsRun)
{
    public static OutputView Of(OutputSnapshot output)
    {
        OutputSpec spec = output.Spec;
        return new(spec.Name, spec.Kind == OutputKind.Class, spec.Minimum, spec.Maximum, spec.IsHardLimited, spec.IsInteger, spec.ClassCount, spec.SendsProbabilities, spec.SelectedInputIndices, spec.Learner.Name, spec.Learner.Settings,
            output.IsRecorded, output.IsRun);
    }
}

/// <summary>What a session does and says at one moment: told up to 20 times a second.</summary>
internal sealed record NowView(
    bool IsRecording, bool IsRunning, bool IsLearning, float Part, int Epoch, float? Loss, OutcomeView? Outcome, int Round, int Examples, string? Undoable, bool CanRestore, IReadOnlyList<float?> Inputs,
    IReadOnlyList<OutputNow> Outputs, IReadOnlyList<GestureNow> Gestures, long Changes)
{
    public static NowView Of(LiveDesk desk)
    {
        long changes = desk.ExampleChanges; // before the snapshot: what changes meanwhile is told again, never left out
        LiveSnapshot now = desk.Session.Snapshot();
        return new(now.IsRecording, now.IsRunning, now.IsTraining, now.Progress.Part, now.Progress.Epoch, LiveNumbers.Known(now.Progress.Loss), now.Outcome is { } end ? OutcomeView.Of(end) : null, now.Round, now.ExampleCount, now.Undoable,
            now.CanRestore, LiveNumbers.Known(now.Inputs), [.. now.Outputs.Select(OutputNow.Of)], [.. now.Gestures.Select(GestureNow.Of)], changes);
    }
}

/// <summary>How learning ended.</summary>
internal sealed record OutcomeView(string End, string Text, double Seconds)
{
    public static OutcomeView Of(TrainingOutcome outcome) =>
        new(outcome.End switch { TrainingEnd.Done => "done", TrainingEnd.Cancelled => "cancelled", _ => "failed" }, outcome.Text, Math.Round(outcome.Duration.TotalSeconds, 3));
}

/// <summary>What an output says.</summary>
internal sealed record OutputNow(float? Label, float? Value, IReadOnlyList<float?> Probabilities, int Examples, int LearnedFrom)
{
    public static OutputNow Of(OutputSnapshot output) => new(LiveNumbers.Known(output.Label), LiveNumbers.Known(output.Value), LiveNumbers.Known(output.Probabilities), output.ExampleCount, output.LearnedFrom);
}

/// <summary>How near a gesture is; no distance where it is not known.</summary>
internal sealed record GestureNow(int Examples, float? Distance, bool IsMatch, bool IsRecording)
{
    public static GestureNow Of(GestureSnapshot gesture) => new(gesture.ExampleCount, LiveNumbers.Known(gesture.Distance), gesture.IsMatch, gesture.IsRecording);
}

/// <summary>Some examples, in the order of their recording.</summary>
internal sealed record ExamplePage(int Start, int Count, IReadOnlyList<ExampleView> Examples);

/// <summary>An example; an output that is missing is null.</summary>
internal sealed record ExampleView(long Id, DateTime Time, int Round, IReadOnlyList<float?> Inputs, IReadOnlyList<float?> Outputs)
{
    public static ExampleView Of(Example example) => new(example.Id, example.Time, example.Round, LiveNumbers.Known(example.Inputs), LiveNumbers.Known(example.Outputs));
}

/// <summary>What comes and goes.</summary>
internal sealed record TrafficView(long In, long Out, long Unknown, long Malformed, long Datagrams, long Dropped, long? Overflown, IReadOnlyList<SeenView> Last)
{
    public static TrafficView Of(LiveDesk desk)
    {
        OscTraffic traffic = desk.Host.Traffic;
        (long received, long dropped, long? overflown) = desk.Host.Datagrams;
        return new(traffic.In, traffic.Out, traffic.Unknown, traffic.Malformed, received, dropped, overflown, [.. traffic.Last().Select(s => new SeenView(s.IsIn, s.Text))]);
    }
}

/// <summary>A message as text.</summary>
internal sealed record SeenView(bool IsIn, string Text);

/// <summary>A warning.</summary>
internal sealed record WarningView(long Number, DateTime Time, string Text);

/// <summary>A learner that can be chosen, with the settings that it begins with.</summary>
internal sealed record LearnerView(string Name, bool LearnsValues, bool LearnsClasses, IReadOnlyDictionary<string, string> Settings)
{
    public static LearnerView[] All { get; } = [.. Learners.All.Select(l => new LearnerView(l.Name, l.LearnsValues, l.LearnsClasses, l.Settings))];
}

/// <summary>A measurement of how well is learnt.</summary>
internal sealed record ScoresView(bool IsBusy, float Part, int Folds, int Seed, int Examples, IReadOnlyList<ScoreView> Outputs, string? Ended);

/// <summary>How well one output is learnt: mean squared errors and their roots, or shares of right classes; a problem where there is no figure.</summary>
internal sealed record ScoreView(string Name, bool IsClass, int Examples, int Folds, double? Training, double? Validation, string? Problem);

/// <summary>A port that is free.</summary>
internal sealed record PortView(int Port);

/// <summary>JSON has no infinity and no NaN: both become null, which is how the page reads what is missing.</summary>
internal static class LiveNumbers
{
    public static float? Known(float number) => float.IsFinite(number) ? number : null;

    public static float?[] Known(IReadOnlyList<float> numbers)
    {
        var known = new float?[numbers.Count];
        for (int i = 0; i < known.Length; i++) known[i] = Known(numbers[i]);
        return known;
    }
}
