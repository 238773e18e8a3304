using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia.Activations;

/// <summary>Carries the formula <typeparamref name="TFunction"/> into the loops of each width.</summary>
internal sealed class ElementwiseActivation<TFunction>() : Activation(TFunction.Name, TFunction.IsProbability, TFunction.HasSlope)
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

    internal override ActivationKernel CreateKernel(SimdWidth width, int count) => width.Create(default(Factory));

    private readonly struct Factory : IPerWidth<ActivationKernel>
    {
        public ActivationKernel Create<V>()
            where V : struct, ILanes<V> => new Kernel<V>();
    }

    // Rows are whole cache lines: the padding is computed along, and never read.
    private sealed class Kernel<V> : ActivationKernel
        where V : struct, ILanes<V>
    {
        public override bool IsElementwise => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Forward(ref float z, ref float a, int rows, int columns, int stride)
        {
            if (columns == stride) (rows, columns) = (1, rows * columns);
            for (int r = 0; r < rows; r++)
            {
                for (int j = 0; j < columns; j += V.Count)
                    V.Store(TFunction.F(V.Load(ref Unsafe.Add(ref z, j))), ref Unsafe.Add(ref a, j));
                z = ref Unsafe.Add(ref z, stride);
                a = ref Unsafe.Add(ref a, stride);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Backward(ref float z, ref float a, ref float da, int rows, int columns, int stride)
        {
            if (columns == stride) (rows, columns) = (1, rows * columns);
            for (int r = 0; r < rows; r++)
            {
                for (int j = 0; j < columns; j += V.Count)
                {
                    V slope = TFunction.Derivative(V.Load(ref Unsafe.Add(ref z, j)), V.Load(ref Unsafe.Add(ref a, j)));
                    ref float d = ref Unsafe.Add(ref da, j);
                    V.Store(V.Load(ref d) * slope, ref d);
                }

                z = ref Unsafe.Add(ref z, stride);
                a = ref Unsafe.Add(ref a, stride);
                da = ref Unsafe.Add(ref da, stride);
            }
        }
    }
}
