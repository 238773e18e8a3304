using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Where matrices lie, and how they are turned.</summary>
public class LayoutTests
{
    [Fact]
    public void Rows_are_whole_lines_and_never_a_kilobyte_apart()
    {
        for (int count = 1; count <= 3000; count++)
        {
            int stride = FloatBuffer.Stride(count), lines = (count + 15) / 16;
            Assert.Equal(16 * (lines % 16 == 0 ? lines + 1 : lines), stride);
            Assert.NotEqual(0, stride % 256);
        }
    }

    [Fact]
    public void Transposing_exchanges_rows_and_columns_and_leaves_padding_alone()
    {
        int[] sizes = [1, 2, 3, 4, 5, 7, 15, 16, 17, 19, 32, 33, 47, 64, 255, 256];
        foreach (int rows in sizes)
            foreach (int columns in sizes)
            {
                int fromRow = FloatBuffer.Stride(columns), toRow = FloatBuffer.Stride(rows);
                float[] values = Numbers.Normal(new Xoshiro256((ulong)((rows * 1000) + columns)), rows * columns);
                FloatBuffer from = Numbers.Laid(values, columns, fromRow), to = new(columns * toRow);
                Transpose.Run(ref from[0], rows, columns, fromRow, ref to[0], toRow);
                Numbers.Same(Numbers.Laid(Numbers.Transposed(values, columns), rows, toRow).Span, to.Span, $"{rows} x {columns}");
            }
    }
}
