using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Glia.Kernels;

/// <summary>How many floats the kernels take at once. Every width gives the same bits; they differ in speed alone.</summary>
internal enum SimdWidth
{
    Scalar = 1,
    Lanes4 = 4,
    Lanes8 = 8,
    Lanes16 = 16,
}

/// <summary>Makes something that is written once over the type of its lanes.</summary>
internal interface IPerWidth<out T>
{
    T Create<V>()
        where V : struct, ILanes<V>;
}

internal static class SimdWidths
{
    /// <summary>The widest that this machine has in hardware, fused multiply-add included: without that, vector code would run in software.</summary>
    public static SimdWidth Best { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdWidth.Lanes16
        : Avx2.IsSupported && Fma.IsSupported ? SimdWidth.Lanes8
        : AdvSimd.IsSupported || (Sse41.IsSupported && Fma.IsSupported) ? SimdWidth.Lanes4
        : SimdWidth.Scalar;

    /// <summary>The one place where a width becomes a type: everything below is chosen once, when a workspace or a training is made.</summary>
    public static T Create<T>(this SimdWidth width, IPerWidth<T> factory) => width switch
    {
        SimdWidth.Lanes16 => factory.Create<V16>(),
        SimdWidth.Lanes8 => factory.Create<V8>(),
        SimdWidth.Lanes4 => factory.Create<V4>(),
        _ => factory.Create<F32>(),
    };
}
