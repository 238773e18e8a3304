using System.Runtime.CompilerServices;
using Glia.Activations;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// A fully connected layer: <c>Z = X·W + b, A = f(Z)</c>, shapes X <c>(batch, in)</c>, W <c>(in, out)</c> (seen from outside as <c>(out, in)</c>), b <c>(out)</c>.
/// </summary>
/// <param name="Units">Number of units, the layer's outputs; at least 1.</param>
/// <param name="Activation">f.</param>
/// <exception cref="ArgumentOutOfRangeException">There is no unit.</exception>
/// <exception cref="ArgumentNullException"><paramref name="Activation"/> is null.</exception>
public sealed record Dense(int Units, Activation Activation) : Layer
{
    /// <summary>Number of units, the layer's outputs; at least 1.</summary>
    public int Units { get; } = Units >= 1 ? Units : throw new ArgumentOutOfRangeException(nameof(Units), Units, "A layer needs at least one unit.");

    /// <summary>f, which makes the outputs of the sums.</summary>
    public Activation Activation { get; } = Activation ?? throw new ArgumentNullException(nameof(Activation));

    /// <summary>Whether there are biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The initialiser of the weights; by default what suits the activation: He for ReLU and its kin, else Xavier. The numbers themselves are in <see cref="Network.Weights"/>.</summary>
    public Initializer Weights { get; init; } = Initializer.For(Activation);

    /// <summary>The initialiser of the biases; by default they start at 0. The numbers themselves are in <see cref="Network.Biases"/>.</summary>
    public Initializer Biases { get; init; } = Initializer.Zeros;

    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override int Outputs(int inputs) => Units;

    /// <inheritdoc/>
    public override int WeightCount(int inputs) => checked(inputs * Units);

    /// <inheritdoc/>
    public override int BiasCount => Bias ? Units : 0;

    internal override ActivationKernel CreateKernel(SimdWidth width) => Activation.CreateKernel(width, Units);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in Pass pass, LayerBuffers buffers, Batch x, int rows)
    {
        LayerLayout at = buffers.Layout;
        (FloatBuffer b, int bAt) = Bias ? (pass.Parameters, at.BiasAt) : (pass.Zeros, 0);

        // Z = X·W + b, and A = f(Z) of each block while it is near
        if (rows == 1)
        {
            ref float w = ref pass.Parameters[at.WeightAt];
            if (x.Listed is { Pays: true } listed) pass.Row.Forward(listed, ref w, at.Stride, ref b[bAt], ref buffers.Z[0], at.Columns);
            else pass.Row.Forward(ref x.Values[0], ref w, at.Stride, ref b[bAt], ref buffers.Z[0], at.Columns, at.In);
            buffers.Activate(1);
            return;
        }

        pass.MatMul.Run(new(
            new(x.Values, 0, at.InStride, 1, x.NonZeros, x.Copies), new(pass.Parameters, at.WeightAt, at.Stride), b, bAt, new(buffers.Z, 0, at.Stride),
            rows, at.Columns, at.In, buffers.ThenActivate));
        if (buffers.ThenActivate is null) buffers.Activate(rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in Pass pass, LayerBuffers buffers, Batch x, LayerBuffers? below, int rows)
    {
        if (below is not null) BackwardToInputs(pass, buffers, below, rows);
        BackwardToWeights(pass, buffers, x, rows);
    }

    /// <summary>dX = dZ·Wᵀ, with the weights as they were, and dZ of the layer below, of each block while it is near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardToInputs(in Pass pass, LayerBuffers buffers, LayerBuffers below, int rows)
    {
        LayerLayout at = buffers.Layout;
        FloatBuffer dz = buffers.DA;
        ref float w = ref pass.Parameters[at.WeightAt];
        if (rows == 1)
        {
            RowProduct.Backward(ref dz[0], ref w, at.Stride, ref below.DA[0], at.In, at.Out);
            below.ToSlopeOfZ(1);
            return;
        }

        Transpose.Run(ref w, at.In, at.Out, at.Stride, ref buffers.Transposed[0], at.InStride);
        pass.MatMul.Run(new(
            new(dz, 0, at.Stride), new(buffers.Transposed, 0, at.InStride), pass.Zeros, 0, new(below.DA, 0, at.InStride),
            rows, at.InColumns, at.Out, below.ThenSlope));
        if (below.ThenSlope is null) below.ToSlopeOfZ(rows);
    }

    /// <summary>dW = Xᵀ·dZ and db = Σ dZ over the batch; and the step of each block of weights while it is near, where the gradient is for nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardToWeights(in Pass pass, LayerBuffers buffers, Batch x, int rows)
    {
        LayerLayout at = buffers.Layout;
        FloatBuffer dz = buffers.DA;
        if (rows == 1 && pass.Update is { } update)
        {
            if (update.IgnoresZeros && x.Listed is { IsCurrent: true } listed) update.WeightsOfOne(at.WeightAt, at.Stride, at.Columns, listed, ref dz[0]);
            else update.WeightsOfOne(at.WeightAt, at.Stride, at.Columns, ref x.Values[0], at.In, ref dz[0]);
            if (Bias) update.Biases(at.BiasAt, at.BiasLength, ref dz[0]);
            return;
        }

        pass.MatMul.Run(new(
            new(x.Values, 0, 1, at.InStride, x.NonZeros, x.Copies), new(dz, 0, at.Stride), pass.Zeros, 0, new(pass.Update is null ? pass.Gradients : null, at.WeightAt, at.Stride),
            at.In, at.Columns, rows, buffers.ThenDescend));
        if (!Bias) return;
        ref float db = ref pass.Gradients![at.BiasAt];
        pass.Elementwise.SumRows(ref dz[0], at.Stride, rows, ref db, at.Stride);
        pass.Update?.Biases(at.BiasAt, at.BiasLength, ref db);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}, {Activation})";
}
