using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>Loops over whole rows, element by element, at one width.</summary>
internal static class Elementwise<V>
    where V : struct, ILanes<V>
{
    /// <summary>e = exp(z − shift). The length is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpShifted(ref float z, float shift, ref float e, int length)
    {
        V offset = V.All(shift);
        for (int i = 0; i < length; i += V.Count)
            V.Store(V.Exp(V.Load(ref Unsafe.Add(ref z, i)) - offset), ref Unsafe.Add(ref e, i));
    }

    /// <summary>Adds the rows of a matrix, shape <c>(rows, length)</c>, from the first to the last: sums[j] = Σᵢ m[i, j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows(ref float m, int row, int rows, ref float sums, int length)
    {
        for (int j = 0; j < length; j += V.Count)
        {
            V sum = V.Of(0);
            ref float at = ref Unsafe.Add(ref m, j);
            for (int i = 0; i < rows; i++)
            {
                sum += V.Load(ref at);
                at = ref Unsafe.Add(ref at, row);
            }

            V.Store(sum, ref Unsafe.Add(ref sums, j));
        }
    }

    /// <summary>x' = x · scale + shift with one factor and offset for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ref float raw, float scale, float shift, ref float scaled, int length)
    {
        V a = V.All(scale), b = V.All(shift);
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
            V.Store(V.MultiplyAdd(V.Load(ref Unsafe.Add(ref raw, i)), a, b), ref Unsafe.Add(ref scaled, i));
        for (; i < length; i++) Unsafe.Add(ref scaled, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref raw, i), scale, shift);
    }

    /// <summary>x' = x · scale + shift from bytes, with one factor and offset for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleBytes(ref byte raw, float scale, float shift, ref float scaled, int length)
    {
        V a = V.All(scale), b = V.All(shift);
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
            V.Store(V.MultiplyAdd(V.LoadBytes(ref Unsafe.Add(ref raw, i)), a, b), ref Unsafe.Add(ref scaled, i));
        for (; i < length; i++) Unsafe.Add(ref scaled, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref raw, i), scale, shift);
    }

    /// <summary>Σ x², in 16 partial sums that are the same at every width, then added in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ref float x, int length)
    {
        Span<float> sums = stackalloc float[FloatBuffer.Line];
        sums.Clear();
        ref float first = ref sums[0];
        for (int i = 0; i < length; i += FloatBuffer.Line)
            for (int lane = 0; lane < FloatBuffer.Line; lane += V.Count)
            {
                V value = V.Load(ref Unsafe.Add(ref x, i + lane));
                ref float sum = ref Unsafe.Add(ref first, lane);
                V.Store(V.MultiplyAdd(value, value, V.Load(ref sum)), ref sum);
            }

        double total = 0;
        foreach (float sum in sums) total += sum;
        return total;
    }
}
