using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    private readonly (int From, int To)[] _stretches;
    private int _stretchCount, _rows;
    private FloatBuffer? _values; // whose columns are not marked yet

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
        _stretches = new (int, int)[(columns / (LongestGap + 1)) + 1];
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

    /// <summary>Bit i % 64 of word [i / 64, k] is that of value (i, k), shape <c>(words, columns)</c>; after <see cref="MarkColumns()"/>.</summary>
    public ulong[] ByColumn { get; }

    /// <summary>Number of values that are not zero.</summary>
    public int Count { get; private set; }

    /// <summary>Bit k % 64 of word k / 64 is set where some row has a value in column k.</summary>
    public ulong[] Used { get; }

    /// <summary>Number of columns in which some row has a value.</summary>
    public int UsedColumns { get; private set; }

    /// <summary>The stretches of columns in which some row has a value, from one to before the other, in order; short gaps belong to them.</summary>
    public ReadOnlySpan<(int From, int To)> Stretches
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _stretches.AsSpan(0, _stretchCount);
    }

    /// <summary>Whether the bits are those of the batch.</summary>
    public bool HasBits { get; private set; }

    public static NonZeros Create(SimdWidth width, int rows, int columns) => width.Create(new Factory(rows, columns));

    /// <summary>Marks the first <paramref name="rows"/> rows of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(FloatBuffer x, int rows)
    {
        for (int row = 0; row < rows; row++) MarkRow(row, ref x[row * Stride]);
        Complete(x, rows);
    }

    /// <summary>Marks one row by the bytes that its values are made of, each of which but 0 gives a value that is not zero: 64 of them are looked at in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MarkRow(int row, ref byte raw)
    {
        int at = 0;
        ref ulong words = ref ByRow[row * RowWords];
        for (; at + Word <= _count; at += Word)
            Unsafe.Add(ref words, at / Word) = ~Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.Add(ref raw, at)), Vector512<byte>.Zero).ExtractMostSignificantBits();
        if (at == _count) return;
        ulong rest = 0;
        int word = at / Word;
        for (; at + Vector128<byte>.Count <= _count; at += Vector128<byte>.Count)
            rest |= (ulong)(ushort)~Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.Add(ref raw, at)), Vector128<byte>.Zero).ExtractMostSignificantBits() << at; // a shift counts modulo 64
        for (; at < _count; at++) rest |= (Unsafe.Add(ref raw, at) == 0 ? 0UL : 1) << at;
        Unsafe.Add(ref words, word) = rest;
    }

    /// <summary>Says that the first <paramref name="rows"/> rows are marked, those of <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Complete(FloatBuffer x, int rows)
    {
        (_values, _rows, HasBits) = (x, rows, true);
        CountBits(rows);
    }

    /// <summary>Marks the columns too, if they are not: only some products go along them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MarkColumns()
    {
        if (_values is null) return;
        MarkColumns(ref _values[0], _rows, Columns);
        _values = null;
    }

    /// <summary>Says that the marks are no longer those of the values.</summary>
    public void Forget() => (HasBits, _values) = (false, null);

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
        FindStretches();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindStretches()
    {
        int count = 0, end = -1 - LongestGap; // of the last stretch; the first one belongs to none before it
        for (int word = 0; word < Used.Length; word++)
        {
            ulong bits = Used[word];
            while (bits != 0)
            {
                int first = BitOperations.TrailingZeroCount(bits), past = first + BitOperations.TrailingZeroCount(~(bits >> first)), from = (word * Word) + first;
                if (from - end > LongestGap) _stretches[count++].From = from;
                end = (word * Word) + past;
                _stretches[count - 1].To = end;
                bits = past < Word ? bits & (ulong.MaxValue << past) : 0;
            }
        }

        _stretchCount = count;
    }

    protected abstract void MarkRow(int row, ref float x);

    protected abstract void MarkColumns(ref float x, int rows, int columns);

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
        protected override void MarkRow(int row, ref float x)
        {
            ulong bits = 0;
            for (int at = 0; at < Columns; at += FloatBuffer.Line)
            {
                bits |= (ulong)Bits(ref Unsafe.Add(ref x, at)) << at; // a shift counts modulo 64
                if ((at + FloatBuffer.Line) % Word != 0 && at + FloatBuffer.Line < Columns) continue;
                ByRow[(row * RowWords) + (at / Word)] = bits;
                bits = 0;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        protected override void MarkColumns(ref float x, int rows, int columns)
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
