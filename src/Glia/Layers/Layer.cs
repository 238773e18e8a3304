using Glia.Activations;
using Glia.Kernels;

namespace Glia;

/// <summary>A layer of a network: what it computes and how wide it is, but no numbers. Immutable; its weights lie in the <see cref="Network"/>, its activations in each caller's workspace.</summary>
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>The kind of layer, as <c>ToString</c> of a network prints it.</summary>
    public abstract string Kind { get; }

    /// <summary>Number of outputs for that many inputs.</summary>
    public abstract int Outputs(int inputs);

    /// <summary>Number of weights for that many inputs.</summary>
    public virtual int WeightCount(int inputs) => 0;

    /// <summary>Number of biases.</summary>
    public virtual int BiasCount => 0;

    /// <summary>The loops of this layer's activation, or null.</summary>
    internal virtual ActivationKernel? CreateKernel(SimdWidth width) => null;

    /// <summary>Forward: from <paramref name="x"/>, shape <c>(rows, in)</c>, to <c>buffers.A</c>, shape <c>(rows, out)</c>.</summary>
    internal abstract void Forward(in Pass pass, LayerBuffers buffers, Batch x, int rows);

    /// <summary>
    /// Backward: from <c>buffers.DA</c>, the slope of the loss at z, to the weights' gradients and, where there is a layer <paramref name="below"/>, to the
    /// slope at its z in <c>below.DA</c>, shape <c>(rows, in)</c>.
    /// </summary>
    internal abstract void Backward(in Pass pass, LayerBuffers buffers, Batch x, LayerBuffers? below, int rows);
}
