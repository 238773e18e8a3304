using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Kernels;

/// <summary>Four floats in a 128-bit register: Arm, where fused multiply-add is always there.</summary>
internal readonly struct V4(Vector128<float> value) : ILanes<V4>
{
    public readonly Vector128<float> Value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Of(double value) => new(Vector128.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 All(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Load(ref float source) => new(Vector128.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V4 value, ref float destination) => value.Value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 LoadBytes(ref byte source) => new(Vector128.Create((float)source, Unsafe.Add(ref source, 1), Unsafe.Add(ref source, 2), Unsafe.Add(ref source, 3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 operator +(V4 left, V4 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 operator -(V4 left, V4 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 operator *(V4 left, V4 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 operator /(V4 left, V4 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 operator -(V4 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 MultiplyAdd(V4 a, V4 b, V4 c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Sqrt(V4 value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Abs(V4 value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 WhereLess(V4 a, V4 b, V4 ifTrue, V4 ifFalse) => new(Vector128.ConditionalSelect(Vector128.LessThan(a.Value, b.Value), ifTrue.Value, ifFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Exp(V4 x) => LaneMath<V4>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Log(V4 x) => LaneMath<V4>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Sigmoid(V4 x) => LaneMath<V4>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Tanh(V4 x) => LaneMath<V4>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Erf(V4 x) => LaneMath<V4>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 PowerOfTwo(V4 shifted) => new(Vector128.ShiftLeft(shifted.Value.AsInt32() + Vector128.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V4 Exponent(V4 x, out V4 mantissa)
    {
        Vector128<int> bits = x.Value.AsInt32();
        mantissa = new(((bits & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).AsSingle());
        return new(Vector128.ConvertToSingle(Vector128.ShiftRightArithmetic(bits, 23) - Vector128.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZeroBits(V4 value) => (uint)(~Vector128.Equals(value.Value, Vector128<float>.Zero)).ExtractMostSignificantBits();
}
