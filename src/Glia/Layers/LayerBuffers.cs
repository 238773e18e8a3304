using System.Runtime.CompilerServices;
using Glia.Activations;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// A batch on its way into a layer, shape <c>(rows, in)</c> with padded rows; where zeros are marked, or the others listed, products may leave them out; where there are
/// copies, each thread reads its own.
/// </summary>
internal readonly record struct Batch(FloatBuffer? Own, NonZeroList? Listed = null, NonZeros? NonZeros = null, Copies? Copies = null)
{
    public FloatBuffer Values => Own ?? Copies!.Of(0).Values;
}

/// <summary>One layer's part of a workspace: sums z, outputs a and their slopes, each of shape <c>(batch, out)</c> with padded rows.</summary>
internal sealed class LayerBuffers
{
    private readonly ActivationKernel? _activation;

    public LayerBuffers(LayerLayout layout, ActivationKernel? activation, SimdWidth width, int batch, bool training)
    {
        Layout = layout;
        OfOne = NonZeroList.Create(width, layout.Out);
        _activation = activation;
        Z = new FloatBuffer(batch * layout.Stride);
        A = new FloatBuffer(batch * layout.Stride);
        DA = new FloatBuffer(training ? batch * layout.Stride : 0);
        Transposed = new FloatBuffer(training && layout.Index > 0 && layout.WeightLength > 0 ? layout.Out * layout.InStride : 0);
        ThenActivate = activation is { IsElementwise: true } ? new ActivateBlock(this) : null;
        ThenSlope = activation is { IsElementwise: true } ? new SlopeOfBlock(this) : null;
    }

    public LayerLayout Layout { get; }

    public FloatBuffer Z { get; }

    public FloatBuffer A { get; }

    /// <summary>The outputs of a single sample that are not zero, for the next layer: a ReLU lets half of them through.</summary>
    public NonZeroList OfOne { get; }

    /// <summary>∂L/∂a, and in its place ∂L/∂z.</summary>
    public FloatBuffer DA { get; }

    /// <summary>Wᵀ, shape <c>(out, in)</c>, written anew by each backward pass: the product with it then reads along rows.</summary>
    public FloatBuffer Transposed { get; }

    /// <summary>A = f(Z) for each block of Z as it comes; null where a block is not enough: see <see cref="Activate"/>.</summary>
    public Epilogue? ThenActivate { get; }

    /// <summary>dZ = dA ⊙ f'(Z) for each block of dA as it comes; null where a block is not enough: see <see cref="ToSlopeOfZ"/>.</summary>
    public Epilogue? ThenSlope { get; }

    /// <summary>Moves the weights by each block of dW as it comes; set by a training that keeps no gradient.</summary>
    public Epilogue? ThenDescend { get; set; }

    /// <summary>T, by which a softmax that predicts divides its sums; 1 in training.</summary>
    public float Temperature { get; set; } = 1;

    /// <summary>A = f(Z) for the whole batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Activate(int rows)
    {
        if (Temperature != 1) Cool(rows);
        _activation?.Forward(ref Z[0], ref A[0], rows, Layout.Stride, Layout.Stride);
    }

    private void Cool(int rows)
    {
        float factor = 1 / Temperature;
        foreach (ref float z in Z.Slice(0, rows * Layout.Stride)) z *= factor;
    }

    /// <summary>dZ from dA for the whole batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ToSlopeOfZ(int rows) => _activation?.Backward(ref Z[0], ref A[0], ref DA[0], rows, Layout.Stride, Layout.Stride);

    private sealed class ActivateBlock(LayerBuffers layer) : Epilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Run(int row, int rows, int column, int columns, ref float c, nint cRow)
        {
            int stride = layer.Layout.Stride;
            layer._activation!.Forward(ref c, ref layer.A[(row * stride) + column], rows, columns, stride);
        }
    }

    private sealed class SlopeOfBlock(LayerBuffers layer) : Epilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Run(int row, int rows, int column, int columns, ref float c, nint cRow)
        {
            int stride = layer.Layout.Stride, at = (row * stride) + column;
            layer._activation!.Backward(ref layer.Z[at], ref layer.A[at], ref c, rows, columns, stride);
        }
    }
}
