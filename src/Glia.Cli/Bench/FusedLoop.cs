using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Glia.Kernels;

namespace Glia.Cli;

/// <summary>Fused multiply-adds in registers and nothing else: what is above this no program does on this machine.</summary>
internal abstract class FusedLoop
{
    /// <summary>Floating-point operations of one round, a multiply-add counted as two.</summary>
    public abstract int OperationsPerRound { get; }

    /// <summary>The loops to try at the widest width that the machine has in hardware.</summary>
    public static IReadOnlyList<FusedLoop> All { get; } = SimdWidths.Best switch
    {
        SimdWidth.Lanes16 => Both<Vector512<float>, Fused16>(),
        SimdWidth.Lanes8 => Both<Vector256<float>, Fused8>(),
        SimdWidth.Lanes4 => Both<Vector128<float>, Fused4>(),
        _ => Both<float, Fused1>(),
    };

    /// <summary>Runs some rounds; the result only shows that they were needed.</summary>
    public abstract float Run(int rounds);

    // A chain waits for its last result. Twelve chains keep two units with a latency of four busy and fit into 16 registers; machines with more of both want more chains.
    private static FusedLoop[] Both<TVector, TFused>()
        where TVector : struct
        where TFused : struct, IFused<TVector> => [new Chains12<TVector, TFused>(), new Chains16<TVector, TFused>()];

    private sealed class Chains12<TVector, TFused> : FusedLoop
        where TVector : struct
        where TFused : struct, IFused<TVector>
    {
        public override int OperationsPerRound => 12 * TFused.Lanes * 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override float Run(int rounds)
        {
            TVector half = TFused.All(0.5f), one = TFused.All(1); // x ← x / 2 + 1 stays near 2: neither infinite nor slowly small
            TVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
            for (int round = 0; round < rounds; round++)
            {
                a = TFused.MultiplyAdd(a, half, one);
                b = TFused.MultiplyAdd(b, half, one);
                c = TFused.MultiplyAdd(c, half, one);
                d = TFused.MultiplyAdd(d, half, one);
                e = TFused.MultiplyAdd(e, half, one);
                f = TFused.MultiplyAdd(f, half, one);
                g = TFused.MultiplyAdd(g, half, one);
                h = TFused.MultiplyAdd(h, half, one);
                i = TFused.MultiplyAdd(i, half, one);
                j = TFused.MultiplyAdd(j, half, one);
                k = TFused.MultiplyAdd(k, half, one);
                l = TFused.MultiplyAdd(l, half, one);
            }

            return TFused.Sum(a) + TFused.Sum(b) + TFused.Sum(c) + TFused.Sum(d) + TFused.Sum(e) + TFused.Sum(f)
                + TFused.Sum(g) + TFused.Sum(h) + TFused.Sum(i) + TFused.Sum(j) + TFused.Sum(k) + TFused.Sum(l);
        }
    }

    private sealed class Chains16<TVector, TFused> : FusedLoop
        where TVector : struct
        where TFused : struct, IFused<TVector>
    {
        public override int OperationsPerRound => 16 * TFused.Lanes * 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override float Run(int rounds)
        {
            TVector half = TFused.All(0.5f), one = TFused.All(1);
            TVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one, m = one, n = one, o = one, p = one;
            for (int round = 0; round < rounds; round++)
            {
                a = TFused.MultiplyAdd(a, half, one);
                b = TFused.MultiplyAdd(b, half, one);
                c = TFused.MultiplyAdd(c, half, one);
                d = TFused.MultiplyAdd(d, half, one);
                e = TFused.MultiplyAdd(e, half, one);
                f = TFused.MultiplyAdd(f, half, one);
                g = TFused.MultiplyAdd(g, half, one);
                h = TFused.MultiplyAdd(h, half, one);
                i = TFused.MultiplyAdd(i, half, one);
                j = TFused.MultiplyAdd(j, half, one);
                k = TFused.MultiplyAdd(k, half, one);
                l = TFused.MultiplyAdd(l, half, one);
                m = TFused.MultiplyAdd(m, half, one);
                n = TFused.MultiplyAdd(n, half, one);
                o = TFused.MultiplyAdd(o, half, one);
                p = TFused.MultiplyAdd(p, half, one);
            }

            return TFused.Sum(a) + TFused.Sum(b) + TFused.Sum(c) + TFused.Sum(d) + TFused.Sum(e) + TFused.Sum(f) + TFused.Sum(g) + TFused.Sum(h)
                + TFused.Sum(i) + TFused.Sum(j) + TFused.Sum(k) + TFused.Sum(l) + TFused.Sum(m) + TFused.Sum(n) + TFused.Sum(o) + TFused.Sum(p);
        }
    }
}
