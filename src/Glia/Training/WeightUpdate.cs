using Glia.Kernels;

namespace Glia;

/// <summary>One optimiser step over the flat block, in chunks that threads may share: clipping by norm, penalties, the optimiser's rule, max-norm.</summary>
internal sealed class WeightUpdate : IParallelWork
{
    private const int ChunkLength = 8192;
    private const int WorthSharing = 32768; // floats below which waking another thread costs more than it brings
    private const long WorthWaking = 1_000_000; // multiply-adds of a step whose products are shared too: for less, no other thread is awake

    private readonly Network _network;
    private readonly Optimizer _optimizer;
    private readonly FloatBuffer _gradients;
    private readonly FloatBuffer[] _slots;
    private readonly SimdWidth _width;
    private readonly WorkerPool _pool;
    private readonly (int Start, int Length, bool IsWeight)[] _chunks;

    private float _rate, _factor;
    private long _step;

    public WeightUpdate(Network network, Optimizer optimizer, Workspace workspace, FloatBuffer[] slots, WorkerPool pool)
    {
        _network = network;
        _optimizer = optimizer;
        _gradients = workspace.Gradients!;
        _slots = slots;
        _width = workspace.Width;
        _pool = pool;
        _chunks = [.. network.Layout.SelectMany(at => Cut(at.WeightAt, at.WeightLength, true).Concat(Cut(at.BiasAt, at.BiasLength, false)))];
    }

    /// <summary>Moves all weights against their gradients, which come from <paramref name="rows"/> samples. <paramref name="step"/> counts from 1.</summary>
    public void Run(float rate, long step, int rows)
    {
        _rate = rate;
        _step = step;
        _factor = ClipFactor();
        int length = _network.Parameters.Length;
        if (length >= WorthSharing && (long)length * rows >= WorthWaking) _pool.Run(this, _chunks.Length);
        else for (int part = 0; part < _chunks.Length; part++) Run(part);
        if (_optimizer.MaxNorm > 0) LimitNorms();
    }

    /// <inheritdoc/>
    public void Run(int part)
    {
        (int start, int length, bool isWeight) = _chunks[part];
        float clip = _optimizer.ClipValue > 0 ? _optimizer.ClipValue : float.PositiveInfinity;
        var shaping = new UpdateLoop.Shaping(_factor, clip, isWeight ? _optimizer.L1 : 0, isWeight ? _optimizer.L2 : 0);
        _optimizer.Update(_width, shaping, _rate, _step, isWeight, _network.Parameters.Slice(start, length), _gradients.Slice(start, length), Slot(0, start, length), Slot(1, start, length));
    }

    private Span<float> Slot(int slot, int start, int length) => slot < _slots.Length ? _slots[slot].Slice(start, length) : [];

    private static IEnumerable<(int Start, int Length, bool IsWeight)> Cut(int start, int length, bool isWeight)
    {
        for (int at = 0; at < length; at += ChunkLength) yield return (start + at, Math.Min(ChunkLength, length - at), isWeight);
    }

    /// <summary>1, or what shortens the whole gradient to the largest norm allowed.</summary>
    private float ClipFactor()
    {
        if (_optimizer.ClipNorm <= 0) return 1;
        double norm = Math.Sqrt(SumOfSquares());
        return norm > _optimizer.ClipNorm ? (float)(_optimizer.ClipNorm / norm) : 1;
    }

    private double SumOfSquares()
    {
        double sum = 0;
        foreach ((int start, int length, _) in _chunks)
            sum += _width switch
            {
                SimdWidth.Lanes16 => Elementwise<V16>.SumOfSquares(ref _gradients[start], length),
                SimdWidth.Lanes8 => Elementwise<V8>.SumOfSquares(ref _gradients[start], length),
                SimdWidth.Lanes4 => Elementwise<V4>.SumOfSquares(ref _gradients[start], length),
                _ => Elementwise<F32>.SumOfSquares(ref _gradients[start], length),
            };
        return sum;
    }

    private void LimitNorms()
    {
        FloatBuffer w = _network.Parameters;
        foreach (LayerLayout at in _network.Layout)
        {
            if (at.WeightLength == 0) continue;
            for (int o = 0; o < at.Out; o++)
            {
                double squares = 0;
                for (int i = 0; i < at.In; i++)
                {
                    double value = w[at.WeightAt + (i * at.Stride) + o];
                    squares += value * value;
                }

                double norm = Math.Sqrt(squares);
                if (norm <= _optimizer.MaxNorm) continue;
                float factor = (float)(_optimizer.MaxNorm / norm);
                for (int i = 0; i < at.In; i++) w[at.WeightAt + (i * at.Stride) + o] *= factor;
            }
        }
    }
}
