using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>Writes a matrix with rows and columns exchanged.</summary>
internal static class Transpose
{
    private const int Block = 16; // 16 × 16 floats: sixteen cache lines in, sixteen out

    /// <summary>to[j, i] = from[i, j], shapes from <c>(rows, columns)</c> and to <c>(columns, rows)</c>; padding in <paramref name="to"/> stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(FloatBuffer from, int fromAt, int rows, int columns, int fromRow, FloatBuffer to, int toRow)
    {
        ReadOnlySpan<float> source = from.Slice(fromAt, rows * fromRow);
        Span<float> target = to.Span;
        for (int i0 = 0; i0 < rows; i0 += Block)
            for (int j0 = 0; j0 < columns; j0 += Block)
                for (int j = j0; j < Math.Min(j0 + Block, columns); j++)
                    for (int i = i0; i < Math.Min(i0 + Block, rows); i++)
                        target[(j * toRow) + i] = source[(i * fromRow) + j];
    }
}
