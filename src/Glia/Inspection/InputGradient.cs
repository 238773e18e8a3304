using Glia.Kernels;

namespace Glia;

/// <summary>
/// A pass there and back for one sample, which ends not at the weights but at the raw inputs: how does a neuron change with each of them? Made of the kernels of training, so
/// that it has their speed and their bits. Not safe to share between threads.
/// </summary>
internal sealed class InputGradient
{
    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly FloatBuffer _dx;

    public InputGradient(Network network)
    {
        _network = network;
        _workspace = new Workspace(network.Layout, network.Layers, batch: 1, training: true, SimdWidths.Best, threads: 1);
        _dx = new FloatBuffer(network.Layout[0].InStride);
    }

    /// <summary>Sums z of a layer after <see cref="Forward"/>, shape <c>(out)</c>; those of the last layer already divided by the temperature, where the pass was made with it.</summary>
    public Span<float> Z(int layer) => _workspace.Layers[layer].Z.Slice(0, _network.Layout[layer].Out);

    /// <summary>Outputs a of a layer after <see cref="Forward"/>, shape <c>(out)</c>.</summary>
    public Span<float> A(int layer) => _workspace.Layers[layer].A.Slice(0, _network.Layout[layer].Out);

    /// <summary>The slopes at a layer that <see cref="Backward"/> starts from, shape <c>(out)</c>; this sets them to 0.</summary>
    public Span<float> DA(int layer)
    {
        _workspace.Layers[layer].DA.Span.Clear();
        return _workspace.Layers[layer].DA.Slice(0, _network.Layout[layer].Out);
    }

    /// <summary>Forward: <c>z = W·x + b, a = f(z)</c> from raw inputs, shape <c>(in)</c>, through all layers.</summary>
    /// <param name="raw">Raw inputs.</param>
    /// <param name="temperature">What the last layer's sums are divided by, 1 for as they are.</param>
    public void Forward(ReadOnlySpan<float> raw, float temperature = 1)
    {
        _workspace.Input.Load(_network.Scaler, raw);
        _workspace.Last.Temperature = temperature;
        _network.Forward(_workspace, _network.CreatePass(_workspace), rows: 1);
    }

    /// <summary>Backward: <c>dz = da ⊙ f'(z), dx = Wᵀ·dz</c>, from the slopes in <see cref="DA"/> of <paramref name="layer"/>, at its z or at its a, down to the raw inputs, shape <c>(in)</c>.</summary>
    public void Backward(int layer, bool isDz, Span<float> dx)
    {
        if (!isDz) _workspace.Layers[layer].ToSlopeOfZ(1);
        for (int i = layer; i >= 0; i--)
        {
            LayerLayout at = _network.Layout[i];
            LayerBuffers buffers = _workspace.Layers[i];
            LayerBuffers? below = i == 0 ? null : _workspace.Layers[i - 1];
            FloatBuffer to = below?.DA ?? _dx;
            if (_network.Layers[i] is Dense) RowProduct.Backward(ref buffers.DA[0], ref _network.Parameters[at.WeightAt], at.Stride, ref to[0], at.In, at.Out);
            else buffers.DA.Slice(0, at.Out).CopyTo(to.Span); // dropout does nothing where nothing is trained
            below?.ToSlopeOfZ(1);
        }

        // x' = x · scale + shift
        _dx.Slice(0, dx.Length).CopyTo(dx);
        if (_network.Scaler is not { } scaler) return;
        ReadOnlySpan<float> scale = scaler.Scale;
        for (int i = 0; i < dx.Length; i++) dx[i] *= scale[scaler.IsUniform ? 0 : i];
    }
}
