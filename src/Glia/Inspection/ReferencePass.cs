using Glia.Kernels;

namespace Glia;

/// <summary>
/// The two passes as the textbooks write them: loops over samples, units and inputs, no vectors, no threads, no tiles. Over <see cref="F32"/> it gives the
/// bits that the fast kernels must give; over <see cref="F64"/> it is what gradients are checked with.
/// </summary>
internal sealed class ReferencePass<T>
    where T : struct, IReal<T>
{
    private readonly Network _network;
    private readonly int _rows;
    private readonly T[] _x;
    private readonly T[][] _z, _a, _da, _dz;

    /// <summary>A pass over <paramref name="rows"/> samples with a copy of the network's numbers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x">Scaled inputs, shape <c>(rows, in)</c>.</param>
    /// <param name="rows">Samples.</param>
    public ReferencePass(Network network, T[] x, int rows)
    {
        (_network, _x, _rows) = (network, x, rows);
        Parameters = new T[network.Parameters.Length];
        for (int i = 0; i < Parameters.Length; i++) Parameters[i] = T.Of(network.Parameters[i]);
        Gradients = new T[Parameters.Length];
        _z = Rows();
        _a = Rows();
        _da = Rows();
        _dz = Rows();
    }

    /// <summary>All weights and biases, laid out as in the network.</summary>
    public T[] Parameters { get; }

    /// <summary>Their gradients, in the same layout.</summary>
    public T[] Gradients { get; }

    /// <summary>Key of the dropout masks; null where nothing is dropped.</summary>
    public ulong? DropoutKey { get; init; }

    /// <summary>T, by which a softmax at the end divides its sums when it predicts; 1 in training. The sums themselves stay as they are.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Sums z of layer <paramref name="layer"/> for sample <paramref name="row"/>, shape <c>(out)</c>.</summary>
    public Span<T> Z(int layer, int row) => Row(_z, layer, row);

    /// <summary>Outputs a of layer <paramref name="layer"/> for sample <paramref name="row"/>, shape <c>(out)</c>.</summary>
    public Span<T> A(int layer, int row) => Row(_a, layer, row);

    /// <summary>∂L/∂a of layer <paramref name="layer"/> for sample <paramref name="row"/>, shape <c>(out)</c>; at the last layer ∂L/∂z where <see cref="Slope"/> said so.</summary>
    public Span<T> DA(int layer, int row) => Row(_da, layer, row);

    /// <summary>∂L/∂z of layer <paramref name="layer"/> for sample <paramref name="row"/>, shape <c>(out)</c>.</summary>
    public Span<T> DZ(int layer, int row) => Row(_dz, layer, row);

    /// <summary>Forward: <c>z = W·x + b, a = f(z)</c>, layer by layer.</summary>
    public void Forward()
    {
        foreach (LayerLayout at in _network.Layout)
            for (int r = 0; r < _rows; r++)
                if (_network.Layers[at.Index] is Dense dense) Forward(dense, at, r);
                else Drop((Dropout)_network.Layers[at.Index], at, r, X(at.Index, r), A(at.Index, r));
    }

    private void Forward(Dense dense, LayerLayout at, int r)
    {
        ReadOnlySpan<T> x = X(at.Index, r);
        Span<T> z = Z(at.Index, r);
        for (int o = 0; o < at.Out; o++)
        {
            z[o] = dense.Bias ? Parameters[at.BiasAt + o] : T.Of(0);
            for (int i = 0; i < at.In; i++) z[o] = T.MultiplyAdd(x[i], W(at, o, i), z[o]);
        }

        bool cools = Temperature != 1 && at.Index == _network.Layers.Count - 1;
        dense.Activation.Forward<T>(cools ? Cool(z, A(at.Index, r)) : z, A(at.Index, r));
    }

    /// <summary>z / T into <paramref name="to"/>, where the function may be applied in place.</summary>
    private Span<T> Cool(Span<T> z, Span<T> to)
    {
        T factor = T.Of(1 / Temperature);
        for (int o = 0; o < z.Length; o++) to[o] = z[o] * factor;
        return to;
    }

    /// <summary>The mean loss over the samples, and its slope at the outputs; says whether that slope is one at z (true) or at a.</summary>
    public T Slope(Loss loss, T[] targets, out bool isDz)
    {
        isDz = loss.FusesWith(_network.OutputLayer.Activation);
        int last = _network.Layers.Count - 1;
        T sum = T.Of(0), scale = T.Of(1) / T.Of(_rows);
        for (int r = 0; r < _rows; r++)
            sum += loss.Sample(isDz, Z(last, r), A(last, r), targets.AsSpan(r * _network.Outputs, _network.Outputs), scale, DA(last, r));
        return sum * scale;
    }

    /// <summary>Backward: <c>dz = da ⊙ f'(z), dW = dz·xᵀ, db = dz, dx = Wᵀ·dz</c>, from the last layer to the first, summed over the samples.</summary>
    public void Backward(bool isDz)
    {
        Array.Clear(Gradients);
        for (int layer = _network.Layers.Count - 1; layer >= 0; layer--)
            for (int r = 0; r < _rows; r++)
            {
                LayerLayout at = _network.Layout[layer];
                if (_network.Layers[layer] is Dense dense) Backward(dense, at, r, isDz && layer == _network.Layers.Count - 1);
                else if (layer > 0) Drop((Dropout)_network.Layers[layer], at, r, DA(layer, r), DA(layer - 1, r));
            }
    }

    private void Backward(Dense dense, LayerLayout at, int r, bool isDz)
    {
        Span<T> da = DA(at.Index, r), dz = DZ(at.Index, r);
        if (isDz) da.CopyTo(dz);
        else dense.Activation.Backward<T>(Z(at.Index, r), A(at.Index, r), da, dz);

        ReadOnlySpan<T> x = X(at.Index, r);
        for (int o = 0; o < at.Out; o++)
        {
            for (int i = 0; i < at.In; i++) DW(at, o, i) = T.MultiplyAdd(x[i], dz[o], DW(at, o, i));
            if (dense.Bias) Gradients[at.BiasAt + o] += dz[o];
        }

        if (at.Index == 0) return;
        Span<T> dx = DA(at.Index - 1, r);
        for (int i = 0; i < at.In; i++)
        {
            dx[i] = T.Of(0);
            for (int o = 0; o < at.Out; o++) dx[i] = T.MultiplyAdd(dz[o], W(at, o, i), dx[i]);
        }
    }

    private void Drop(Dropout dropout, LayerLayout at, int r, ReadOnlySpan<T> from, Span<T> to)
    {
        if (DropoutKey is not { } key)
        {
            from.CopyTo(to);
            return;
        }

        var mask = new float[at.Columns];
        dropout.Mask(key, at, r, mask);
        for (int o = 0; o < at.Out; o++) to[o] = from[o] * T.Of(mask[o]);
    }

    private T W(LayerLayout at, int unit, int input) => Parameters[at.WeightAt + (input * at.Stride) + unit];

    private ref T DW(LayerLayout at, int unit, int input) => ref Gradients[at.WeightAt + (input * at.Stride) + unit];

    private Span<T> X(int layer, int row) => layer == 0 ? _x.AsSpan(row * _network.Inputs, _network.Inputs) : A(layer - 1, row);

    private Span<T> Row(T[][] values, int layer, int row) => values[layer].AsSpan(row * _network.Layout[layer].Out, _network.Layout[layer].Out);

    private T[][] Rows() => [.. _network.Layout.Select(at => new T[_rows * at.Out])];
}
