using Glia.Kernels;

namespace Glia;

/// <summary>
/// A fully connected layer: <c>Z = X·W + b, A = f(Z)</c>, shapes X <c>(batch, in)</c>, W <c>(in, out)</c> (seen from outside as <c>(out, in)</c>), b <c>(out)</c>.
/// </summary>
/// <param name="Units">Number of units, the layer's outputs; at least 1.</param>
/// <param name="Activation">f.</param>
public sealed record Dense(int Units, Activation Activation) : Layer
{
    /// <summary>Number of units.</summary>
    public int Units { get; } = Units >= 1 ? Units : throw new ArgumentOutOfRangeException(nameof(Units), Units, "A layer needs at least one unit.");

    /// <summary>f.</summary>
    public Activation Activation { get; } = Activation ?? throw new ArgumentNullException(nameof(Activation));

    /// <summary>Whether there are biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How the weights start; by default what suits the activation: He for ReLU and its kin, else Xavier.</summary>
    public Initializer Weights { get; init; } = Initializer.For(Activation);

    /// <summary>How the biases start; by default at 0.</summary>
    public Initializer Biases { get; init; } = Initializer.Zeros;

    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override int Outputs(int inputs) => Units;

    /// <inheritdoc/>
    public override int WeightCount(int inputs) => checked(inputs * Units);

    /// <inheritdoc/>
    public override int BiasCount => Bias ? Units : 0;

    internal override void Forward(in Pass pass, LayerBuffers buffers, FloatBuffer x, int rows)
    {
        LayerLayout at = buffers.Layout;
        (FloatBuffer z, FloatBuffer a) = (buffers.Z, buffers.A);
        (FloatBuffer b, int bAt) = Bias ? (pass.Parameters, at.BiasAt) : (pass.Zeros, 0);

        // Z = X·W + b
        pass.MatMul.Run(new(x, 0, at.InStride), new(pass.Parameters, at.WeightAt, at.Stride), b, bAt, new(z, 0, at.Stride), rows, at.Stride, depth: at.In);

        // A = f(Z)
        Activation.Forward(pass.Width, z, a, rows, at.Stride, at.Out);
    }

    internal override void Backward(in Pass pass, LayerBuffers buffers, FloatBuffer x, FloatBuffer? dx, int rows, bool isDz)
    {
        LayerLayout at = buffers.Layout;
        (FloatBuffer z, FloatBuffer a, FloatBuffer da, FloatBuffer gradients) = (buffers.Z, buffers.A, buffers.DA, pass.Gradients!);

        // dZ = dA ⊙ f'(Z)
        FloatBuffer dz = da;
        if (!isDz) Activation.Backward(pass.Width, z, a, da, dz, rows, at.Stride, at.Out);

        // dW = Xᵀ·dZ
        pass.MatMul.Run(new(x, 0, Row: 1, Step: at.InStride), new(dz, 0, at.Stride), pass.Zeros, 0, new(gradients, at.WeightAt, at.Stride), at.In, at.Stride, depth: rows);

        // db = Σ dZ over the batch
        if (Bias) SumRows(pass.Width, dz, rows, at, gradients);

        // dX = dZ·Wᵀ
        if (dx is null) return;
        Transpose.Run(pass.Parameters, at.WeightAt, at.In, at.Out, at.Stride, buffers.Transposed, at.InStride);
        pass.MatMul.Run(new(dz, 0, at.Stride), new(buffers.Transposed, 0, at.InStride), pass.Zeros, 0, new(dx, 0, at.InStride), rows, at.InStride, depth: at.Out);
    }

    private static void SumRows(SimdWidth width, FloatBuffer dz, int rows, LayerLayout at, FloatBuffer gradients)
    {
        switch (width)
        {
            case SimdWidth.Lanes16: Elementwise<V16>.SumRows(ref dz[0], at.Stride, rows, ref gradients[at.BiasAt], at.Stride); break;
            case SimdWidth.Lanes8: Elementwise<V8>.SumRows(ref dz[0], at.Stride, rows, ref gradients[at.BiasAt], at.Stride); break;
            case SimdWidth.Lanes4: Elementwise<V4>.SumRows(ref dz[0], at.Stride, rows, ref gradients[at.BiasAt], at.Stride); break;
            default: Elementwise<F32>.SumRows(ref dz[0], at.Stride, rows, ref gradients[at.BiasAt], at.Stride); break;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}, {Activation})";
}
