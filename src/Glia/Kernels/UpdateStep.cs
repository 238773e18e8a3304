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
    public abstract void WeightsOfOne(int start, int row, int columns, ref float x, int inputs, ref float dz);

    /// <summary>The same for those inputs that are not zero, where zeros are ignored.</summary>
    public abstract void WeightsOfOne(int start, int row, int columns, NonZeroList x, ref float dz);

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

        public override bool IgnoresZeros => TRule.IgnoresZeros && TRule.Slots == 0 && _isPlain;

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
        public override void WeightsOfOne(int start, int row, int columns, ref float x, int inputs, ref float dz) =>
            OfAll(_weightRule, _ofWeights, _isPlain, ref x, inputs, ref _weights[start], ref Slot(0, start), ref Slot(1, start), row, columns, ref dz);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void WeightsOfOne(int start, int row, int columns, NonZeroList x, ref float dz)
        {
            for (int done = 0, left = columns / V.Count; left > 0;)
            {
                int vectors = Math.Min(left, ListedRows<V>.MaxVectors);
                ListedRows<V>.Move(vectors, _weightRule, ref x.Places[0], ref x.Values[0], x.Count, ref _weights[start + done], row, ref Unsafe.Add(ref dz, done));
                done += vectors * V.Count;
                left -= vectors;
            }
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
