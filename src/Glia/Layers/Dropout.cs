using System.Globalization;
using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>
/// Dropout: while training, each value is set to 0 with probability p and the others are multiplied by 1/(1 − p), so that nothing has to change when
/// predicting, where the layer does nothing (Srivastava et al. 2014, "inverted"). The mask follows from the seed, the step and the place alone.
/// </summary>
/// <param name="Rate">p, 0 ≤ p &lt; 1; kept to 1/65536.</param>
/// <exception cref="ArgumentOutOfRangeException">p is out of range.</exception>
public sealed record Dropout(float Rate) : Layer
{
    /// <summary>p, the probability that a value is set to 0 while training, 0 ≤ p &lt; 1; kept to 1/65536.</summary>
    public float Rate { get; } = Rate is >= 0 and < 1 ? Rate : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "A dropout rate must be at least 0 and less than 1.");

    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override int Outputs(int inputs) => inputs;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in Pass pass, LayerBuffers buffers, Batch x, int rows)
    {
        LayerLayout at = buffers.Layout;
        int length = rows * at.Stride;
        if (pass.DropoutKey is not { } key)
        {
            x.Values.Slice(0, length).CopyTo(buffers.A.Span);
            return;
        }

        // z holds the mask, for the way back.
        for (int r = 0; r < rows; r++) Mask(key, at, pass.FirstRow + r, buffers.Z.Slice(r * at.Stride, at.Columns));
        Multiply(x.Values.Slice(0, length), buffers.Z.Slice(0, length), buffers.A.Slice(0, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in Pass pass, LayerBuffers buffers, Batch x, LayerBuffers? below, int rows)
    {
        if (below is null) return;
        int length = rows * buffers.Layout.Stride;
        if (pass.DropoutKey is null) buffers.DA.Slice(0, length).CopyTo(below.DA.Span);
        else Multiply(buffers.DA.Slice(0, length), buffers.Z.Slice(0, length), below.DA.Slice(0, length));
        below.ToSlopeOfZ(rows);
    }

    /// <summary>One row of the mask: 0 where a value is dropped, 1/(1 − p) where it is kept; four places from each 64-bit hash of their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Mask(ulong key, LayerLayout at, int row, Span<float> mask)
    {
        int threshold = (int)(Rate * 65536), first = row * at.Columns;
        float kept = 1 / (1 - Rate);
        ulong stream = Xoshiro256.Mix(key + (ulong)at.Index);
        for (int i = 0; i < mask.Length; i += 4)
        {
            ulong bits = Xoshiro256.Mix(stream ^ (ulong)(first + i));
            for (int j = i; j < Math.Min(i + 4, mask.Length); j++, bits >>= 16)
                mask[j] = (int)(bits & 0xFFFF) < threshold ? 0 : kept;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> product)
    {
        for (int i = 0; i < a.Length; i++) product[i] = a[i] * b[i];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Dropout({Rate})");
}
