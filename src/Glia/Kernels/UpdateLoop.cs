using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>One pass over a stretch of weights: penalties and clipping into the gradient, then the optimiser's rule.</summary>
internal static class UpdateLoop
{
    /// <summary>What happens to a gradient before the rule sees it: <c>g' = clip(g · factor) + l2 · w + l1 · sign(w)</c>.</summary>
    internal readonly record struct Shaping(float Factor, float ClipValue, float L1, float L2)
    {
        public bool IsPlain => Factor == 1 && float.IsPositiveInfinity(ClipValue) && L1 == 0 && L2 == 0;
    }

    public static void Run<TRule>(SimdWidth width, TRule rule, Shaping shaping, Span<float> weights, Span<float> gradient, Span<float> slot1, Span<float> slot2)
        where TRule : struct, IUpdateRule
    {
        switch (width)
        {
            case SimdWidth.Lanes16: Run<TRule, V16>(rule, shaping, ref weights[0], ref gradient[0], ref First(slot1, weights), ref First(slot2, weights), weights.Length); break;
            case SimdWidth.Lanes8: Run<TRule, V8>(rule, shaping, ref weights[0], ref gradient[0], ref First(slot1, weights), ref First(slot2, weights), weights.Length); break;
            case SimdWidth.Lanes4: Run<TRule, V4>(rule, shaping, ref weights[0], ref gradient[0], ref First(slot1, weights), ref First(slot2, weights), weights.Length); break;
            default: Run<TRule, F32>(rule, shaping, ref weights[0], ref gradient[0], ref First(slot1, weights), ref First(slot2, weights), weights.Length); break;
        }
    }

    // A rule without slots never touches them; any valid reference will do.
    private static ref float First(Span<float> slot, Span<float> weights) => ref slot.IsEmpty ? ref weights[0] : ref slot[0];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRule, V>(TRule rule, Shaping shaping, ref float weights, ref float gradient, ref float slot1, ref float slot2, int length)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
    {
        bool plain = shaping.IsPlain;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(ref Unsafe.Add(ref weights, i)), g = V.Load(ref Unsafe.Add(ref gradient, i));
            if (!plain) g = Shape(shaping, w, g);
            V s1 = TRule.Slots > 0 ? V.Load(ref Unsafe.Add(ref slot1, i)) : default;
            V s2 = TRule.Slots > 1 ? V.Load(ref Unsafe.Add(ref slot2, i)) : default;
            V.Store(rule.Step(w, g, ref s1, ref s2), ref Unsafe.Add(ref weights, i));
            if (TRule.Slots > 0) V.Store(s1, ref Unsafe.Add(ref slot1, i));
            if (TRule.Slots > 1) V.Store(s2, ref Unsafe.Add(ref slot2, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Shape<T>(Shaping shaping, T w, T g)
        where T : struct, ILanes<T>
    {
        g = g * T.All(shaping.Factor);
        g = T.Min(T.Max(g, T.All(-shaping.ClipValue)), T.All(shaping.ClipValue));
        g = T.MultiplyAdd(w, T.All(shaping.L2), g);
        T sign = T.WhereLess(w, T.Of(0), T.Of(-1), T.WhereLess(T.Of(0), w, T.Of(1), T.Of(0)));
        return T.MultiplyAdd(sign, T.All(shaping.L1), g);
    }
}
