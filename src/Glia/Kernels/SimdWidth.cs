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

internal static class SimdWidths
{
    /// <summary>The widest that this machine has in hardware, fused multiply-add included: without that, vector code would run in software.</summary>
    public static SimdWidth Best { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? SimdWidth.Lanes16
        : Avx2.IsSupported && Fma.IsSupported ? SimdWidth.Lanes8
        : AdvSimd.IsSupported ? SimdWidth.Lanes4
        : SimdWidth.Scalar;
}
