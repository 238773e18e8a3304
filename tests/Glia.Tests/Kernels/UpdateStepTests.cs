using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Moves of blocks of weights against the formulas, one weight at a time, bit for bit.</summary>
public class UpdateStepTests
{
    private const int Start = 32, Rows = 37, Columns = 48, Row = 64, Length = Start + (Rows * Row) + 48;
    private const float Rate = 0.02f;

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["plain"] = new Sgd(Rate),
        ["momentum"] = new Sgd(Rate, 0.9f),
        ["nesterov"] = new Sgd(Rate, 0.8f, nesterov: true),
        ["rmsprop"] = new RmsProp(Rate, 0.85f, 1e-6f),
        ["adam"] = new Adam(Rate, 0.8f, 0.99f, 1e-7f),
        ["adamw"] = new AdamW(Rate, 0.1f),
    };

    private static readonly Dictionary<string, Shaping> Shapings = new()
    {
        ["plain"] = new(1, float.PositiveInfinity, 0, 0),
        ["l1"] = new(1, float.PositiveInfinity, 0.01f, 0),
        ["l2"] = new(1, float.PositiveInfinity, 0, 0.02f),
        ["clipped"] = new(1, 0.5f, 0, 0),
        ["all"] = new(0.75f, 0.4f, 0.01f, 0.02f),
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (string optimizer in Optimizers.Keys)
                foreach (string shaping in Shapings.Keys) pairs.Add(optimizer, shaping);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_block_and_biases(string optimizer, string shaping)
    {
        Optimizer rule = Optimizers[optimizer];
        Shaping ofWeights = Shapings[shaping], ofBiases = ofWeights with { L1 = 0, L2 = 0 };
        foreach (SimdWidth width in Numbers.Widths)
        {
            Twin twin = new(rule), fast = new(rule);
            UpdateStep update = rule.CreateStep(width, fast.Weights, fast.Slots);
            for (int step = 1; step <= 3; step++)
            {
                float[] g = Numbers.Sparse(new Xoshiro256((ulong)step), 1, Length, 0.2);
                FloatBuffer block = Numbers.Laid(g, Length, Length);
                update.Begin(Rate, step, ofWeights, ofBiases);
                update.Weights(Start, Row, Rows, Columns, ref block[0], gradientRow: Columns + 16);
                update.Biases(Length - 32, 32, ref block[0]);
                for (int i = 0; i < Rows * Columns; i++) twin.Move(step, isWeight: true, ofWeights, Start + (i / Columns * Row) + (i % Columns), g[(i / Columns * (Columns + 16)) + (i % Columns)]);
                for (int i = 0; i < 32; i++) twin.Move(step, isWeight: false, ofBiases, Length - 32 + i, g[i]);
            }

            twin.Same(fast, $"{width}");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_weights_of_one_sample_listed_and_all(string optimizer, string shaping)
    {
        Optimizer rule = Optimizers[optimizer];
        foreach (SimdWidth width in Numbers.Widths)
            foreach (double zeros in new[] { 0, 0.7, 1 })
                foreach (bool isListed in new[] { false, true })
                {
                    Twin twin = new(rule), fast = new(rule);
                    UpdateStep update = rule.CreateStep(width, fast.Weights, fast.Slots);
                    for (int step = 1; step <= 2; step++)
                    {
                        var random = new Xoshiro256((ulong)step);
                        float[] x = Numbers.Sparse(random, 1, Rows, zeros), dz = Numbers.Normal(random, Columns);
                        FloatBuffer values = Numbers.Laid(x, Rows, 48), slopes = Numbers.Laid(dz, Columns, Columns);
                        var list = NonZeroList.Create(width, Rows);
                        list.Take(values);
                        update.Begin(Rate, step, Shapings[shaping], default);
                        if (isListed && update.IgnoresZeros) update.WeightsOfOne(Start, Row, Columns, list, ref slopes[0]);
                        else update.WeightsOfOne(Start, Row, Columns, ref values[0], Rows, ref slopes[0]);
                        for (int i = 0; i < Rows * Columns; i++)
                            twin.Move(step, isWeight: true, Shapings[shaping], Start + (i / Columns * Row) + (i % Columns), x[i / Columns] * dz[i % Columns] + 0f);
                    }

                    twin.Same(fast, $"{width}, {zeros:P0} zeros, listed: {isListed}");
                }
    }

    /// <summary>Who ignores zeros may leave them out: then, a zero must change nothing at all.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Zeros_are_ignored_only_where_they_change_nothing(string optimizer, string shaping)
    {
        Optimizer rule = Optimizers[optimizer];
        Twin before = new(rule), after = new(rule);
        UpdateStep update = rule.CreateStep(SimdWidths.Best, after.Weights, after.Slots);
        var none = new FloatBuffer(Columns);
        update.Begin(Rate, 1, Shapings[shaping], default);
        update.Weights(Start, Row, Rows, Columns, ref none[0], gradientRow: 0);
        bool isSame = Numbers.Bits(before.Weights.Span).SequenceEqual(Numbers.Bits(after.Weights.Span))
            && before.Slots.Zip(after.Slots).All(pair => Numbers.Bits(pair.First.Span).SequenceEqual(Numbers.Bits(pair.Second.Span)));
        Assert.True(isSame || !update.IgnoresZeros);
        Assert.Equal((optimizer, shaping) == ("plain", "plain"), update.IgnoresZeros);
    }

    /// <summary>Weights and what is remembered of them, moved one by one.</summary>
    private sealed class Twin
    {
        private readonly Optimizer _optimizer;

        public Twin(Optimizer optimizer)
        {
            _optimizer = optimizer;
            var random = new Xoshiro256(5);
            Weights = Numbers.Laid(Numbers.Normal(random, Length), Length, Length);
            (Weights[Start + 1], Weights[Start + 2], Weights[Start + Row + 1]) = (0, -0f, -0f);
            Slots = [.. Enumerable.Range(0, optimizer.Slots).Select(_ => Numbers.Laid([.. Numbers.Normal(random, Length).Select(MathF.Abs)], Length, Length))];
        }

        public FloatBuffer Weights { get; }

        public FloatBuffer[] Slots { get; }

        public void Move(int step, bool isWeight, Shaping shaping, int at, float gradient)
        {
            float w = Weights[at], none = 0, g = Math.Clamp(gradient * shaping.Factor, -shaping.ClipValue, shaping.ClipValue);
            g = Chain(w, shaping.L2, g);
            if (w != 0) g = Chain(MathF.Sign(w), shaping.L1, g);
            ref float s = ref _optimizer.Slots > 0 ? ref Slots[0][at] : ref none;
            Weights[at] = _optimizer switch
            {
                Sgd sgd => Moved(sgd, w, g, ref s),
                RmsProp rms => Moved(rms, w, g, ref s),
                Adam adam => Moved(adam, step, 1, w, g, ref s, ref Slots[1][at]),
                AdamW adam => Moved(new Adam(Rate, adam.Beta1, adam.Beta2, adam.Epsilon), step, isWeight ? 1 - (Rate * adam.WeightDecay) : 1, w, g, ref s, ref Slots[1][at]),
                _ => throw new ArgumentException(_optimizer.Name),
            };
        }

        private static float Moved(Sgd sgd, float w, float g, ref float velocity)
        {
            if (sgd.Momentum == 0) return Chain(g, -Rate, w);
            velocity = Chain(velocity, sgd.Momentum, g);
            return Chain(sgd.Nesterov ? Chain(velocity, sgd.Momentum, g) : velocity, -Rate, w);
        }

        private static float Moved(RmsProp rms, float w, float g, ref float square)
        {
            square = Chain(square, rms.Decay, g * g * (1 - rms.Decay));
            return w - (Rate * g / (MathF.Sqrt(square) + rms.Epsilon));
        }

        private static float Moved(Adam adam, int step, float keep, float w, float g, ref float mean, ref float square)
        {
            // The powers of β as the library takes them: those of the platform may differ in their last bit.
            double power1 = StableMath.Exp(step * StableMath.Log(adam.Beta1)), power2 = StableMath.Exp(step * StableMath.Log(adam.Beta2));
            mean = Chain(mean, adam.Beta1, g * (1 - adam.Beta1));
            square = Chain(square, adam.Beta2, g * g * (1 - adam.Beta2));
            float size = (float)(Rate / (1 - power1)), root = (float)(1 / Math.Sqrt(1 - power2));
            return (w * keep) - (size * mean / Chain(MathF.Sqrt(square), root, adam.Epsilon));
        }

        private static float Chain(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

        public void Same(Twin fast, string where)
        {
            Numbers.Same(Weights.Span, fast.Weights.Span, $"{where}, weights");
            for (int i = 0; i < Slots.Length; i++) Numbers.Same(Slots[i].Span, fast.Slots[i].Span, $"{where}, slot {i}");
        }
    }
}
