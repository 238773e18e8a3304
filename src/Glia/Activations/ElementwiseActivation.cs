using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia.Activations;

/// <summary>Carries the formula <typeparamref name="TFunction"/> into the loops of each width.</summary>
internal sealed class ElementwiseActivation<TFunction>(bool hasSlope = true) : Activation(TFunction.Name, TFunction.IsProbability, hasSlope)
    where TFunction : struct, IActivation
{
    internal override void Forward<T>(ReadOnlySpan<T> z, Span<T> a)
    {
        for (int i = 0; i < z.Length; i++) a[i] = TFunction.F(z[i]);
    }

    internal override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz)
    {
        for (int i = 0; i < z.Length; i++) dz[i] = da[i] * TFunction.Derivative(z[i], a[i]);
    }

    internal override void Forward(SimdWidth width, FloatBuffer z, FloatBuffer a, int rows, int stride, int count)
    {
        switch (width)
        {
            case SimdWidth.Lanes16: Forward<V16>(ref z[0], ref a[0], rows * stride); break;
            case SimdWidth.Lanes8: Forward<V8>(ref z[0], ref a[0], rows * stride); break;
            case SimdWidth.Lanes4: Forward<V4>(ref z[0], ref a[0], rows * stride); break;
            default: Forward<F32>(ref z[0], ref a[0], rows * stride); break;
        }
    }

    internal override void Backward(SimdWidth width, FloatBuffer z, FloatBuffer a, FloatBuffer da, FloatBuffer dz, int rows, int stride, int count)
    {
        switch (width)
        {
            case SimdWidth.Lanes16: Backward<V16>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            case SimdWidth.Lanes8: Backward<V8>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            case SimdWidth.Lanes4: Backward<V4>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            default: Backward<F32>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
        }
    }

    // Lengths are whole cache lines: the padding is computed along, and never read.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<V>(ref float z, ref float a, int length)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < length; i += V.Count)
            V.Store(TFunction.F(V.Load(ref Unsafe.Add(ref z, i))), ref Unsafe.Add(ref a, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<V>(ref float z, ref float a, ref float da, ref float dz, int length)
        where V : struct, ILanes<V>
    {
        for (int i = 0; i < length; i += V.Count)
        {
            V slope = TFunction.Derivative(V.Load(ref Unsafe.Add(ref z, i)), V.Load(ref Unsafe.Add(ref a, i)));
            V.Store(V.Load(ref Unsafe.Add(ref da, i)) * slope, ref Unsafe.Add(ref dz, i));
        }
    }
}
