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

    private const int LongestGap = 5; // unused columns that cost less than to stop and start again

    private readonly int _count;

    protected NonZeros(int rows, int columns)
    {
        _count = columns;
        Columns = FloatBuffer.Pad(columns);
        Stride = FloatBuffer.Stride(columns);
        RowWords = Words(columns);
        ColumnWords = Words(rows);
        ByRow = new ulong[rows * RowWords];
        ByColumn = new ulong[ColumnWords * Columns];
        Used = new ulong[RowWords];
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

    /// <summary>The places of a single row that are not zero, in order.</summary>
    public int[] List { get; }

    /// <summary>Number of values that are not zero.</summary>
    public int Count { get; private set; }

    /// <summary>Bit k % 64 of word k / 64 is set where some row has a value in column k.</summary>
    public ulong[] Used { get; }

    /// <summary>Number of columns in which some row has a value.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>Whether the bits are those of the batch.</summary>
    public bool HasBits { get; private set; }

    /// <summary>Whether the list is that of the batch, which then is a single row.</summary>
    public bool HasList { get; private set; }

    public static NonZeros Create(SimdWidth width, int rows, int columns) => width.Create(new Factory(rows, columns));

    /// <summary>Marks the first <paramref name="rows"/> rows of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(FloatBuffer x, int rows)
    {
        (HasList, HasBits) = (rows == 1, rows > 1);
        if (rows == 1)
        {
            int count = MarkOne(ref x[0], Columns, ref List[0]);
            while (count > 0 && List[count - 1] >= _count) count--; // padding: a sigmoid makes ½ of its zeros
            Count = count;
            return;
        }

        Mark(ref x[0], rows, Columns);
        CountBits(rows);
    }

    /// <summary>Says that the marks are no longer those of the values.</summary>
    public void Forget() => HasList = HasBits = false;

    /// <summary>Whether no row has a value in columns <paramref name="from"/> … <paramref name="to"/> − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreUnused(int from, int to)
    {
        ulong any = 0;
        for (int word = from / Word; word * Word < to; word++)
        {
            ulong bits = Used[word];
            if (word * Word < from) bits &= ulong.MaxValue << from; // a shift counts modulo 64
            if ((word + 1) * Word > to) bits &= ~(ulong.MaxValue << to);
            any |= bits;
        }

        return any == 0;
    }

    /// <summary>The next stretch of used columns from <paramref name="column"/> on, short gaps included; an empty one at the end where none follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int From, int To) NextUsed(int column)
    {
        int from = NextBit(column, isSet: true), to = from;
        while (true)
        {
            to = NextBit(to, isSet: false);
            int next = NextBit(to, isSet: true);
            if (next - to > LongestGap || next == _count) return (from, to);
            to = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextBit(int column, bool isSet)
    {
        int word = column / Word;
        ulong mask = ulong.MaxValue << column;
        for (; word < RowWords; word++, mask = ulong.MaxValue)
        {
            ulong bits = (isSet ? Used[word] : ~Used[word]) & mask;
            if (bits != 0) return Math.Min((word * Word) + BitOperations.TrailingZeroCount(bits), _count);
        }

        return _count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountBits(int rows)
    {
        Array.Clear(Used);
        int count = 0, used = 0;
        for (int row = 0; row < rows; row++)
            for (int word = 0; word < RowWords; word++)
            {
                ulong bits = ByRow[(row * RowWords) + word];
                Used[word] |= bits;
                count += BitOperations.PopCount(bits);
            }

        foreach (ulong bits in Used) used += BitOperations.PopCount(bits);
        (Count, UsedColumns) = (count, used);
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
