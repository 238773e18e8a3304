using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Kernels;

/// <summary>Products of a single row with the weights of a layer: what matrix products become for one sample, without their planning. The same chains, the same bits.</summary>
internal abstract class RowProduct
{
    public static RowProduct Create(SimdWidth width) => width.Create(default(Factory));

    /// <summary><c>z[j] = init[j] + Σᵢ x[i] · W[i, j]</c>, W of shape <c>(depth, columns)</c>; columns are a multiple of 16.</summary>
    public abstract void Forward(ref float x, ref float w, int row, ref float init, ref float z, int columns, int depth);

    /// <summary>The same over those values of x that are not zero.</summary>
    public abstract void Forward(NonZeroList x, ref float w, int row, ref float init, ref float z, int columns);

    /// <summary><c>dx[i] = Σⱼ dz[j] · W[i, j]</c>, W of shape <c>(inputs, outputs)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float dz, ref float w, int row, ref float dx, int inputs, int outputs)
    {
        const int Together = 8;
        int i = 0;
        if (Avx.IsSupported && Fma.IsSupported && inputs >= Together)
        {
            for (; i + Together <= inputs; i += Together) EightInputs(ref dz, ref w, i, row, outputs, ref dx);
            if (i < inputs) EightInputs(ref dz, ref w, inputs - Together, row, outputs, ref dx); // some of them once more
            return;
        }

        for (; i < inputs; i++)
        {
            float sum = 0;
            ref float weights = ref Unsafe.Add(ref w, (nint)i * row);
            for (int j = 0; j < outputs; j++) sum = MathF.FusedMultiplyAdd(Unsafe.Add(ref dz, j), Unsafe.Add(ref weights, j), sum);
            Unsafe.Add(ref dx, i) = sum;
        }
    }

    /// <summary>Eight inputs side by side: four weights of each, exchanged so that one register holds those to one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightInputs(ref float dz, ref float w, nint first, nint row, int outputs, ref float dx)
    {
        Vector256<float> sum = default;
        w = ref Unsafe.Add(ref w, first * row);
        for (nint j = 0; j < outputs; j += 4)
        {
            ref float at = ref Unsafe.Add(ref w, j);
            Vector256<float> a = Two(ref at, row), b = Two(ref Unsafe.Add(ref at, row), row), c = Two(ref Unsafe.Add(ref at, 2 * row), row), d = Two(ref Unsafe.Add(ref at, 3 * row), row);
            Vector256<float> ac0 = Avx.UnpackLow(a, c), ac1 = Avx.UnpackHigh(a, c), bd0 = Avx.UnpackLow(b, d), bd1 = Avx.UnpackHigh(b, d);
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref dz, j)), Avx.UnpackLow(ac0, bd0), sum);
            if (j + 1 < outputs) sum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref dz, j + 1)), Avx.UnpackHigh(ac0, bd0), sum);
            if (j + 2 < outputs) sum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref dz, j + 2)), Avx.UnpackLow(ac1, bd1), sum);
            if (j + 3 < outputs) sum = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref dz, j + 3)), Avx.UnpackHigh(ac1, bd1), sum);
        }

        sum.StoreUnsafe(ref Unsafe.Add(ref dx, first));
    }

    /// <summary>Four weights of an input, and of the fourth after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Two(ref float w, nint row) => Vector256.Create(Vector128.LoadUnsafe(ref w), Vector128.LoadUnsafe(ref Unsafe.Add(ref w, 4 * row)));

    private readonly struct Factory : IPerWidth<RowProduct>
    {
        public RowProduct Create<V>()
            where V : struct, ILanes<V> => new Wide<V>();
    }

    private sealed class Wide<V> : RowProduct
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Forward(ref float x, ref float w, int row, ref float init, ref float z, int columns, int depth)
        {
            const int Most = 4;
            for (int done = 0, left = columns / V.Count; left > 0;)
            {
                int vectors = Math.Min(left, Most);
                Tiles<V>.Run(1, vectors, 1, ref x, 0, 1, ref Unsafe.Add(ref w, done), row, ref Unsafe.Add(ref init, done), 0, ref Unsafe.Add(ref z, done), 0, depth);
                done += vectors * V.Count;
                left -= vectors;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Forward(NonZeroList x, ref float w, int row, ref float init, ref float z, int columns)
        {
            for (int done = 0, left = columns / V.Count; left > 0;)
            {
                int vectors = Math.Min(left, ListedRows<V>.MaxVectors);
                ListedRows<V>.Multiply(vectors, ref x.Places[0], ref x.Values[0], x.Count, ref Unsafe.Add(ref w, done), row, ref Unsafe.Add(ref init, done), ref Unsafe.Add(ref z, done));
                done += vectors * V.Count;
                left -= vectors;
            }
        }
    }
}
