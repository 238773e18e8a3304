using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>What happens to a gradient before the rule sees it: <c>g' = clip(g · factor) + l2 · w + l1 · sign(w)</c>.</summary>
internal readonly record struct Shaping(float Factor, float ClipValue, float L1, float L2)
{
    public bool IsPlain => Factor == 1 && float.IsPositiveInfinity(ClipValue) && L1 == 0 && L2 == 0;
}

/// <summary>Makes an optimiser's rule for one step: the scheduled learning rate, the number of the step from 1, and whether it is for weights or for biases.</summary>
internal delegate TRule RuleOfStep<out TRule>(float rate, long step, bool isWeight);

/// <summary>
/// Moves weights against their gradients, block by block: penalties and clipping into the gradient, then the optimiser's rule. Weights and slots are flat blocks
/// of one layout.
/// </summary>
internal abstract class UpdateStep
{
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer[] _slots;

    private UpdateStep(FloatBuffer weights, FloatBuffer[] slots)
    {
        _weights = weights;
        _slots = slots;
    }

    /// <summary>True where weights whose gradient is 0 stay as they are in this step, and so does all that is remembered of them.</summary>
    public abstract bool IgnoresZeros { get; }

    public static UpdateStep Create<TRule>(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots, RuleOfStep<TRule> rule)
        where TRule : struct, IUpdateRule => width.Create(new Factory<TRule>(weights, slots, rule));

    /// <summary>Makes ready for step <paramref name="step"/>.</summary>
    public abstract void Begin(float rate, long step, Shaping ofWeights, Shaping ofBiases);

    /// <summary>Moves a block of weights, which begins at <paramref name="start"/> of the flat block; its rows lie <paramref name="row"/> floats apart.</summary>
    public abstract void Weights(int start, int row, int rows, int columns, ref float gradient, nint gradientRow);

    /// <summary>Moves the weights of a layer for one sample, whose gradient is the product of each input with each slope: <c>dW[i, j] = x[i] · dz[j]</c>.</summary>
    public abstract void WeightsOfOne(int start, int row, int columns, ref float x, int inputs, NonZeros? nonZeros, ref float dz);

    /// <summary>Moves a stretch of biases.</summary>
    public abstract void Biases(int start, int length, ref float gradient);

    // A rule without slots never touches them; any valid reference will do.
    private ref float Slot(int slot, int start) => ref slot < _slots.Length ? ref _slots[slot][start] : ref _weights[start];

    private readonly struct Factory<TRule>(FloatBuffer weights, FloatBuffer[] slots, RuleOfStep<TRule> rule) : IPerWidth<UpdateStep>
        where TRule : struct, IUpdateRule
    {
        public UpdateStep Create<V>()
            where V : struct, ILanes<V> => new Wide<TRule, V>(weights, slots, rule);
    }

