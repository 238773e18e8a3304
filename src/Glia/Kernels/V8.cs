using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Kernels;

/// <summary>Eight floats in a 256-bit register: AVX2 with FMA.</summary>
internal readonly struct V8(Vector256<float> value) : ILanes<V8>
{
    public readonly Vector256<float> Value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Of(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Load(ref float source) => new(Vector256.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V8 value, ref float destination) => value.Value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 LoadBytes(ref byte source) => new(Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte().ToVector256())).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 operator +(V8 left, V8 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 operator -(V8 left, V8 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 operator *(V8 left, V8 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 operator /(V8 left, V8 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 operator -(V8 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 MultiplyAdd(V8 a, V8 b, V8 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Sqrt(V8 value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Abs(V8 value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 WhereLess(V8 a, V8 b, V8 ifTrue, V8 ifFalse) => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), ifTrue.Value, ifFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Exp(V8 x) => LaneMath<V8>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Log(V8 x) => LaneMath<V8>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Sigmoid(V8 x) => LaneMath<V8>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Tanh(V8 x) => LaneMath<V8>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Erf(V8 x) => LaneMath<V8>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 PowerOfTwo(V8 shifted) => new(Vector256.ShiftLeft(shifted.Value.AsInt32() + Vector256.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V8 Exponent(V8 x, out V8 mantissa)
    {
        Vector256<int> bits = x.Value.AsInt32();
        mantissa = new(((bits & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).AsSingle());
        return new(Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(bits, 23) - Vector256.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZeroBits(V8 value) => (uint)(~Vector256.Equals(value.Value, Vector256<float>.Zero)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkNonZeros(ref float first, nint row, int rows, ref ulong marks)
    {
        // Two words of 32 rows, joined at the end.
        Vector256<uint> low = Mark(ref first, row, Math.Min(rows, 32)), high = rows > 32 ? Mark(ref Unsafe.Add(ref first, 32 * row), row, rows - 32) : default;
        (Vector256<ulong> low0, Vector256<ulong> low1) = Vector256.Widen(low);
        (Vector256<ulong> high0, Vector256<ulong> high1) = Vector256.Widen(high);
        (low0 | Vector256.ShiftLeft(high0, 32)).StoreUnsafe(ref marks);
        (low1 | Vector256.ShiftLeft(high1, 32)).StoreUnsafe(ref Unsafe.Add(ref marks, Vector256<ulong>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Mark(ref float first, nint row, int rows)
    {
        Vector256<uint> marks = default, bit = Vector256<uint>.One;
        for (int r = 0; r < rows; r++)
        {
            marks |= Vector256.AndNot(bit, Vector256.Equals(Vector256.LoadUnsafe(ref first), Vector256<float>.Zero).AsUInt32());
            bit += bit;
            first = ref Unsafe.Add(ref first, row);
        }

        return marks;
    }
}
