namespace Glia.Live;

/// <content>Gestures: each is recorded from a start to a stop, and known from its first example on.</content>
public sealed partial class LiveSession
{
    private readonly GestureStore _gestures = new();
    private readonly List<float> _frames = []; // of the gesture that is being recorded
    private DynamicTimeWarping? _matcher;
    private long _framesKept; // of all gestures together
    private bool _goesOn; // whether running is to begin again after the recording

    /// <summary>The gesture that is being recorded, from 1; 0 for none.</summary>
    public int RecordedGesture
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    private int GestureCount => _gestures.All.Count;

    /// <summary>The recorded gestures, in the order of their recording; none where outputs are learnt.</summary>
    public IReadOnlyList<GestureExample> GestureExamples()
    {
        lock (_gate) return [.. _gestures.All];
    }

    /// <summary>Begins to record an example of a gesture; running stops meanwhile.</summary>
    /// <param name="number">Which, from 1.</param>
    public bool StartGesture(int number)
    {
        lock (_gate)
        {
            if (_project.Gestures is not { } spec) return Refuse(NoGestures);
            if (number < 1 || number > spec.Names.Count) return Refuse($"There is no gesture {number}; there are {spec.Names.Count}.");
            if (RecordedGesture != 0) KeepGesture();
            _goesOn |= IsRunning;
            (RecordedGesture, IsRecording, IsRunning) = (number, true, false);
            return Changed();
        }
    }

    /// <summary>Ends the recording; running goes on where it was interrupted.</summary>
    public bool StopGesture()
    {
        lock (_gate)
        {
            if (_project.Gestures is null) return Refuse(NoGestures);
            if (RecordedGesture == 0) return true;
            KeepGesture();
            (RecordedGesture, IsRecording, IsRunning, _goesOn) = (0, false, _goesOn && CanRunGestures(), false);
            return Changed();
        }
    }

    private const string NoGestures = "This session tells no gestures apart. Start one with --gestures.";

    private void KeepGesture()
    {
        GestureSpec spec = _project.Gestures!;
        int frames = _frames.Count / _inputs.Length;
        if (frames == 0) Warn($"No inputs came while {spec.Names[RecordedGesture - 1]} was recorded: there is no example of it.");
        else if (frames < spec.MinimumLength) Warn($"{spec.Names[RecordedGesture - 1]} was recorded with {Count(frames, "frame")}; {spec.MinimumLength} are needed: it was left out.");
        else
        {
            _gestures.Add(_options.Clock.GetLocalNow().DateTime, RecordedGesture, _inputs.Length, _frames.ToArray());
            Match();
        }

        _frames.Clear();
    }

    private void GestureInput()
    {
        if (RecordedGesture != 0)
        {
            if (!HasRoom(_framesKept + (_frames.Count / _inputs.Length), _inputs.Length)) return;
            _frames.AddRange(_inputs);
            Interlocked.Increment(ref _version);
        }
        else if (IsRunning && _matcher is { } matcher)
        {
            matcher.Push(_inputs);
            if (matcher is { HasChanged: true, Best: > 0 })
                foreach (LiveListener listener in _listeners) listener.OnGesture(matcher.Best);
            matcher.Distances.CopyTo(_values);
            foreach (LiveListener listener in _listeners) listener.OnOutputs(_values);
            Interlocked.Increment(ref _version);
        }
    }

    private bool CanRunGestures() => GestureCount > 0;

    private void DeleteGestures(int number)
    {
        GestureSpec spec = _project.Gestures!;
        if (number == 0 ? _gestures.Remove("deleting all gestures", _ => true) : _gestures.Remove($"deleting the examples of {spec.Names[number - 1]}", e => e.Gesture == number)) Match();
    }

    private void OpenGestures(LiveProject project)
    {
        (RecordedGesture, _goesOn) = (0, false);
        _frames.Clear();
        _gestures.Load(project.GestureExamples);
        Match();
    }

    private void Match()
    {
        _framesKept = _gestures.All.Sum(e => (long)(e.Frames.Length / e.InputCount));
        _matcher = _project.Gestures is { } spec ? new DynamicTimeWarping(spec, _inputs.Length, _gestures.All) : null;
    }

    private GestureSnapshot[] GestureSnapshots() => _project.Gestures is not { } spec ? [] :
    [
        .. spec.Names.Select((name, i) => new GestureSnapshot
        {
            Name = name,
            ExampleCount = _gestures.All.Count(e => e.Gesture == i + 1),
            Distance = _matcher!.Distances[i],
            IsMatch = _matcher.Best == i + 1,
            IsRecording = RecordedGesture == i + 1,
        }),
    ];
}
