namespace Glia.Live;

/// <summary>The examples of a session in the order of their recording, with a way back from everything that takes away or changes some.</summary>
internal sealed class ExampleStore
{
    private const int MostUndone = 50;

    private readonly LinkedList<(string What, List<Example> Before)> _undo = new();
    private readonly Dictionary<int, (int Count, int Seen)> _labelled = [];
    private List<Example> _examples = [];
    private long _lastId;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Example> All => _examples;

    /// <summary>Number of examples.</summary>
    public int Count => _examples.Count;

    /// <summary>Number of examples that have a label for an output.</summary>
    public int Labelled(int output)
    {
        // Counted once for as long as nothing but recording happens: a panel asks many times a second.
        if (!_labelled.TryGetValue(output, out (int Count, int Seen) known)) known = default;
        for (; known.Seen < _examples.Count; known.Seen++)
            if (!float.IsNaN(_examples[known.Seen].Outputs[output])) known.Count++;
        _labelled[output] = known;
        return known.Count;
    }

    /// <summary>What <see cref="Undo"/> would take back, in words; null where there is nothing.</summary>
    public string? Undoable => _undo.Last?.Value.What;

    /// <summary>The last recording round that has an example; 0 where there is none.</summary>
    public int LastRound => _examples.Count == 0 ? 0 : _examples.Max(e => e.Round);

    /// <summary>Takes over examples as they are.</summary>
    public void Load(IEnumerable<Example> examples)
    {
        _undo.Clear();
        _labelled.Clear();
        _examples = [.. examples];
        _lastId = _examples.Count == 0 ? 0 : _examples.Max(e => e.Id);
    }

    /// <summary>Adds one.</summary>
    public Example Add(DateTime time, int round, float[] inputs, float[] outputs)
    {
        var example = new Example(++_lastId, time, round, inputs, outputs);
        _examples.Add(example);
        return example;
    }

    /// <summary>Takes away those that <paramref name="isMeant"/>; true where there were any.</summary>
    public bool Remove(string what, Predicate<Example> isMeant) => Change(what, e => isMeant(e) ? null : e);

    /// <summary>Changes one to its <paramref name="changed"/> form, known by its id; false where there is none of that id.</summary>
    public bool Replace(Example changed) => Change($"the change of example {changed.Id}", e => e.Id == changed.Id ? changed : e);

    /// <summary>Forgets what was recorded of an output. Examples of which nothing is left go too.</summary>
    public bool Forget(string what, int output) => Change(what, e => Without(e, output));

    /// <summary>Takes back the last removal or change. What was recorded since stays.</summary>
    public bool Undo()
    {
        if (_undo.Last is not { } last) return false;
        _undo.RemoveLast();
        _labelled.Clear();
        List<Example> before = last.Value.Before;
        long newest = before.Count == 0 ? 0 : before[^1].Id;
        _examples = [.. before, .. _examples.Where(e => e.Id > newest)];
        return true;
    }

    private bool Change(string what, Func<Example, Example?> change)
    {
        var after = new List<Example>(_examples.Count);
        bool isChanged = false;
        foreach (Example example in _examples)
        {
            Example? changed = change(example);
            isChanged |= !ReferenceEquals(changed, example);
            if (changed is not null) after.Add(changed);
        }

        if (!isChanged) return false;
        _labelled.Clear();
        _undo.AddLast((what, _examples));
        if (_undo.Count > MostUndone) _undo.RemoveFirst();
        _examples = after;
        return true;
    }

    private static Example? Without(Example example, int output)
    {
        if (float.IsNaN(example.Outputs[output])) return example;
        float[] outputs = [.. example.Outputs];
        outputs[output] = float.NaN;
        return Array.TrueForAll(outputs, float.IsNaN) ? null : example with { Outputs = outputs };
    }
}
