namespace Glia.Live;

/// <content>The inputs and outputs themselves: names, which of them take part, how each is learnt.</content>
public sealed partial class LiveSession
{
    private Xoshiro256 _chance;

    /// <summary>Takes over another project: names, outputs, examples. What was learnt is forgotten; what is under way ends.</summary>
    /// <exception cref="ArgumentException">The project contradicts itself; the session stays as it was.</exception>
    public void Open(LiveProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        Check(project);
        lock (Turn)
            lock (_gate)
            {
                Abandon();
                TakeOver(project);
                foreach (LiveListener listener in _listeners) listener.OnLoaded(project);
                Changed();
            }
    }

    /// <summary>Whether an output is recorded (numbers from 1). One number out of range, and nothing is changed.</summary>
    public bool SetRecorded(ReadOnlySpan<int> numbers, bool isRecorded) => SetFlags(numbers, output => output.IsRecorded = isRecorded);

    /// <summary>Whether an output is computed while the session runs (numbers from 1); otherwise it repeats its value. One number out of range, and nothing is changed.</summary>
    public bool SetRun(ReadOnlySpan<int> numbers, bool isRun) => SetFlags(numbers, output => output.IsRun = isRun);

    /// <summary>Which inputs an output looks at from the next training on (numbers from 1).</summary>
    public bool SelectInputs(int number, ReadOnlySpan<int> inputs)
    {
        lock (_gate)
        {
            if (!IsOutput(number)) return Refuse(NoOutput(number));
            if (inputs.IsEmpty) return Refuse($"{_outputs[number - 1].Spec.Name} needs one input at least.");
            var chosen = new SortedSet<int>();
            foreach (int i in inputs)
                if (i >= 1 && i <= _inputs.Length) chosen.Add(i - 1);
                else return Refuse($"There is no input {i}; there are {_inputs.Length}.");
            OutputState output = _outputs[number - 1];
            output.Spec = output.Spec with { SelectedInputIndices = chosen.Count == _inputs.Length ? null : [.. chosen] };
            return Changed();
        }
    }

    /// <summary>Gives an output other settings: name, limits, learner. Its kind and number of classes stay while it has examples.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="spec">What it is from now on.</param>
    public bool SetOutput(int number, OutputSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        lock (_gate)
        {
            if (!IsOutput(number)) return Refuse(NoOutput(number));
            OutputState output = _outputs[number - 1];
            bool isOther = spec.Kind != output.Spec.Kind || spec.ClassCount != output.Spec.ClassCount;
            if (isOther && _examples.All.Any(e => !float.IsNaN(e.Outputs[number - 1]))) return Refuse($"{output.Spec.Name} has examples: delete them before it becomes something else.");
            OutputSpec[] specs = [.. _outputs.Select(o => o.Spec)];
            specs[number - 1] = spec;
            if (Problem(_project with { Outputs = specs, Examples = [] }) is { } problem) return Refuse(problem);
            if (isOther) _outputs[number - 1] = new OutputState(spec);
            else output.Spec = spec;
            return Changed();
        }
    }

    /// <summary>Names the inputs, and so says how many there are: as long as nothing has been recorded or learnt.</summary>
    public bool SetInputNames(IReadOnlyList<string> names) => Rename(names, "input", project => project with
    {
        InputNames = [.. names],
        Outputs = [.. project.Outputs.Select(o => o with { SelectedInputIndices = null })],
    });

    /// <summary>Names the outputs, and so says how many there are: as long as nothing has been recorded or learnt. New ones are like the last. Where gestures are told apart there is one output, and the first name is its name:
    /// the others have nothing to name and are left out, as in Wekinator.</summary>
    public bool SetOutputNames(IReadOnlyList<string> names) => Rename(names, "output", project => project.Gestures is { } gestures
        ? project with { Gestures = gestures with { OutputName = names[0] } }
        : project with { Outputs = [.. names.Select((name, i) => project.Outputs[Math.Min(i, project.Outputs.Count - 1)] with { Name = name })] });

    private bool Rename(IReadOnlyList<string> names, string what, Func<LiveProject, LiveProject> change)
    {
        ArgumentNullException.ThrowIfNull(names);
        lock (_gate)
        {
            if (IsBegun) return Refuse($"The {what}s have their names: they can be given only before anything is recorded or learnt.");
            if (names.Count == 0) return Refuse($"There must be one {what} at least.");
            LiveProject changed = change(_project with { Outputs = [.. _outputs.Select(o => o.Spec)] });
            if (Problem(changed) is { } problem) return Refuse(problem);
            TakeOver(changed);
            return Changed();
        }
    }

    private bool IsBegun => IsRecording || IsTraining || _examples.Count > 0 || GestureCount > 0 || _outputs.Any(o => o.Model is not null);

    private bool SetFlags(ReadOnlySpan<int> numbers, Action<OutputState> set)
    {
        lock (_gate)
        {
            foreach (int number in numbers)
                if (!IsOutput(number)) return Refuse(NoOutput(number));
            foreach (int number in numbers) set(_outputs[number - 1]);
            return Changed();
        }
    }

    private bool IsOutput(int number) => number >= 1 && number <= _outputs.Length;

    private string NoOutput(int number) => $"There is no output {number}; there are {_outputs.Length}.";

    private void TakeOver(LiveProject project)
    {
        Check(project);
        _project = project;
        _chance = new Xoshiro256(project.Seed);
        _inputs = new float[project.InputNames.Count];
        _outputs = [.. project.Outputs.Select(spec => new OutputState(spec))];
        _values = new float[project.Gestures?.Names.Count ?? _outputs.Length];
        _examples.Load(project.Examples);
        _round = _examples.LastRound;
        (IsRecording, IsRunning, LastOutcome, Progress, _putAway, _putAwayGesture) = (false, false, null, default, [], null);
        OpenGestures(project);
    }

    private static void Check(LiveProject project)
    {
        if (Problem(project) is { } problem) throw new ArgumentException(problem, nameof(project));
    }

    /// <summary>What is wrong with a project, in a sentence; null where nothing is.</summary>
    internal static string? Problem(LiveProject project)
    {
        if (project.Gestures is null && project.Outputs.Count == 0) return "A session has one output at least.";
        if (project.InputAddress.StartsWith("/wekinator/", StringComparison.Ordinal) || project.InputAddress.StartsWith("/glia/", StringComparison.Ordinal)) return $"'{project.InputAddress}' is an address of the control messages. Choose another for the inputs.";
        return LiveProjectRules.Broken(project) is { } broken ? char.ToUpperInvariant(broken.What[0]) + broken.What[1..] + "." : null;
    }
}
