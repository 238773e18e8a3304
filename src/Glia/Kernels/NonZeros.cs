using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>
/// Which values of a matrix are not zero, one bit each, along its rows and along its columns. A zero input adds nothing to a sum and moves no weight, so products
/// may leave it out; four of five inputs of a handwritten digit are zero. The matrix has shape <c>(rows, columns)</c>.
/// </summary>
internal abstract class NonZeros
{
    /// <summary>Values under one word of bits.</summary>
    public const int Word = 64;

    protected NonZeros(int rows, int columns)
    {
        Columns = FloatBuffer.Pad(columns);
        Stride = FloatBuffer.Stride(columns);
        RowWords = Words(columns);
        ColumnWords = Words(rows);
        ByRow = new ulong[rows * RowWords];
        ByColumn = new ulong[ColumnWords * Columns];
        List = new int[Columns];
    }

    /// <summary>Columns of the matrix, padded to whole lines.</summary>
    public int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Words of one row.</summary>
    public int RowWords { get; }

    /// <summary>Words of one column.</summary>
    public int ColumnWords { get; }

    /// <summary>Bit k % 64 of word [i, k / 64] is that of value (i, k), shape <c>(rows, words)</c>.</summary>
    public ulong[] ByRow { get; }

    /// <summary>Bit i % 64 of word [i / 64, k] is that of value (i, k), shape <c>(words, columns)</c>.</summary>
    public ulong[] ByColumn { get; }

    /// <summary>The places that are not zero, in order, where a single row was marked; nothing else is written then.</summary>
    public int[] List { get; }

    /// <summary>Values that are not zero in the rows marked last.</summary>
    public int Count { get; private set; }

    /// <summary>Columns that are not zero in all of the rows marked last.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>Whether the bits are those of the rows marked last: not where that was a single row.</summary>
    public bool HasBits { get; private set; }

    public static NonZeros Create(SimdWidth width, int rows, int columns) => width.Create(new Factory(rows, columns));

    /// <summary>Marks the first <paramref name="rows"/> rows of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(FloatBuffer x, int rows)
    {
        HasBits = rows > 1;
        if (rows == 1)
        {
            Count = MarkOne(ref x[0], Columns, ref List[0]);
            return;
        }

        Mark(ref x[0], rows, Columns);
        int count = 0;
        foreach (ulong bits in ByRow.AsSpan(0, rows * RowWords)) count += BitOperations.PopCount(bits);
        Count = count;
        UsedColumns = CountUsed((rows + Word - 1) / Word);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountUsed(int words)
    {
        int used = 0;
        for (int column = 0; column < Columns; column++)
        {
            ulong any = ByColumn[column];
            for (int word = 1; word < words; word++) any |= ByColumn[(word * Columns) + column];
            if (any != 0) used++;
        }

        return used;
    }

    protected abstract int MarkOne(ref float x, int columns, ref int list);

    protected abstract void Mark(ref float x, int rows, int columns);

    private static int Words(int count) => (count + Word - 1) / Word;

    private readonly struct Factory(int rows, int columns) : IPerWidth<NonZeros>
    {
        public NonZeros Create<V>()
            where V : struct, ILanes<V> => new Marker<V>(rows, columns);
    }

    private sealed class Marker<V>(int rows, int columns) : NonZeros(rows, columns)
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override int MarkOne(ref float x, int columns, ref int list)
        {
            int count = 0;
            for (int at = 0; at < columns; at += V.Count)
                count += V.ListNonZeros(V.Load(ref Unsafe.Add(ref x, at)), at, ref Unsafe.Add(ref list, count));
            return count;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override void Mark(ref float x, int rows, int columns)
        {
            ref ulong byRow = ref ByRow[0];
            for (int row = 0; row < rows; row++)
            {
                ref float values = ref Unsafe.Add(ref x, row * Stride);
                ulong bits = 0;
                for (int at = 0; at < columns; at += FloatBuffer.Line)
                {
                    bits |= (ulong)Bits(ref Unsafe.Add(ref values, at)) << at; // a shift counts modulo 64
                    if ((at + FloatBuffer.Line) % Word != 0 && at + FloatBuffer.Line < columns) continue;
                    Unsafe.Add(ref byRow, (row * RowWords) + (at / Word)) = bits;
                    bits = 0;
                }
            }

            MarkColumns(ref x, rows, columns);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void MarkColumns(ref float x, int rows, int columns)
        {
            for (int from = 0; from < rows; from += Word)
                for (int at = 0; at < columns; at += V.Count)
                    V.MarkNonZeros(ref Unsafe.Add(ref x, (from * Stride) + at), Stride, Math.Min(Word, rows - from), ref ByColumn[(from / Word * columns) + at]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint Bits(ref float values)
        {
            uint bits = 0;
            for (int lane = 0; lane < FloatBuffer.Line; lane += V.Count)
                bits |= V.NonZeroBits(V.Load(ref Unsafe.Add(ref values, lane))) << lane;
            return bits;
        }
    }
}
