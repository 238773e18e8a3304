namespace Glia.Live;

/// <content>The examples: looking at them, taking some away and bringing them back, changing one.</content>
public sealed partial class LiveSession
{
    private List<Example> _putAway = []; // the round that was deleted last
    private GestureExample? _putAwayGesture; // or the gesture

    /// <summary>Number of examples; of gestures where the session tells gestures apart.</summary>
    public int ExampleCount
    {
        get
        {
            lock (_gate) return _project.Gestures is null ? _examples.Count : GestureCount;
        }
    }

    // What is saved must be read again: a line of a table has its number, time and round, and some 16 signs for each number at most.
    private bool HasRoom(long lines, int numbers) =>
        (lines + 1) * (LongestHead + (16L * numbers)) <= ExampleCsv.MostBytes - (1 << 20)
        || RefuseSometimes(_full, _ => $"There is no room for more than these {lines:N0}: nothing more is recorded. Delete some, or begin another project.", 0);

    private const int LongestHead = 64;

    /// <summary>What <see cref="Undo"/> would bring back, in words; null where there is nothing.</summary>
    public string? Undoable
    {
        get
        {
            lock (_gate) return _project.Gestures is null ? _examples.Undoable : _gestures.Undoable;
        }
    }

    /// <summary>The examples from index <paramref name="start"/> on, <paramref name="count"/> of them or as many as there are, in the order of their recording; none where gestures are told apart (see
    /// <see cref="GestureExamples"/>).</summary>
    public IReadOnlyList<Example> Examples(int start, int count)
    {
        lock (_gate) return [.. _examples.All.Skip(start).Take(count)];
    }

    /// <summary>Takes all examples away. What was learnt from them goes on answering.</summary>
    public bool DeleteAllExamples()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) DeleteGestures(0);
            else _examples.Remove("deleting all examples", _ => true);
            return Changed();
        }
    }

    /// <summary>Forgets what was recorded for one output, or one gesture; examples of which nothing is left go.</summary>
    /// <param name="number">Its number, from 1.</param>
    public bool DeleteExamplesFor(int number)
    {
        lock (_gate)
        {
            if (_project.Gestures is { } gestures)
            {
                if (number < 1 || number > gestures.Names.Count) return Refuse($"There is no gesture {number}; there are {gestures.Names.Count}.");
                DeleteGestures(number);
                return Changed();
            }

            if (!IsOutput(number)) return Refuse(NoOutput(number));
            _examples.Forget($"deleting the examples of {_outputs[number - 1].Spec.Name}", number - 1);
            return Changed();
        }
    }

    /// <summary>Takes the examples of the last recording round away; <see cref="RestoreLastRound"/> brings them back.</summary>
    public bool DeleteLastRound()
    {
        lock (_gate)
        {
            if (_project.Gestures is not null)
            {
                if (GestureCount == 0) return Refuse("There is no recording to delete.");
                _putAwayGesture = _gestures.All[^1];
                _gestures.Remove("deleting the last gesture", e => e.Id == _putAwayGesture.Id);
                Match();
                return Changed();
            }

            int round = _examples.LastRound;
            if (round == 0) return Refuse("There is no recording to delete.");
            List<Example> examples = [.. _examples.All.Where(e => e.Round == round)];
            _examples.Remove($"deleting recording {round}", e => e.Round == round);
            _putAway = examples;
            return Changed();
        }
    }

    /// <summary>Brings the recording back that <see cref="DeleteLastRound"/> took away last, as a new round.</summary>
    public bool RestoreLastRound()
    {
        lock (_gate)
        {
            if (_putAwayGesture is { } gesture)
            {
                _gestures.Add(gesture.Time, gesture.Gesture, gesture.InputCount, gesture.Frames);
                _putAwayGesture = null;
                Match();
                return Changed();
            }

            if (_putAway.Count == 0) return Refuse("There is no deleted recording to bring back.");
            _round = Math.Max(_round, _examples.LastRound) + 1;
            foreach (Example e in _putAway) _examples.Add(e.Time, _round, [.. e.Inputs], [.. e.Outputs]);
            _putAway = [];
            return Changed();
        }
    }

    /// <summary>Takes one example away; one of a gesture where the session tells gestures apart.</summary>
    /// <param name="id">Its <see cref="Example.Id"/>, or <see cref="GestureExample.Id"/>.</param>
    public bool DeleteExample(long id)
    {
        lock (_gate)
        {
            if (_project.Gestures is not null)
            {
                if (!_gestures.Remove($"deleting gesture example {id}", e => e.Id == id)) return Refuse($"There is no gesture example {id}.");
                Match();
                return Changed();
            }

            if (!_examples.Remove($"deleting example {id}", e => e.Id == id)) return Refuse($"There is no example {id}.");
            return Changed();
        }
    }

    /// <summary>Gives an example other numbers.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="inputs">Shape <c>(inputs)</c>, finite.</param>
    /// <param name="outputs">Shape <c>(outputs)</c>; NaN for missing.</param>
    public bool SetExample(long id, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
    {
        lock (_gate)
        {
            if (_examples.All.FirstOrDefault(e => e.Id == id) is not { } old) return Refuse($"There is no example {id}.");
            if (inputs.Length != _inputs.Length || outputs.Length != _outputs.Length) return Refuse($"An example has {Count(_inputs.Length, "input")} and {Count(_outputs.Length, "output")}.");
            foreach (float x in inputs)
                if (!float.IsFinite(x)) return Refuse("An example's inputs are finite numbers.");
            for (int i = 0; i < outputs.Length; i++)
                if (!float.IsNaN(outputs[i]) && !_outputs[i].Allows(outputs[i])) return Refuse($"{_outputs[i].Spec.Name} cannot be {outputs[i]}: {Range(_outputs[i].Spec)}.");
            _examples.Replace(old with { Inputs = inputs.ToArray(), Outputs = outputs.ToArray() });
            return Changed();
        }
    }

    /// <summary>Takes back the last deletion or change of examples; what was recorded since stays.</summary>
    public bool Undo()
    {
        lock (_gate)
        {
            if (!(_project.Gestures is null ? _examples.Undo() : _gestures.Undo())) return Refuse("There is nothing to take back.");
            Match();
            return Changed();
        }
    }
}
