namespace Glia.Live;

/// <content>Models from elsewhere, and answers outside of running.</content>
public sealed partial class LiveSession
{
    /// <summary>Number of outputs; of gestures where the session tells gestures apart.</summary>
    public int OutputCount
    {
        get
        {
            lock (_gate) return _values.Length;
        }
    }

    /// <summary>What the outputs would be, without sending them and without changing anything that is seen: values and probabilities stay those of the last input.</summary>
    /// <param name="inputs">Shape <c>(inputs)</c>.</param>
    /// <param name="outputs">Takes the answer, shape <c>(outputs)</c>.</param>
    /// <returns>Whether there was anything to answer with.</returns>
    public bool TryPredict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        lock (_gate)
        {
            if (_project.Gestures is not null) return Refuse("Gestures are made over time: a table of inputs cannot be answered.");
            if (inputs.Length != _inputs.Length || outputs.Length != _outputs.Length) return Refuse(WrongCount(inputs.Length));
            if (!CanRun()) return Refuse("There is nothing to answer with: no output has been learnt.");
            for (int o = 0; o < _outputs.Length; o++) outputs[o] = _outputs[o].IsRun ? _outputs[o].Predict(inputs, _options.IsStrict) : _outputs[o].Value;
            return true;
        }
    }

    /// <summary>Gives an output the name and settings of a project's only output, and learns it, in the background, from the examples there.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="from">A project of one output and as many inputs as this session has.</param>
    /// <param name="withExamples">Whether those examples take the place of those that the output has.</param>
    public bool TakeModel(int number, LiveProject from, bool withExamples)
    {
        ArgumentNullException.ThrowIfNull(from);
        lock (_gate)
        {
            if (!IsOutput(number)) return Refuse(NoOutput(number));
            if (IsTraining) return Refuse("Training is under way. Wait for it, or cancel it.");
            if (from.Outputs.Count != 1 || from.InputNames.Count != _inputs.Length) return Refuse($"The model is of {Count(from.InputNames.Count, "input")} and {Count(from.Outputs.Count, "output")}; {Count(_inputs.Length, "input")} and 1 output are needed.");
            if (from.Examples.Count == 0) return Refuse("The model has no examples to learn it from.");
            OutputSpec spec = from.Outputs[0];
            if (Problem(_project with { Outputs = [.. _outputs.Select((o, i) => i == number - 1 ? spec : o.Spec)], Examples = [] }) is { } problem) return Refuse(problem);
            OutputState old = _outputs[number - 1];
            bool isOther = spec.Kind != old.Spec.Kind || spec.ClassCount != old.Spec.ClassCount;
            if (isOther && !withExamples && _examples.Labelled(number - 1) > 0) return Refuse($"{old.Spec.Name} has examples of another kind. Load it WITHDATA, or delete them.");
            foreach (LiveListener listener in _listeners) listener.OnModelTaken(number, from, withExamples);
            if (withExamples) TakeExamples(number, from);
            if (isOther) _outputs[number - 1] = new OutputState(spec);
            else old.Spec = spec;
            return Begin([TaskOf(number - 1, from.Examples, 0)]);
        }
    }

    private void TakeExamples(int number, LiveProject from)
    {
        _examples.Forget($"loading {from.Outputs[0].Name}", number - 1);
        _round = Math.Max(_round, _examples.LastRound) + 1;
        foreach (Example e in from.Examples)
        {
            var outputs = new float[_outputs.Length];
            Array.Fill(outputs, float.NaN);
            outputs[number - 1] = e.Outputs[0];
            _examples.Add(e.Time, _round, [.. e.Inputs], outputs);
        }
    }
}
