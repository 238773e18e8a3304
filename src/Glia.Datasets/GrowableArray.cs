namespace Glia.Datasets;

/// <summary>An array that doubles as values come, for files that do not say how many there will be.</summary>
internal sealed class GrowableArray<T>
    where T : unmanaged
{
    private T[] _items = [];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>Room for <paramref name="count"/> more values; the caller has made sure that they fit into an array.</summary>
    public Span<T> Add(int count)
    {
        int needed = checked(Count + count);
        if (needed > _items.Length) Array.Resize(ref _items, (int)Math.Max(needed, Math.Min(Array.MaxLength, Math.Max(1024L, _items.Length * 2L))));
        Span<T> added = _items.AsSpan(Count, count);
        Count = needed;
        return added;
    }

    /// <summary>The values in an array of just their number. The collection must not grow after it.</summary>
    public T[] ToArray()
    {
        Array.Resize(ref _items, Count);
        return _items;
    }
}
