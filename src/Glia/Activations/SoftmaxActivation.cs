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

    internal override void Backward<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz) => Slope(a, da, dz);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slope<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz)
        where T : struct, IReal<T>
    {
        T dot = T.Of(0);
        for (int i = 0; i < a.Length; i++) dot = T.MultiplyAdd(da[i], a[i], dot);
        for (int i = 0; i < a.Length; i++) dz[i] = a[i] * (da[i] - dot);
    }

    internal override ActivationKernel CreateKernel(SimdWidth width, int count) => width.Create(new Factory(count));

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

    private readonly struct Factory(int count) : IPerWidth<ActivationKernel>
    {
        public ActivationKernel Create<V>()
            where V : struct, ILanes<V> => new Kernel<V>(count);
    }

    private sealed class Kernel<V>(int count) : ActivationKernel
        where V : struct, ILanes<V>
    {
        public override bool IsElementwise => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Forward(ref float z, ref float a, int rows, int columns, int stride)
        {
            for (int r = 0; r < rows; r++)
            {
                V max = V.All(Max<F32>(Row(ref z)).Value);
                for (int j = 0; j < columns; j += V.Count)
                    V.Store(V.Exp(V.Load(ref Unsafe.Add(ref z, j)) - max), ref Unsafe.Add(ref a, j));
                Normalize(Row(ref a));
                z = ref Unsafe.Add(ref z, stride);
                a = ref Unsafe.Add(ref a, stride);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Backward(ref float z, ref float a, ref float da, int rows, int columns, int stride)
        {
            for (int r = 0; r < rows; r++)
            {
                Span<F32> d = Row(ref da);
                Slope<F32>(Row(ref a), d, d);
                a = ref Unsafe.Add(ref a, stride);
                da = ref Unsafe.Add(ref da, stride);
            }
        }

        private Span<F32> Row(ref float first) => MemoryMarshal.CreateSpan(ref Unsafe.As<float, F32>(ref first), count);
    }
}
