namespace Glia.Datasets;

/// <summary>
/// The path of a pen as a chain of short straight pieces: points with a position and the pen's radius there. Grows as needed and is meant to be reused.
/// </summary>
internal sealed class PenTrace
{
    private double[] _x = new double[256], _y = new double[256], _radius = new double[256];
    private bool[] _begins = new bool[256];

    /// <summary>Number of points.</summary>
    public int Count { get; private set; }

    /// <summary>Positions to the right, one per point.</summary>
    public Span<double> X => _x.AsSpan(0, Count);

    /// <summary>Positions down, one per point.</summary>
    public Span<double> Y => _y.AsSpan(0, Count);

    /// <summary>Radius of the pen, one per point.</summary>
    public Span<double> Radius => _radius.AsSpan(0, Count);

    /// <summary>True for the first point of a stroke: the pen was lifted before it.</summary>
    public ReadOnlySpan<bool> Begins => _begins.AsSpan(0, Count);

    /// <summary>Forgets all points.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a point; <paramref name="begins"/> says that the pen was lifted before it.</summary>
    public void Add(double x, double y, double radius, bool begins)
    {
        if (Count == _x.Length) Grow();
        _x[Count] = x;
        _y[Count] = y;
        _radius[Count] = radius;
        _begins[Count++] = begins;
    }

    private void Grow()
    {
        Array.Resize(ref _x, Count * 2);
        Array.Resize(ref _y, Count * 2);
        Array.Resize(ref _radius, Count * 2);
        Array.Resize(ref _begins, Count * 2);
    }
}
