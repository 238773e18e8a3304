using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia.Activations;

/// <summary>
/// Softmax: <c>aᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m)</c> with m = max z, which keeps e^ from overflowing; <c>dzᵢ = aᵢ (daᵢ − Σⱼ daⱼ aⱼ)</c> (Bridle 1990).
/// The sum is taken in the order of the outputs, at every width.
/// </summary>
internal sealed class SoftmaxActivation() : Activation("softmax", isProbability: true, hasSlope: true)
{
    internal override void Forward<T>(ReadOnlySpan<T> z, Span<T> a)
    {
        T max = Max(z);
        for (int i = 0; i < z.Length; i++) a[i] = T.Exp(z[i] - max);
        Normalize(a);
    }

    internal override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz)
    {
        T dot = T.Of(0);
        for (int i = 0; i < a.Length; i++) dot = T.MultiplyAdd(da[i], a[i], dot);
        for (int i = 0; i < a.Length; i++) dz[i] = a[i] * (da[i] - dot);
    }

    internal override void Forward(SimdWidth width, FloatBuffer z, FloatBuffer a, int rows, int stride, int count)
    {
        for (int r = 0; r < rows; r++)
        {
            int at = r * stride;
            float max = Max(Row(z, at, count)).Value;
            switch (width)
            {
                case SimdWidth.Lanes16: Elementwise<V16>.ExpShifted(ref z[at], max, ref a[at], stride); break;
                case SimdWidth.Lanes8: Elementwise<V8>.ExpShifted(ref z[at], max, ref a[at], stride); break;
                case SimdWidth.Lanes4: Elementwise<V4>.ExpShifted(ref z[at], max, ref a[at], stride); break;
                default: Elementwise<F32>.ExpShifted(ref z[at], max, ref a[at], stride); break;
            }

            Normalize(Row(a, at, count));
            a.Slice(at + count, stride - count).Clear();
        }
    }

    internal override void Backward(SimdWidth width, FloatBuffer z, FloatBuffer a, FloatBuffer da, FloatBuffer dz, int rows, int stride, int count)
    {
        for (int r = 0; r < rows; r++)
        {
            int at = r * stride;
            Backward<F32>(Row(z, at, count), Row(a, at, count), Row(da, at, count), Row(dz, at, count));
        }
    }

    private static Span<F32> Row(FloatBuffer buffer, int at, int count) => MemoryMarshal.Cast<float, F32>(buffer.Slice(at, count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Max<T>(ReadOnlySpan<T> z)
        where T : struct, IReal<T>
    {
        T max = z[0];
        for (int i = 1; i < z.Length; i++) max = T.Max(max, z[i]);
        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<T>(Span<T> e)
        where T : struct, IReal<T>
    {
        T sum = T.Of(0);
        for (int i = 0; i < e.Length; i++) sum += e[i];
        T factor = T.Of(1) / sum;
        for (int i = 0; i < e.Length; i++) e[i] = e[i] * factor;
    }
}
