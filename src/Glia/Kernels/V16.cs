using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Glia.Kernels;

/// <summary>Sixteen floats in a 512-bit register: AVX-512.</summary>
internal readonly struct V16(Vector512<float> value) : ILanes<V16>
{
    public readonly Vector512<float> Value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Of(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Load(ref float source) => new(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V16 value, ref float destination) => value.Value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 LoadBytes(ref byte source) => Avx512F.IsSupported ? new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref source)))) : new(Vector512.ConvertToSingle(Vector512.WidenLower(Vector256.WidenLower(Vector128.LoadUnsafe(ref source).ToVector256()).ToVector512()).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 operator +(V16 left, V16 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 operator -(V16 left, V16 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 operator *(V16 left, V16 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 operator /(V16 left, V16 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 operator -(V16 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 MultiplyAdd(V16 a, V16 b, V16 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Sqrt(V16 value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Abs(V16 value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 WhereLess(V16 a, V16 b, V16 ifTrue, V16 ifFalse) => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), ifTrue.Value, ifFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Exp(V16 x) => LaneMath<V16>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Log(V16 x) => LaneMath<V16>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Sigmoid(V16 x) => LaneMath<V16>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Tanh(V16 x) => LaneMath<V16>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Erf(V16 x) => LaneMath<V16>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 PowerOfTwo(V16 shifted) => new(Vector512.ShiftLeft(shifted.Value.AsInt32() + Vector512.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V16 Exponent(V16 x, out V16 mantissa)
    {
        Vector512<int> bits = x.Value.AsInt32();
        mantissa = new(((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle());
        return new(Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23) - Vector512.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZeroBits(V16 value) => (uint)(~Vector512.Equals(value.Value, Vector512<float>.Zero)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListNonZeros(V16 value, int first, ref int places, ref float values)
    {
        Vector512<float> mask = ~Vector512.Equals(value.Value, Vector512<float>.Zero);
        if (!Avx512F.IsSupported) return ListOneByOne(value, first, ref places, ref values);
        Avx512F.Compress(Vector512<int>.Zero, mask.AsInt32(), Vector512<int>.Indices + Vector512.Create(first)).StoreUnsafe(ref places);
        Avx512F.Compress(Vector512<float>.Zero, mask, value.Value).StoreUnsafe(ref values);
        return BitOperations.PopCount(mask.ExtractMostSignificantBits());
    }

    // Where 512 bits exist in software only, which is in tests.
    private static int ListOneByOne(V16 value, int first, ref int places, ref float values)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if (value.Value[i] == 0) continue;
            Unsafe.Add(ref places, count) = first + i;
            Unsafe.Add(ref values, count++) = value.Value[i];
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ListNonZeroBytes(ref byte first64, V16 scale, int first, ref int places, ref float values)
    {
        if (!Avx512Vbmi2.IsSupported) return NonZeroList.PieceByPiece(ref first64, scale, first, ref places, ref values);

        // Bytes and places are drawn together while there are 64 in a register; only what is left then becomes floats.
        Vector512<byte> all = Vector512.LoadUnsafe(ref first64), mask = ~Vector512.Equals(all, Vector512<byte>.Zero);
        Vector512<byte> bytes = Avx512Vbmi2.Compress(Vector512<byte>.Zero, mask, all), lanes = Avx512Vbmi2.Compress(Vector512<byte>.Zero, mask, Vector512<byte>.Indices);
        int count = BitOperations.PopCount(mask.ExtractMostSignificantBits());
        var start = Vector512.Create(first);
        for (int n = 0; n < count; n += Count)
        {
            (LoadBytes(ref Unsafe.Add(ref Unsafe.As<Vector512<byte>, byte>(ref bytes), n)) * scale).Value.StoreUnsafe(ref Unsafe.Add(ref values, n));
            (Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref Unsafe.As<Vector512<byte>, byte>(ref lanes), (nuint)n)) + start).StoreUnsafe(ref Unsafe.Add(ref places, n));
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkNonZeros(ref float first, nint row, int rows, ref ulong marks)
    {
        // Two words of 32 rows, joined at the end.
        Vector512<uint> low = Mark(ref first, row, Math.Min(rows, 32)), high = rows > 32 ? Mark(ref Unsafe.Add(ref first, 32 * row), row, rows - 32) : default;
        (Vector512<ulong> low0, Vector512<ulong> low1) = Vector512.Widen(low);
        (Vector512<ulong> high0, Vector512<ulong> high1) = Vector512.Widen(high);
        (low0 | Vector512.ShiftLeft(high0, 32)).StoreUnsafe(ref marks);
        (low1 | Vector512.ShiftLeft(high1, 32)).StoreUnsafe(ref Unsafe.Add(ref marks, Vector512<ulong>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Mark(ref float first, nint row, int rows)
    {
        Vector512<uint> marks = default, bit = Vector512<uint>.One;
        for (int r = 0; r < rows; r++)
        {
            marks |= Vector512.AndNot(bit, Vector512.Equals(Vector512.LoadUnsafe(ref first), Vector512<float>.Zero).AsUInt32());
            bit += bit;
            first = ref Unsafe.Add(ref first, row);
        }

        return marks;
    }
}
