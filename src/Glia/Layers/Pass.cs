using Glia.Kernels;

namespace Glia;

/// <summary>What one pass through a network has at hand: the numbers, where gradients go, and the kernels to use.</summary>
/// <param name="Parameters">All weights and biases, flat.</param>
/// <param name="Gradients">Gradients in the same layout; null in a pass that only predicts.</param>
/// <param name="Zeros">Zeros, as many as the widest row.</param>
/// <param name="MatMul">The matrix product.</param>
/// <param name="Width">Width of the elementwise loops.</param>
/// <param name="DropoutKey">Key of this step's dropout masks, from the seed and the number of the step; null where nothing is dropped.</param>
internal readonly record struct Pass(FloatBuffer Parameters, FloatBuffer? Gradients, FloatBuffer Zeros, MatMul MatMul, SimdWidth Width, ulong? DropoutKey);

/// <summary>One layer's place in the flat block: its weights, shape <c>(in, out)</c> with rows padded to <paramref name="Stride"/>, and its biases.</summary>
/// <param name="Index">Number of the layer.</param>
/// <param name="In">Inputs.</param>
/// <param name="Out">Outputs.</param>
/// <param name="InStride">Inputs, padded to whole lines.</param>
/// <param name="Stride">Outputs, padded to whole lines.</param>
/// <param name="WeightAt">Where the weights begin.</param>
/// <param name="WeightLength">Length of the weights, padding included; 0 where there are none.</param>
/// <param name="BiasAt">Where the biases begin.</param>
/// <param name="BiasLength">Length of the biases, padding included; 0 where there are none.</param>
internal readonly record struct LayerLayout(int Index, int In, int Out, int InStride, int Stride, int WeightAt, int WeightLength, int BiasAt, int BiasLength);

/// <summary>One layer's part of a workspace: sums z, outputs a and their slopes, each of shape <c>(batch, out)</c> with padded rows.</summary>
internal sealed class LayerBuffers
{
    public LayerBuffers(LayerLayout layout, int batch, bool training)
    {
        Layout = layout;
        Z = new FloatBuffer(batch * layout.Stride);
        A = new FloatBuffer(batch * layout.Stride);
        DA = new FloatBuffer(training ? batch * layout.Stride : 0);
        Transposed = new FloatBuffer(training && layout.Index > 0 && layout.WeightLength > 0 ? layout.Out * layout.InStride : 0);
    }

    public LayerLayout Layout { get; }

    public FloatBuffer Z { get; }

    public FloatBuffer A { get; }

    /// <summary>∂L/∂a on the way in; the layer turns it into ∂L/∂z in place.</summary>
    public FloatBuffer DA { get; }

    /// <summary>Wᵀ, shape <c>(out, in)</c>, written anew by each backward pass: the product with it then reads along rows.</summary>
    public FloatBuffer Transposed { get; }
}
