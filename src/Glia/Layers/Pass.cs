using Glia.Kernels;

namespace Glia;

/// <summary>What one pass through a network has at hand: the numbers, where gradients go, and the kernels to use.</summary>
/// <param name="Parameters">All weights and biases, flat.</param>
/// <param name="Gradients">Gradients in the same layout; null in a pass that only predicts.</param>
/// <param name="Update">Moves weights as soon as their gradient is known, which then is kept nowhere; null to keep the whole gradient.</param>
/// <param name="Zeros">Zeros, as many as the widest row.</param>
/// <param name="MatMul">The matrix product.</param>
/// <param name="Row">The products of a single sample.</param>
/// <param name="Elementwise">Loops over rows.</param>
/// <param name="DropoutKey">Key of this step's dropout masks, from the seed and the number of the step; null where nothing is dropped.</param>
/// <param name="FirstRow">Place of the first row in the whole batch, of which other ranks may have other rows.</param>
internal readonly record struct Pass(FloatBuffer Parameters, FloatBuffer? Gradients, UpdateStep? Update, FloatBuffer Zeros, MatMul MatMul, RowProduct Row, Elementwise Elementwise, ulong? DropoutKey, int FirstRow = 0);

/// <summary>One layer's place in the flat block: its weights, shape <c>(in, out)</c> with rows padded to <paramref name="Stride"/>, and its biases.</summary>
/// <param name="Index">Number of the layer.</param>
/// <param name="In">Inputs.</param>
/// <param name="Out">Outputs.</param>
/// <param name="InStride">Floats from one row of inputs to the next.</param>
/// <param name="Stride">Floats from one row of outputs, or of weights, to the next.</param>
/// <param name="WeightAt">Where the weights begin.</param>
/// <param name="WeightLength">Length of the weights, padding included; 0 where there are none.</param>
/// <param name="BiasAt">Where the biases begin.</param>
/// <param name="BiasLength">Length of the biases, padding included; 0 where there are none.</param>
internal readonly record struct LayerLayout(int Index, int In, int Out, int InStride, int Stride, int WeightAt, int WeightLength, int BiasAt, int BiasLength)
{
    /// <summary>Inputs in whole lines: what is computed of a row; the rest up to its stride is never touched.</summary>
    public int InColumns => FloatBuffer.Pad(In);

    /// <summary>Outputs in whole lines.</summary>
    public int Columns => FloatBuffer.Pad(Out);
}
