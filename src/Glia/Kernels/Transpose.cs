using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Kernels;

/// <summary>Writes a matrix with rows and columns exchanged.</summary>
internal static class Transpose
{
    private const int Block = 16; // 16 × 16 floats: sixteen cache lines in, sixteen out

    /// <summary>
    /// to[j, i] = from[i, j], shapes from <c>(rows, columns)</c> and to <c>(columns, rows)</c>. Rows of both are padded with zeros to whole lines; where there is room for
    /// whole blocks of four, padding is carried along.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref float from, int rows, int columns, int fromRow, ref float to, int toRow)
    {
        for (int i0 = 0; i0 < rows; i0 += Block)
            for (int j0 = 0; j0 < columns; j0 += Block)
            {
                if (Avx512F.IsSupported && i0 + Block <= rows && j0 + Block <= columns)
                {
                    Sixteen(ref Unsafe.Add(ref from, ((nint)i0 * fromRow) + j0), fromRow, ref Unsafe.Add(ref to, ((nint)j0 * toRow) + i0), toRow);
                    continue;
                }

                RunBlock(ref from, i0, Math.Min(i0 + Block, rows), j0, Math.Min(j0 + Block, columns), fromRow, ref to, toRow);
            }
    }

    /// <summary>Sixteen by sixteen in registers: pairs of rows, then pairs of pairs are interleaved; then quarters of registers change places, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(ref float from, nint fromRow, ref float to, nint toRow)
    {
        // Column j of rows 4q … 4q + 3 is in quarter j / 4 of register j % 4 of group q.
        (Vector512<float> a0, Vector512<float> a1, Vector512<float> a2, Vector512<float> a3) = FourRows(ref from, fromRow);
        (Vector512<float> b0, Vector512<float> b1, Vector512<float> b2, Vector512<float> b3) = FourRows(ref Unsafe.Add(ref from, 4 * fromRow), fromRow);
        (Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3) = FourRows(ref Unsafe.Add(ref from, 8 * fromRow), fromRow);
        (Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3) = FourRows(ref Unsafe.Add(ref from, 12 * fromRow), fromRow);
        FourColumns(a0, b0, c0, d0, ref to, toRow);
        FourColumns(a1, b1, c1, d1, ref Unsafe.Add(ref to, toRow), toRow);
        FourColumns(a2, b2, c2, d2, ref Unsafe.Add(ref to, 2 * toRow), toRow);
        FourColumns(a3, b3, c3, d3, ref Unsafe.Add(ref to, 3 * toRow), toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> R0, Vector512<float> R1, Vector512<float> R2, Vector512<float> R3) FourRows(ref float from, nint row)
    {
        Vector512<float> a = Vector512.LoadUnsafe(ref from), b = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, row));
        Vector512<float> c = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, 2 * row)), d = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, 3 * row));
        Vector512<float> ac0 = Avx512F.UnpackLow(a, c), ac1 = Avx512F.UnpackHigh(a, c), bd0 = Avx512F.UnpackLow(b, d), bd1 = Avx512F.UnpackHigh(b, d);
        return (Avx512F.UnpackLow(ac0, bd0), Avx512F.UnpackHigh(ac0, bd0), Avx512F.UnpackLow(ac1, bd1), Avx512F.UnpackHigh(ac1, bd1));
    }

    /// <summary>Quarter k of each becomes column 4k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float to, nint row)
    {
        const byte Even = 0b_10_00_10_00, Odd = 0b_11_01_11_01;
        Vector512<float> ab0 = Avx512F.Shuffle4x128(a, b, Even), ab1 = Avx512F.Shuffle4x128(a, b, Odd), cd0 = Avx512F.Shuffle4x128(c, d, Even), cd1 = Avx512F.Shuffle4x128(c, d, Odd);
        Avx512F.Shuffle4x128(ab0, cd0, Even).StoreUnsafe(ref to);
        Avx512F.Shuffle4x128(ab1, cd1, Even).StoreUnsafe(ref Unsafe.Add(ref to, 4 * row));
        Avx512F.Shuffle4x128(ab0, cd0, Odd).StoreUnsafe(ref Unsafe.Add(ref to, 8 * row));
        Avx512F.Shuffle4x128(ab1, cd1, Odd).StoreUnsafe(ref Unsafe.Add(ref to, 12 * row));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunBlock(ref float from, int top, int bottom, int left, int right, int fromRow, ref float to, int toRow)
    {
        int i = top;
        if (Sse.IsSupported)
        {
            for (; i + 4 <= bottom; i += 4)
                for (int j = left; j < right; j += 4)
                {
                    ref float target = ref Unsafe.Add(ref to, ((nint)j * toRow) + i);
                    FourByFour(ref Unsafe.Add(ref from, ((nint)i * fromRow) + j), fromRow, ref target, toRow, Math.Min(4, right - j));
                }
        }

        for (; i < bottom; i++)
            for (int j = left; j < right; j++)
                Unsafe.Add(ref to, ((nint)j * toRow) + i) = Unsafe.Add(ref from, ((nint)i * fromRow) + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(ref float from, nint fromRow, ref float to, nint toRow, int columns)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref from), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, fromRow));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 2 * fromRow)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 3 * fromRow));
        Vector128<float> ac0 = Sse.UnpackLow(a, c), ac1 = Sse.UnpackHigh(a, c), bd0 = Sse.UnpackLow(b, d), bd1 = Sse.UnpackHigh(b, d);
        Sse.UnpackLow(ac0, bd0).StoreUnsafe(ref to);
        if (columns > 1) Sse.UnpackHigh(ac0, bd0).StoreUnsafe(ref Unsafe.Add(ref to, toRow));
        if (columns > 2) Sse.UnpackLow(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref to, 2 * toRow));
        if (columns > 3) Sse.UnpackHigh(ac1, bd1).StoreUnsafe(ref Unsafe.Add(ref to, 3 * toRow));
    }
}
