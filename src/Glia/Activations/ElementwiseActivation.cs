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
            case SimdWidth.Lanes16: Elementwise<V16>.Forward<TFunction>(ref z[0], ref a[0], rows * stride); break;
            case SimdWidth.Lanes8: Elementwise<V8>.Forward<TFunction>(ref z[0], ref a[0], rows * stride); break;
            case SimdWidth.Lanes4: Elementwise<V4>.Forward<TFunction>(ref z[0], ref a[0], rows * stride); break;
            default: Elementwise<F32>.Forward<TFunction>(ref z[0], ref a[0], rows * stride); break;
        }
    }

    internal override void Backward(SimdWidth width, FloatBuffer z, FloatBuffer a, FloatBuffer da, FloatBuffer dz, int rows, int stride, int count)
    {
        switch (width)
        {
            case SimdWidth.Lanes16: Elementwise<V16>.Backward<TFunction>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            case SimdWidth.Lanes8: Elementwise<V8>.Backward<TFunction>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            case SimdWidth.Lanes4: Elementwise<V4>.Backward<TFunction>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
            default: Elementwise<F32>.Backward<TFunction>(ref z[0], ref a[0], ref da[0], ref dz[0], rows * stride); break;
        }
    }
}
