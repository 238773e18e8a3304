using Glia.Kernels;

namespace Glia.Tests.Training;

/// <summary>Each optimiser's rule worked by hand on one weight, and the same bits at every width.</summary>
public class OptimizerTests
{
    /// <summary>Moves a weight of 1 by the gradients 0.5 and then 0.25 and gives it after each.</summary>
    private static (float First, float Second) Move(Optimizer optimizer)
    {
        FloatBuffer w = new(16), g = new(16);
        w[0] = 1;
        var shaping = new Shaping(1, float.PositiveInfinity, optimizer.L1, optimizer.L2);
        UpdateStep update = optimizer.CreateStep(SimdWidth.Scalar, w, [.. Enumerable.Range(0, optimizer.Slots).Select(_ => new FloatBuffer(16))]);
        float first = After(0.5f, step: 1);
        return (first, After(0.25f, step: 2));

        float After(float gradient, long step)
        {
            g[0] = gradient;
            update.Begin(optimizer.LearningRate, step, shaping, default);
            update.Weights(0, row: 16, rows: 1, columns: 16, ref g[0], gradientRow: 16);
            return w[0];
        }
    }

    private static void Near((double First, double Second) expected, (float First, float Second) actual)
    {
        Assert.Equal(expected.First, actual.First, 1e-6);
        Assert.Equal(expected.Second, actual.Second, 1e-6);
    }

    [Fact]
    public void Sgd_momentum_and_nesterov()
    {
        Near((1 - 0.05, 1 - 0.05 - 0.025), Move(new Sgd(0.1f)));

        // v = 0.5, then 0.9 · 0.5 + 0.25 = 0.7
        Near((1 - 0.05, 1 - 0.05 - 0.07), Move(new Sgd(0.1f, 0.9f)));

        // g + 0.9 v: 0.5 + 0.45 = 0.95, then 0.25 + 0.63 = 0.88
        Near((1 - 0.095, 1 - 0.095 - 0.088), Move(new Sgd(0.1f, 0.9f, nesterov: true)));
    }

    [Fact]
    public void RmsProp_adam_and_adamw()
    {
        // s = 0.1 · 0.25 = 0.025, then 0.9 · 0.025 + 0.1 · 0.0625 = 0.02875
        double first = 1 - (0.1 * 0.5 / Math.Sqrt(0.025));
        Near((first, first - (0.1 * 0.25 / Math.Sqrt(0.02875))), Move(new RmsProp(0.1f)));

        // Adam's first step is η for any gradient; then m̂ = (0.9 · 0.05 + 0.025)/0.19 and v̂ = (0.999 · 0.00025 + 0.0000625)/0.001999
        double second = 0.1 * (0.07 / 0.19) / Math.Sqrt(0.00031225 / 0.001999);
        Near((0.9, 0.9 - second), Move(new Adam(0.1f)));
        Near((0.99 - 0.1, (0.89 * 0.99) - second), Move(new AdamW(0.1f, 0.1f)));
    }

    [Fact]
    public void Penalties_act_on_weights()
    {
        Near((1 - (0.1 * (0.5 + 0.2)), 0.93 - (0.1 * (0.25 + (0.2 * 0.93)))), Move(new Sgd(0.1f) { L2 = 0.2f }));
        Near((1 - (0.1 * (0.5 + 0.2)), 0.93 - (0.1 * (0.25 + 0.2))), Move(new Sgd(0.1f) { L1 = 0.2f }));
    }

    public static TheoryData<string> Names => [.. All.Keys];

    private static readonly Dictionary<string, Optimizer> All = new()
    {
        ["sgd"] = new Sgd(0.1f),
        ["sgd with penalties"] = new Sgd(0.1f) { L1 = 1e-3f, L2 = 1e-3f },
        ["momentum"] = new Sgd(0.1f, 0.9f),
        ["nesterov"] = new Sgd(0.1f, 0.9f, true) { ClipNorm = 0.5f },
        ["rmsprop"] = new RmsProp(0.01f) { ClipValue = 0.01f },
        ["adam"] = new Adam(0.01f) { MaxNorm = 1.5f },
        ["adamw"] = new AdamW(0.01f),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_gives_the_same_bits_at_every_width_and_number_of_threads_and_learns(string name)
    {
        Dataset data = Samples.Classes(230, 40, 5, 31);
        uint[]? expected = null;
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int threads in new[] { 1, 2, 4 })
            {
                var net = new Network(40, 3, new Dense(33, Activation.Tanh), new Dropout(0.1f), new Dense(5, Activation.Softmax));
                var options = new TrainingOptions { Epochs = 4, BatchSize = 16, Threads = threads };
                var trainer = new Trainer(net, data, All[name] with { Schedule = new CosineDecay() }, new CrossEntropy(), options, width);
                (double before, _) = trainer.Measure(data);
                trainer.Fit();
                (double after, _) = trainer.Measure(data);
                Assert.True(after < before, $"the loss went from {before} to {after}");
                expected ??= Samples.Bits(net);
                Assert.Equal(expected, Samples.Bits(net));
            }
    }

    [Fact]
    public void Limits_hold()
    {
        Dataset data = Samples.Classes(64, 10, 3, 5);
        var net = new Network(10, 1, new Dense(8, Activation.ReLU) { Weights = Initializer.Normal }, new Dense(3, Activation.Softmax));
        net.Fit(data, new Sgd(1f) { MaxNorm = 0.7f }, new CrossEntropy(), epochs: 3, threads: 1);
        for (int unit = 0; unit < 8; unit++) Assert.True(Math.Sqrt(net.Weights(0).Row(unit).Sum(w => (double)w * w)) <= 0.7001);

        Network a = new(10, 1, new Dense(3, Activation.Softmax)), b = new(10, 1, new Dense(3, Activation.Softmax));
        a.Fit(data, new Sgd(1f) { ClipNorm = 1e-3f }, new CrossEntropy(), batchSize: 0, threads: 1);
        double moved = Math.Sqrt(a.Parameters.Span.ToArray().Zip(b.Parameters.Span.ToArray(), (x, y) => (double)(x - y) * (x - y)).Sum());
        Assert.Equal(1e-3, moved, 1e-5);

        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1f, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(0.1f, beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(0.1f, -1));
    }
}
