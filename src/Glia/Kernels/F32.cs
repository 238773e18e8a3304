using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>One float: the plain reference, and the path of machines without vector hardware.</summary>
internal readonly struct F32(float value) : ILanes<F32>
{
    public readonly float Value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Of(double value) => new((float)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 All(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Load(ref float source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(F32 value, ref float destination) => destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 LoadBytes(ref byte source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator +(F32 left, F32 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator -(F32 left, F32 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator *(F32 left, F32 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator /(F32 left, F32 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator -(F32 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 MultiplyAdd(F32 a, F32 b, F32 c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sqrt(F32 value) => new(MathF.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Abs(F32 value) => new(MathF.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 WhereLess(F32 a, F32 b, F32 ifTrue, F32 ifFalse) => a.Value < b.Value ? ifTrue : ifFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Exp(F32 x) => LaneMath<F32>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Log(F32 x) => LaneMath<F32>.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sigmoid(F32 x) => LaneMath<F32>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Tanh(F32 x) => LaneMath<F32>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Erf(F32 x) => LaneMath<F32>.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 PowerOfTwo(F32 shifted) => new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(shifted.Value) + 127) << 23));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Exponent(F32 x, out F32 mantissa)
    {
        int bits = BitConverter.SingleToInt32Bits(x.Value);
        mantissa = new(BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) | 0x3F800000));
        return new((bits >> 23) - 127);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NonZeroBits(F32 value) => value.Value != 0 ? 1u : 0;
}
