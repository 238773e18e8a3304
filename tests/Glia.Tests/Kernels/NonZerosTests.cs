using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Marks against naive loops.</summary>
public class NonZerosTests
{
    public static TheoryData<int, int> Shapes => new() { { 2, 1 }, { 2, 15 }, { 3, 16 }, { 63, 17 }, { 64, 63 }, { 65, 64 }, { 128, 65 }, { 129, 130 }, { 5, 257 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bits_say_what_is_not_zero(int rows, int columns)
    {
        foreach (SimdWidth width in Numbers.Widths)
        {
            var marks = NonZeros.Create(width, rows, columns);
            foreach (double zeros in new[] { 0, 0.5, 0.95, 1 })
                foreach (int used in new[] { rows, 2 }) // a smaller batch after a larger one
                {
                    float[] x = Numbers.Sparse(new Xoshiro256((ulong)(rows + columns)), rows, columns, zeros);
                    marks.Mark(Numbers.Laid(x, columns, marks.Stride), used);
                    Check(marks, x.AsSpan(0, used * columns), columns);
                    marks.Forget();
                    Assert.False(marks.HasBits);
                }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_bytes_of_a_row_give_the_same_bits(int rows, int columns)
    {
        foreach (double zeros in new[] { 0, 0.5, 0.95, 1 })
        {
            float[] x = Numbers.Sparse(new Xoshiro256((ulong)(rows + columns)), rows, columns, zeros);
            byte[] bytes = [.. x.Select((value, i) => (byte)(value == 0 ? 0 : 1 + (i % 255)))];
            var marks = NonZeros.Create(SimdWidths.Best, rows, columns);
            marks.Mark(Numbers.Laid([.. x.Select(value => 1 - value)], columns, marks.Stride), rows); // others before
            for (int row = 0; row < rows; row++) marks.MarkRow(row, ref bytes[row * columns]);
            marks.Complete(Numbers.Laid(x, columns, marks.Stride), rows);
            Check(marks, x, columns);
        }
    }

    private static void Check(NonZeros marks, ReadOnlySpan<float> x, int columns)
    {
        int count = 0;
        marks.MarkColumns();
        var isUsed = new bool[columns];
        for (int i = 0; i < x.Length; i++)
        {
            int row = i / columns, column = i % columns;
            bool isSet = x[i] != 0;
            if (isSet) count++;
            isUsed[column] |= isSet;
            Assert.Equal(isSet, IsSet(marks.ByRow, (row * marks.RowWords) + (column / 64), column));
            Assert.Equal(isSet, IsSet(marks.ByColumn, (row / 64 * marks.Columns) + column, row));
        }

        Assert.Equal((true, count, isUsed.Count(used => used)), (marks.HasBits, marks.Count, marks.UsedColumns));
        CheckUsed(marks, isUsed);

        static bool IsSet(ulong[] bits, int word, int bit) => ((bits[word] >> (bit % 64)) & 1) == 1;
    }

    private static void CheckUsed(NonZeros marks, bool[] isUsed)
    {
        for (int from = 0; from < isUsed.Length; from += 3)
            for (int to = from; to <= isUsed.Length; to++) Assert.Equal(!isUsed.AsSpan(from, to - from).Contains(true), marks.AreUnused(from, to));

        var stretches = new List<(int, int)>();
        for ((int from, int to) = NextUsed(isUsed, 0); from < isUsed.Length; (from, to) = NextUsed(isUsed, to)) stretches.Add((from, to));
        Assert.Equal(stretches, marks.Stretches.ToArray());
    }

    /// <summary>From the next used column to the last one before a gap of more than five.</summary>
    private static (int From, int To) NextUsed(bool[] isUsed, int column)
    {
        while (column < isUsed.Length && !isUsed[column]) column++;
        int to = column, gap = 0;
        for (int i = column; i < isUsed.Length && gap <= 5; i++)
        {
            gap = isUsed[i] ? 0 : gap + 1;
            if (isUsed[i]) to = i + 1;
        }

        return (column, to);
    }

    [Fact]
    public void Stretches_of_used_columns_bridge_short_gaps_only()
    {
        // Gaps of 1 … 20 columns, all beginning at different places of a word.
        bool[] isUsed = [.. Enumerable.Range(1, 20).SelectMany(gap => Enumerable.Repeat(false, gap).Append(true)), .. new bool[30]];
        var marks = NonZeros.Create(SimdWidth.Scalar, 2, isUsed.Length);
        var x = new FloatBuffer(2 * marks.Stride);
        for (int i = 0; i < isUsed.Length; i++) x[(i % 2 * marks.Stride) + i] = isUsed[i] ? 1 : 0;
        marks.Mark(x, 2);
        CheckUsed(marks, isUsed);
    }
}
