using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>Loops over rows, element by element, at the width that was chosen.</summary>
internal abstract class Elementwise
{
    public static Elementwise Create(SimdWidth width) => width.Create(default(Factory));

    /// <summary>Adds the rows of a matrix, shape <c>(rows, length)</c>, from the first to the last: sums[j] = Σᵢ m[i, j].</summary>
    public abstract void SumRows(ref float m, int row, int rows, ref float sums, int length);

    /// <summary>x' = x · scale + shift with one factor and offset for all.</summary>
    public abstract void Scale(ref float raw, float scale, float shift, ref float scaled, int length);

    /// <summary>x' = x · scale + shift from bytes, with one factor and offset for all.</summary>
    public abstract void ScaleBytes(ref byte raw, float scale, float shift, ref float scaled, int length);

    /// <summary>
    /// Σ m², in 16 partial sums that are the same at every width, then added in order; over <paramref name="length"/> places of a matrix of so many columns from place
    /// <paramref name="from"/> on, counted row after row. All three are multiples of 16.
    /// </summary>
    public abstract double SumOfSquares(ref float m, int row, int columns, int from, int length);

    private readonly struct Factory : IPerWidth<Elementwise>
    {
        public Elementwise Create<V>()
            where V : struct, ILanes<V> => new Wide<V>();
    }

    private sealed class Wide<V> : Elementwise
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void SumRows(ref float m, int row, int rows, ref float sums, int length)
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

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Scale(ref float raw, float scale, float shift, ref float scaled, int length)
        {
            V a = V.All(scale), b = V.All(shift);
            int i = 0;
            for (; i <= length - V.Count; i += V.Count)
                V.Store(V.MultiplyAdd(V.Load(ref Unsafe.Add(ref raw, i)), a, b), ref Unsafe.Add(ref scaled, i));
            for (; i < length; i++) Unsafe.Add(ref scaled, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref raw, i), scale, shift);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void ScaleBytes(ref byte raw, float scale, float shift, ref float scaled, int length)
        {
            V a = V.All(scale), b = V.All(shift);
            int i = 0;
            for (; i <= length - V.Count; i += V.Count)
                V.Store(V.MultiplyAdd(V.LoadBytes(ref Unsafe.Add(ref raw, i)), a, b), ref Unsafe.Add(ref scaled, i));
            for (; i < length; i++) Unsafe.Add(ref scaled, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref raw, i), scale, shift);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override double SumOfSquares(ref float m, int row, int columns, int from, int length)
        {
            Span<float> sums = stackalloc float[FloatBuffer.Line];
            sums.Clear();
            ref float first = ref sums[0];
            for (int place = from; place < from + length; place += FloatBuffer.Line)
                for (int lane = 0; lane < FloatBuffer.Line; lane += V.Count)
                {
                    V value = V.Load(ref Unsafe.Add(ref m, (place / columns * row) + (place % columns) + lane));
                    ref float sum = ref Unsafe.Add(ref first, lane);
                    V.Store(V.MultiplyAdd(value, value, V.Load(ref sum)), ref sum);
                }

            double total = 0;
            foreach (float sum in sums) total += sum;
            return total;
        }
    }
}
