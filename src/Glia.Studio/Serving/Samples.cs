namespace Glia.Studio.Serving;

/// <summary>The samples of one request and the network's outputs for them. Kept and used again; grows to what is needed.</summary>
internal sealed class Samples
{
    private const int MostKept = 1 << 18; // numbers; what a rare large request took is not kept for ever
    private float[] _inputs = [], _outputs = [];
    private int _width, _outputWidth;

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Raw values, shape <c>(count, in)</c>.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _width);

    /// <summary>What the network says, shape <c>(count, out)</c>.</summary>
    public Span<float> Outputs => _outputs.AsSpan(0, Count * _outputWidth);

    /// <summary>Begins with no samples of that many values each.</summary>
    public void Begin(int width)
    {
        if (_inputs.Length > MostKept) _inputs = [];
        if (_outputs.Length > MostKept) _outputs = [];
        (Count, _width) = (0, width);
    }

    /// <summary>Room for one more sample's values, which are counted with it from now on.</summary>
    public Span<float> Add()
    {
        int start = Count * _width;
        if (_inputs.Length < start + _width) Array.Resize(ref _inputs, Math.Max(start + _width, 2 * _inputs.Length));
        Count++;
        return _inputs.AsSpan(start, _width);
    }

    /// <summary>Makes room for that many outputs of each sample.</summary>
    public void MakeOutputs(int width)
    {
        _outputWidth = width;
        if (_outputs.Length < Count * width) _outputs = new float[Count * width];
    }

    /// <summary>Sample <paramref name="index"/>, shape <c>(in)</c>.</summary>
    public ReadOnlySpan<float> Input(int index) => _inputs.AsSpan(index * _width, _width);

    /// <summary>Its outputs, shape <c>(out)</c>.</summary>
    public Span<float> Output(int index) => _outputs.AsSpan(index * _outputWidth, _outputWidth);
}
