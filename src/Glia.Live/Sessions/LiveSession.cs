namespace Glia.Live;

/// <summary>
/// Teaching by showing: inputs come in, examples are recorded with the labels that are set, models are learnt from them in the background, and answer each input while the session runs.
/// All members may be called from any thread; one call is dealt with at a time. A member that answers a <see cref="bool"/> says whether what was asked for holds now: <c>true</c> where it was done, or was so already;
/// <c>false</c> where it was refused, which changes nothing and is told to the listeners as a warning that says why.
/// </summary>
/// <remarks>The order of what may follow what is Wekinator's (Fiebrink, 2011): recording ends running, running ends recording, learning lets the old models answer until the new ones are there.</remarks>
public sealed partial class LiveSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LiveOptions _options;
    private readonly ExampleStore _examples = new();
    private LiveListener[] _listeners = [];
    private OutputState[] _outputs = [];
    private float[] _inputs = [], _values = [];
    private LiveProject _project;
    private int _round;
    private long _version;

    /// <summary>Begins with what a project holds: names, outputs, examples. Nothing is learnt yet.</summary>
    /// <exception cref="ArgumentException">The project contradicts itself; the message says where.</exception>
    public LiveSession(LiveProject project, LiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        _options = options ?? new();
        _project = project;
        TakeOver(project);
    }

    /// <summary>How it behaves.</summary>
    public LiveOptions Options => _options;

    /// <summary>Changes with everything that can be seen of the session.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Whether inputs are recorded.</summary>
    public bool IsRecording
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    /// <summary>Whether inputs are answered.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate) return field;
        }
        private set;
    }

    /// <summary>Held while a message is done, and while a learning ends: a log has them in the order in which they took effect. It is taken before the session's own lock, and never while waiting for a learning.</summary>
    internal Lock Turn { get; } = new();

    /// <summary>The gestures that are told apart; null where outputs are learnt.</summary>
    public GestureSpec? Gestures
    {
        get
        {
            lock (_gate) return _project.Gestures;
        }
    }

    /// <summary>Everything that is worth keeping, as it is now: a project of its own, which does not change with the session. It copies the lists of examples, though no example.</summary>
    public LiveProject ToProject()
    {
        lock (_gate) return _project with { Outputs = [.. _outputs.Select(o => o.Spec)], Examples = [.. _examples.All], GestureExamples = [.. _gestures.All] };
    }

    /// <summary>Adds somebody who hears what happens from now on. Who is added twice hears it twice.</summary>
    public void AddListener(LiveListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate) _listeners = [.. _listeners, listener];
    }

    /// <summary>Takes a listener away; it hears nothing more once this returns. Nothing happens where it was not there.</summary>
    public void RemoveListener(LiveListener listener)
    {
        lock (_gate) _listeners = [.. _listeners.Where(l => l != listener)];
    }

    /// <summary>New inputs: recorded, answered, or only remembered, after what the session is doing.</summary>
    /// <param name="inputs">Shape <c>(inputs)</c>.</param>
    /// <returns>Whether they were taken: as many as there are inputs, and all finite.</returns>
    public bool Input(ReadOnlySpan<float> inputs)
    {
        lock (_gate)
        {
            if (inputs.Length != _inputs.Length) return RefuseSometimes(_wrongCount, WrongCount, inputs.Length);
            foreach (float x in inputs)
                if (!float.IsFinite(x)) return RefuseSometimes(_notFinite, _ => "Inputs came that are no finite numbers: they were left out.", 0);
            inputs.CopyTo(_inputs);
            Interlocked.Increment(ref _version); // they are seen, whatever becomes of them
            if (_project.Gestures is not null) GestureInput();
            else if (IsRecording) Record();
            else if (IsRunning) Run();
            return true;
        }
    }

    /// <summary>Begins a new recording round; running ends.</summary>
    public bool StartRecording()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) return Refuse("Gestures are recorded one by one: say which with startDtwRecording.");
            if (IsRecording) return true;
            _round = Math.Max(_round, _examples.LastRound) + 1;
            (IsRecording, IsRunning) = (true, false);
            return Changed();
        }
    }

    /// <summary>Ends the recording round.</summary>
    public bool StopRecording()
    {
        lock (_gate)
        {
            if (!IsRecording) return true;
            IsRecording = false;
            return Changed();
        }
    }

    /// <summary>Answers every input from now on; recording ends. Refused while something is learnt, and where nothing has been.</summary>
    public bool StartRunning()
    {
        lock (_gate)
        {
            if (IsRunning) return true;
            if (IsTraining) return Refuse("Running begins when learning has ended: wait for it, or cancel it.");
            if (!CanRun()) return Refuse(_project.Gestures is null ? "There is nothing to run: no output has been learnt. Record examples and train first." : "There is nothing to run: no gesture has an example.");
            (IsRecording, IsRunning) = (false, true);
            return Changed();
        }
    }

    /// <summary>Answers no more.</summary>
    public bool StopRunning()
    {
        lock (_gate)
        {
            if (!IsRunning) return true;
            IsRunning = false;
            return Changed();
        }
    }

    /// <summary>Sets the labels that examples are recorded with. A label that its output cannot have leaves the old one.</summary>
    /// <param name="labels">Shape <c>(outputs)</c>.</param>
    public bool SetLabels(ReadOnlySpan<float> labels)
    {
        lock (_gate)
        {
            if (labels.Length != _outputs.Length) return Refuse($"There are {_outputs.Length} outputs, and {labels.Length} values came to set them.");
            for (int i = 0; i < _outputs.Length; i++)
            {
                if (_outputs[i].Allows(labels[i])) _outputs[i].Label = _outputs[i].Value = labels[i];
                else Warn($"{_outputs[i].Spec.Name} cannot be {labels[i]}: {Range(_outputs[i].Spec)}. It stays {_outputs[i].Label}.");
            }

            return Changed();
        }
    }

    /// <summary>Sets every output by chance within its range, as a label as well, and sends them. Refused where gestures are told apart.</summary>
    public bool Randomize()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) return Refuse("Gestures have no outputs to set.");
            foreach (OutputState output in _outputs)
            {
                OutputSpec spec = output.Spec;
                double at = _chance.NextDouble();
                float value = spec.Kind == OutputKind.Class ? 1 + (int)(at * spec.ClassCount) : spec.Minimum + (float)(at * (spec.Maximum - spec.Minimum));
                output.Label = output.Value = spec.IsInteger ? MathF.Floor(value) : value;
            }

            TellOutputs();
            return Changed();
        }
    }

    private void Record()
    {
        var labels = new float[_outputs.Length];
        for (int i = 0; i < labels.Length; i++) labels[i] = !_outputs[i].IsRecorded ? float.NaN : _options.IsStrict ? _outputs[i].Value : _outputs[i].Label;
        if (Array.TrueForAll(labels, float.IsNaN))
        {
            RefuseSometimes(_nothingRecorded, _ => "Nothing is recorded: recording is off for every output.", 0);
            return;
        }

        if (!HasRoom(_examples.Count, _inputs.Length + _outputs.Length)) return;
        Example example = _examples.Add(_options.Clock.GetLocalNow().DateTime, _round, [.. _inputs], labels);
        Interlocked.Increment(ref _version);
        foreach (LiveListener listener in _listeners) listener.OnExample(example);
    }

    private void Run()
    {
        foreach (OutputState output in _outputs)
            if (output.IsRun) output.Run(_inputs, _options.IsStrict);
        TellOutputs();
        Interlocked.Increment(ref _version);
    }

    private void TellOutputs()
    {
        for (int i = 0; i < _values.Length; i++) _values[i] = _outputs[i].Value;
        foreach (LiveListener listener in _listeners) listener.OnOutputs(_values);
        if (!IsRunning) return;
        for (int i = 0; i < _outputs.Length; i++)
        {
            OutputState output = _outputs[i];
            if (!output.Spec.SendsProbabilities || !output.IsRun || output.Model is null) continue;
            foreach (LiveListener listener in _listeners) listener.OnProbabilities(i + 1, output.Spec.Name, output.Probabilities);
        }
    }

    private bool CanRun() => _project.Gestures is null ? _outputs.Any(o => o is { IsRun: true, Model: not null }) : CanRunGestures();

    private bool Changed()
    {
        Interlocked.Increment(ref _version);
        foreach (LiveListener listener in _listeners) listener.OnChange();
        return true;
    }

    /// <summary>Ends a training that is under way, and waits for its end. The session's examples and models stay readable.</summary>
    public void Dispose() => EndLearning();
}
