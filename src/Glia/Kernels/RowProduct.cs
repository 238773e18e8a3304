using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Kernels;

/// <summary>Products of a single row with the weights of a layer: what matrix products become for one sample, without their planning. The same chains, the same bits.</summary>
internal abstract class RowProduct
{
    public static RowProduct Create(SimdWidth width) => width.Create(default(Factory));

    /// <summary><c>z[j] = init[j] + Σᵢ x[i] · W[i, j]</c>, W of shape <c>(depth, columns)</c>; columns are a multiple of 16. Zeros of x are left out where they are listed.</summary>
    public abstract void Forward(ref float x, NonZeros? nonZeros, ref float w, int row, ref float init, ref float z, int columns, int depth);

    /// <summary><c>dx[i] = Σⱼ dz[j] · W[i, j]</c>, W of shape <c>(inputs, outputs)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float dz, ref float w, int row, ref float dx, int inputs, int outputs)
    {
        int i = 0;
        if (Sse.IsSupported && Fma.IsSupported)
        {
            for (; i + 4 <= inputs; i += 4)
                FourInputs(ref dz, ref Unsafe.Add(ref w, (nint)i * row), row, outputs).StoreUnsafe(ref Unsafe.Add(ref dx, i));
        }

        for (; i < inputs; i++)
        {
            float sum = 0;
            ref float weights = ref Unsafe.Add(ref w, (nint)i * row);
            for (int j = 0; j < outputs; j++) sum = MathF.FusedMultiplyAdd(Unsafe.Add(ref dz, j), Unsafe.Add(ref weights, j), sum);
            Unsafe.Add(ref dx, i) = sum;
        }
    }

    /// <summary>Four inputs side by side: four weights of each, exchanged so that one register holds those to one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourInputs(ref float dz, ref float w, nint row, int outputs)
    {
        Vector128<float> sum = default;
        for (nint j = 0; j < outputs; j += 4)
        {
            ref float at = ref Unsafe.Add(ref w, j);
            Vector128<float> a = Vector128.LoadUnsafe(ref at), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, row));
            Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, 2 * row)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, 3 * row));
            Vector128<float> ac0 = Sse.UnpackLow(a, c), ac1 = Sse.UnpackHigh(a, c), bd0 = Sse.UnpackLow(b, d), bd1 = Sse.UnpackHigh(b, d);
            sum = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref dz, j)), Sse.UnpackLow(ac0, bd0), sum);
            if (j + 1 < outputs) sum = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref dz, j + 1)), Sse.UnpackHigh(ac0, bd0), sum);
            if (j + 2 < outputs) sum = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref dz, j + 2)), Sse.UnpackLow(ac1, bd1), sum);
            if (j + 3 < outputs) sum = Vector128.FusedMultiplyAdd(Vector128.Create(Unsafe.Add(ref dz, j + 3)), Sse.UnpackHigh(ac1, bd1), sum);
        }

        return sum;
    }

    private readonly struct Factory : IPerWidth<RowProduct>
    {
        public RowProduct Create<V>()
            where V : struct, ILanes<V> => new Wide<V>();
    }

    private sealed class Wide<V> : RowProduct
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Forward(ref float x, NonZeros? nonZeros, ref float w, int row, ref float init, ref float z, int columns, int depth)
        {
            const int ListCost = 2; // looking a value up in a list costs about as much as multiplying a zero
            bool isListed = nonZeros is { HasList: true } && nonZeros.Count * ListCost < depth;
            int most = isListed ? SparseRows<V>.MaxVectors : 4;
            for (int left = columns / V.Count; left > 0;)
            {
                int vectors = Math.Min(left, most);
                if (isListed) SparseRows<V>.RunOne(vectors, ref nonZeros!.List[0], nonZeros.Count, ref x, ref w, row, ref init, ref z);
                else Tiles<V>.Run(1, vectors, 1, ref x, 0, 1, ref w, row, ref init, 0, ref z, 0, depth);
                w = ref Unsafe.Add(ref w, vectors * V.Count);
                init = ref Unsafe.Add(ref init, vectors * V.Count);
                z = ref Unsafe.Add(ref z, vectors * V.Count);
                left -= vectors;
            }
        }
    }
}
