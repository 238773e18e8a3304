using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// One optimiser step: as a rule in the backward pass, each block of weights as soon as its gradient is known; where the norm of the whole gradient matters, or other ranks have parts of it, after it,
/// in chunks that threads may share. Then max-norm.
/// </summary>
internal sealed class WeightUpdate : IParallelWork
{
    private const int ChunkLength = 8192;
    private const int WorthSharing = 32768; // floats below which waking another thread costs more than it brings

    private readonly Network _network;
    private readonly Optimizer _optimizer;
    private readonly UpdateStep _update;
    private readonly FloatBuffer _gradients;
    private readonly Elementwise _elementwise;
    private readonly MatMul _matMul;
    private readonly WorkerPool _pool;
    private readonly (int Start, int Length, bool IsWeight)[] _chunks;

    private float _rate;
    private long _step;

    public WeightUpdate(Network network, Optimizer optimizer, Workspace workspace, FloatBuffer[] slots, WorkerPool pool, bool needsAll = false)
    {
        _network = network;
        _optimizer = optimizer;
        _update = optimizer.CreateStep(workspace.Width, network.Parameters, slots);
        _gradients = workspace.Gradients!;
        _elementwise = workspace.Elementwise;
        _matMul = workspace.MatMul;
        _pool = pool;
        Early = needsAll || optimizer.ClipNorm > 0 ? null : _update;
        _chunks = [.. network.Layout.SelectMany(at => Cut(at.WeightAt, at.WeightLength, true).Concat(Cut(at.BiasAt, at.BiasLength, false)))];
        if (Early is null) return;
        foreach (LayerBuffers layer in workspace.Layers) layer.ThenDescend = new Descend(layer.Layout, _update);
    }

    /// <summary>What moves the weights in the backward pass; null where the whole gradient must be known first.</summary>
    public UpdateStep? Early { get; }

    /// <summary>Makes ready for a step, before its backward pass. <paramref name="step"/> counts from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(float rate, long step)
    {
        (_rate, _step) = (rate, step);
        if (Early is not null) Begin(factor: 1);
    }

    /// <summary>Does what is left after the backward pass of <paramref name="rows"/> samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(int rows)
    {
        if (Early is null)
        {
            Begin(ClipFactor());
            int length = _network.Parameters.Length;

            // Only where the products of the step were shared too: for less, no other thread is awake.
            bool share = _matMul.MayShare && length >= WorthSharing && (long)length * rows >= MatMul.WorthSharing;
            if (share) _pool.Run(this, _chunks.Length);
            else for (int part = 0; part < _chunks.Length; part++) Run(part, worker: 0);
        }

        if (_optimizer.MaxNorm > 0) LimitNorms();
    }

    /// <inheritdoc/>
    public void Run(int part, int worker)
    {
        (int start, int length, bool isWeight) = _chunks[part];
        if (isWeight) _update.Weights(start, row: 0, rows: 1, length, ref _gradients[start], gradientRow: 0);
        else _update.Biases(start, length, ref _gradients[start]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(float factor)
    {
        float clip = _optimizer.ClipValue > 0 ? _optimizer.ClipValue : float.PositiveInfinity;
        _update.Begin(_rate, _step, new Shaping(factor, clip, _optimizer.L1, _optimizer.L2), new Shaping(factor, clip, 0, 0));
    }

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
        foreach (LayerLayout at in _network.Layout)
        {
            if (at.WeightLength == 0) continue;
            int length = at.In * at.Columns; // in chunks of a fixed length, which the last bits of the sum depend on
            for (int from = 0; from < length; from += ChunkLength)
                sum += _elementwise.SumOfSquares(ref _gradients[at.WeightAt], at.Stride, at.Columns, from, Math.Min(ChunkLength, length - from));
            for (int from = 0; at.BiasLength > 0 && from < at.Columns; from += ChunkLength)
                sum += _elementwise.SumOfSquares(ref _gradients[at.BiasAt], at.Columns, at.Columns, from, Math.Min(ChunkLength, at.Columns - from));
        }

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