    private sealed class Wide<TRule, V>(FloatBuffer weights, FloatBuffer[] slots, RuleOfStep<TRule> ruleOfStep) : UpdateStep(weights, slots)
        where TRule : struct, IUpdateRule
        where V : struct, ILanes<V>
    {
        private TRule _weightRule, _biasRule;
        private Shaping _ofWeights, _ofBiases;
        private bool _isPlain;

        public override bool IgnoresZeros => TRule.IgnoresZeros && _isPlain;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Begin(float rate, long step, Shaping ofWeights, Shaping ofBiases)
        {
            (_weightRule, _biasRule) = (ruleOfStep(rate, step, isWeight: true), ruleOfStep(rate, step, isWeight: false));
            (_ofWeights, _ofBiases, _isPlain) = (ofWeights, ofBiases, ofWeights.IsPlain);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Weights(int start, int row, int rows, int columns, ref float gradient, nint gradientRow) =>
            Run(_weightRule, _ofWeights, _isPlain, ref _weights[start], ref Slot(0, start), ref Slot(1, start), row, rows, columns, ref gradient, gradientRow);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Biases(int start, int length, ref float gradient) =>
            Run(_biasRule, _ofBiases, _ofBiases.IsPlain, ref _weights[start], ref Slot(0, start), ref Slot(1, start), 0, 1, length, ref gradient, 0);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Run(TRule rule, Shaping shaping, bool isPlain, ref float weights, ref float slot1, ref float slot2, nint row, int rows, int columns, ref float gradient, nint gradientRow)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int j = 0; j < columns; j += V.Count)
                    Move(rule, shaping, isPlain, ref Unsafe.Add(ref weights, j), ref Unsafe.Add(ref slot1, j), ref Unsafe.Add(ref slot2, j), V.Load(ref Unsafe.Add(ref gradient, j)));
                weights = ref Unsafe.Add(ref weights, row);
                slot1 = ref Unsafe.Add(ref slot1, row);
                slot2 = ref Unsafe.Add(ref slot2, row);
                gradient = ref Unsafe.Add(ref gradient, gradientRow);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void WeightsOfOne(int start, int row, int columns, ref float x, int inputs, NonZeros? nonZeros, ref float dz)
        {
            if (IgnoresZeros && nonZeros is { HasList: true })
                OfListed(_weightRule, ref nonZeros.List[0], nonZeros.Count, ref x, ref _weights[start], row, columns, ref dz);
            else
                OfAll(_weightRule, _ofWeights, _isPlain, ref x, inputs, ref _weights[start], ref Slot(0, start), ref Slot(1, start), row, columns, ref dz);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void OfAll(TRule rule, Shaping shaping, bool isPlain, ref float x, int inputs, ref float weights, ref float slot1, ref float slot2, nint row, int columns, ref float dz)
        {
            V zero = V.Of(0);
            for (int i = 0; i < inputs; i++)
            {
                V value = V.All(Unsafe.Add(ref x, i));
                for (int j = 0; j < columns; j += V.Count)
                    Move(rule, shaping, isPlain, ref Unsafe.Add(ref weights, j), ref Unsafe.Add(ref slot1, j), ref Unsafe.Add(ref slot2, j), V.MultiplyAdd(value, V.Load(ref Unsafe.Add(ref dz, j)), zero));
                weights = ref Unsafe.Add(ref weights, row);
                slot1 = ref Unsafe.Add(ref slot1, row);
                slot2 = ref Unsafe.Add(ref slot2, row);
            }
        }

        // Four vectors of each listed row at a time, whose slopes stay in registers.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void OfListed(TRule rule, ref int list, int count, ref float x, ref float weights, nint row, int columns, ref float dz)
        {
            int j = 0;
            for (; j + (4 * V.Count) <= columns; j += 4 * V.Count)
                FourOfListed(rule, ref list, count, ref x, ref Unsafe.Add(ref weights, j), row, ref Unsafe.Add(ref dz, j));
            for (; j < columns; j += V.Count)
                OneOfListed(rule, ref list, count, ref x, ref Unsafe.Add(ref weights, j), row, ref Unsafe.Add(ref dz, j));
        }

        // Backwards: the rows that the forward pass read last are still in the first cache, and those moved last will be the first that the next one reads.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void FourOfListed(TRule rule, ref int list, int count, ref float x, ref float weights, nint row, ref float dz)
        {
            V zero = V.Of(0);
            V dz0 = V.Load(ref dz), dz1 = V.Load(ref Unsafe.Add(ref dz, V.Count)), dz2 = V.Load(ref Unsafe.Add(ref dz, 2 * V.Count)), dz3 = V.Load(ref Unsafe.Add(ref dz, 3 * V.Count));
            for (nint n = count - 1; n >= 0; n--)
            {
                nint i = Unsafe.Add(ref list, n);
                V value = V.All(Unsafe.Add(ref x, i));
                ref float w = ref Unsafe.Add(ref weights, i * row);
                Move(rule, default, isPlain: true, ref w, ref w, ref w, V.MultiplyAdd(value, dz0, zero));
                Move(rule, default, isPlain: true, ref Unsafe.Add(ref w, V.Count), ref w, ref w, V.MultiplyAdd(value, dz1, zero));
                Move(rule, default, isPlain: true, ref Unsafe.Add(ref w, 2 * V.Count), ref w, ref w, V.MultiplyAdd(value, dz2, zero));
                Move(rule, default, isPlain: true, ref Unsafe.Add(ref w, 3 * V.Count), ref w, ref w, V.MultiplyAdd(value, dz3, zero));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void OneOfListed(TRule rule, ref int list, int count, ref float x, ref float weights, nint row, ref float dz)
        {
            V zero = V.Of(0), slope = V.Load(ref dz);
            for (nint n = count - 1; n >= 0; n--)
            {
                nint i = Unsafe.Add(ref list, n);
                ref float w = ref Unsafe.Add(ref weights, i * row);
                Move(rule, default, isPlain: true, ref w, ref w, ref w, V.MultiplyAdd(V.All(Unsafe.Add(ref x, i)), slope, zero));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Move(TRule rule, Shaping shaping, bool isPlain, ref float weight, ref float slot1, ref float slot2, V gradient)
        {
            V w = V.Load(ref weight);
            if (!isPlain) gradient = Shape(shaping, w, gradient);
            V s1 = TRule.Slots > 0 ? V.Load(ref slot1) : default;
            V s2 = TRule.Slots > 1 ? V.Load(ref slot2) : default;
            V.Store(rule.Step(w, gradient, ref s1, ref s2), ref weight);
            if (TRule.Slots > 0) V.Store(s1, ref slot1);
            if (TRule.Slots > 1) V.Store(s2, ref slot2);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Shape(Shaping shaping, V w, V g)
        {
            g = g * V.All(shaping.Factor);
            g = V.Min(V.Max(g, V.All(-shaping.ClipValue)), V.All(shaping.ClipValue));
            g = V.MultiplyAdd(w, V.All(shaping.L2), g);
            V sign = V.WhereLess(w, V.Of(0), V.Of(-1), V.WhereLess(V.Of(0), w, V.Of(1), V.Of(0)));
            return V.MultiplyAdd(sign, V.All(shaping.L1), g);
        }
    }
}
