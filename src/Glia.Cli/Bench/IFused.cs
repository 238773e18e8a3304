using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Cli;

/// <summary>Fused multiply-add of one width. Not the kernels' own lanes: what they are measured against must not change with them.</summary>
internal interface IFused<T>
    where T : struct
{
    /// <summary>Floats side by side.</summary>
    static abstract int Lanes { get; }

    static abstract T All(float value);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract float Sum(T value);
}

/// <summary>512 bits.</summary>
internal readonly struct Fused16 : IFused<Vector512<float>>
{
    public static int Lanes => 16;

    public static Vector512<float> All(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    public static float Sum(Vector512<float> value) => Vector512.Sum(value);
}

/// <summary>256 bits.</summary>
internal readonly struct Fused8 : IFused<Vector256<float>>
{
    public static int Lanes => 8;

    public static Vector256<float> All(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    public static float Sum(Vector256<float> value) => Vector256.Sum(value);
}

/// <summary>128 bits.</summary>
internal readonly struct Fused4 : IFused<Vector128<float>>
{
    public static int Lanes => 4;

    public static Vector128<float> All(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    public static float Sum(Vector128<float> value) => Vector128.Sum(value);
}

/// <summary>One float at a time.</summary>
internal readonly struct Fused1 : IFused<float>
{
    public static int Lanes => 1;

    public static float All(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    public static float Sum(float value) => value;
}
