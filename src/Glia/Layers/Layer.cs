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

    /// <summary>Forward: from <paramref name="x"/>, shape <c>(rows, in)</c>, to <c>buffers.A</c>, shape <c>(rows, out)</c>.</summary>
    internal abstract void Forward(in Pass pass, LayerBuffers buffers, FloatBuffer x, int rows);

    /// <summary>
    /// Backward: from <c>buffers.DA</c>, the slope of the loss at the outputs, to the weights' gradients and, where <paramref name="dx"/> is given, to the
    /// slope at the inputs, shape <c>(rows, in)</c>. <paramref name="isDz"/>: the slope is already one at z, before the activation.
    /// </summary>
    internal abstract void Backward(in Pass pass, LayerBuffers buffers, FloatBuffer x, FloatBuffer? dx, int rows, bool isDz);
}
