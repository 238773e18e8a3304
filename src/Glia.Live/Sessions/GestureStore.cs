namespace Glia.Live;

/// <summary>The recorded gestures, with a way back from every deletion.</summary>
internal sealed class GestureStore
{
    private const int MostUndone = 50;

    private readonly LinkedList<(string What, List<GestureExample> Before)> _undo = new();
    private List<GestureExample> _examples = [];
    private long _lastId;

    public IReadOnlyList<GestureExample> All => _examples;

    /// <summary>What <see cref="Undo"/> would take back, in words; null where there is nothing.</summary>
    public string? Undoable => _undo.Last?.Value.What;

    /// <summary>Takes over gestures as they are.</summary>
    public void Load(IEnumerable<GestureExample> examples)
    {
        _undo.Clear();
        _examples = [.. examples];
        _lastId = _examples.Count == 0 ? 0 : _examples.Max(e => e.Id);
    }

    /// <summary>Adds one.</summary>
    public void Add(DateTime time, int gesture, int inputs, ReadOnlyMemory<float> frames) => _examples.Add(new GestureExample(++_lastId, time, gesture, inputs, frames));

    /// <summary>Takes away those that <paramref name="isMeant"/>; false where there were none.</summary>
    public bool Remove(string what, Predicate<GestureExample> isMeant)
    {
        List<GestureExample> after = [.. _examples.Where(e => !isMeant(e))];
        if (after.Count == _examples.Count) return false;
        _undo.AddLast((what, _examples));
        if (_undo.Count > MostUndone) _undo.RemoveFirst();
        _examples = after;
        return true;
    }

    /// <summary>Takes back the last removal. What was recorded since stays.</summary>
    public bool Undo()
    {
        if (_undo.Last is not { } last) return false;
        _undo.RemoveLast();
        long newest = last.Value.Before.Count == 0 ? 0 : last.Value.Before[^1].Id;
        _examples = [.. last.Value.Before, .. _examples.Where(e => e.Id > newest)];
        return true;
    }
}
