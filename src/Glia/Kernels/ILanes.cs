using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>Floats side by side in one register, with what kernels need beyond arithmetic: loading, storing and the bits of an exponent.</summary>
internal interface ILanes<T> : IReal<T>
    where T : struct, ILanes<T>
{
    /// <summary>Number of floats side by side.</summary>
    static abstract int Count { get; }

    /// <summary>One float in every place.</summary>
    static abstract T All(float value);

    static abstract T Load(ref float source);

    static abstract void Store(T value, ref float destination);

    /// <summary>Reads <see cref="Count"/> bytes as floats 0 … 255.</summary>
    static abstract T LoadBytes(ref byte source);

    /// <summary>2^n for the integer n that <paramref name="shifted"/> = n + 1.5·2²³ holds in its low bits, −126 ≤ n ≤ 127.</summary>
    static abstract T PowerOfTwo(T shifted);

    /// <summary>Exponent of a positive normal number as a float: floor(log₂ x), with <paramref name="mantissa"/> in [1, 2).</summary>
    static abstract T Exponent(T x, out T mantissa);

    /// <summary>Bit i is set where place i is not zero; a NaN is not.</summary>
    static abstract uint NonZeroBits(T value);

    /// <summary>
    /// Writes those of <see cref="Count"/> values that are not zero, and their places, <paramref name="first"/> being the number of the first one, and says how many they are.
    /// Up to <see cref="Count"/> of both are overwritten.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual int ListNonZeros(T value, int first, ref int places, ref float values)
    {
        int count = 0;
        for (uint bits = T.NonZeroBits(value); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            Unsafe.Add(ref places, count) = first + lane;
            Unsafe.Add(ref values, count++) = Unsafe.Add(ref Unsafe.As<T, float>(ref value), lane);
        }

        return count;
    }

    /// <summary>The same for 64 bytes times <paramref name="scale"/>. Up to <see cref="Count"/> more of both than there are may be overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual int ListNonZeroBytes(ref byte first64, T scale, int first, ref int places, ref float values) => NonZeroList.PieceByPiece(ref first64, scale, first, ref places, ref values);

    /// <summary>Bit r of <paramref name="marks"/>[i] tells whether place i of row r is not zero, for up to 64 rows that lie <paramref name="row"/> floats apart.</summary>
    static virtual void MarkNonZeros(ref float first, nint row, int rows, ref ulong marks)
    {
        for (int i = 0; i < T.Count; i++) Unsafe.Add(ref marks, i) = 0;
        for (int r = 0; r < rows; r++)
        {
            uint bits = T.NonZeroBits(T.Load(ref Unsafe.Add(ref first, r * row)));
            for (int i = 0; i < T.Count; i++) Unsafe.Add(ref marks, i) |= (ulong)((bits >> i) & 1) << r;
        }
    }
}
