namespace Glia.Tests.Mission;

/// <summary>Rows A1–A5: one neuron, one perceptron.</summary>
public class NeuronTests
{
    [Fact]
    public void A1_a_neuron_with_weights_bias_and_activation()
    {
        var neuron = new Neuron([19, 23], bias: 7);
        Assert.Equal(787, neuron.Sum([12, 24]));
        Assert.Equal(1.0f, neuron.FeedForward([12, 24]));
        var error = Assert.Throws<ArgumentException>(() => neuron.FeedForward([1, 2, 3]));
        Assert.Contains("2 weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A2_activations_by_name_with_their_values()
    {
        string[] names = ["step", "sign", "identity", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "gelu", "silu", "swish", "softplus", "hard-sigmoid", "softmax"];
        Assert.All(names, name => Assert.NotNull(Activation.Find(name)));
        Assert.Null(Activation.Find("no-such-function"));

        Assert.Equal(0.5f, Activation.Sigmoid.F(0));
        Assert.Equal(1.0f, Activation.Sigmoid.F(126));
        Assert.True(Activation.Sigmoid.F(-126) is >= 0 and < 1e-30f);
        Assert.Equal(0.5f * (1 - 0.5f), Activation.Sigmoid.Derivative(0));

        Assert.Equal([0f, 1f, 1f], new[] { -0.1f, 0f, 3f }.Select(Activation.Step.F));
        Assert.Equal([-1f, 0f, 1f], new[] { -0.1f, 0f, 3f }.Select(Activation.Sign.F));
        Assert.Equal([-2f, 0f, 3f], new[] { -2f, 0f, 3f }.Select(Activation.Identity.F));
        Assert.Equal([0f, 0f, 3f], new[] { -2f, 0f, 3f }.Select(Activation.ReLU.F));
        Assert.Equal([-0.02f, 0f, 3f], new[] { -2f, 0f, 3f }.Select(Activation.LeakyReLU.F));
        Assert.Equal(Math.Exp(-2) - 1, Activation.ELU.F(-2), 1e-6);
        Assert.Equal(0.7615942, Activation.Tanh.F(1), 1e-6);
        Assert.Equal(0.8413447, Activation.GELU.F(1), 1e-6); // Φ(1)
        Assert.Equal(0.7310586, Activation.SiLU.F(1), 1e-6);
        Assert.Equal(Math.Log(2), Activation.Softplus.F(0), 1e-6);
        Assert.Equal([0f, 0.5f, 1f], new[] { -4f, 0f, 4f }.Select(Activation.HardSigmoid.F));

        var softmax = new Network(3, 1, new Dense(3, Activation.Softmax));
        softmax.Weights(0).Set(new float[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
        float[] shares = softmax.Predict([1, 2, 3]);
        Assert.Equal(1, shares.Sum(), 1e-6f);
        Assert.Equal(0.66524096, shares[2], 1e-6);
        Assert.Throws<InvalidOperationException>(() => Activation.Softmax.F(1));
    }

    [Theory]
    [InlineData(1e30f), InlineData(-1e30f), InlineData(1000f), InlineData(-1000f)]
    public void Losses_stay_finite_for_any_logit(float size)
    {
        foreach ((Activation output, Loss loss) in new (Activation, Loss)[] { (Activation.Softmax, new CrossEntropy()), (Activation.Sigmoid, new BinaryCrossEntropy()) })
        {
            var net = new Network(1, 1, new Dense(2, output));
            net.Weights(0).Set(new float[,] { { size }, { -size } });
            float[] outputs = net.Predict([1]);
            Assert.All(outputs, a => Assert.InRange(a, 0f, 1f));
            var data = Dataset.FromFloats([1], [0], FeatureShape.Row(1), Samples.NoYes);
            (double value, _) = new Trainer(net, data, new Sgd(0.1f), loss, new TrainingOptions()).Measure(data);
            Assert.True(double.IsFinite(value), $"{loss.Name} of {size} is {value}");
        }
    }

    [Fact]
    public void A3_a_perceptron_learns_and_and_or_and_prints_its_line()
    {
        for (ulong seed = 1; seed <= 20; seed++)
            foreach (Dataset gate in new[] { Samples.And, Samples.Or })
            {
                var perceptron = new Perceptron(2, seed);
                perceptron.Train(gate);
                Assert.Equal(4, perceptron.CountCorrect(gate));

                // The printed line has all yes on one side and all no on the other.
                ReadOnlySpan<float> w = perceptron.Weights;
                for (int i = 0; i < 4; i++) Assert.Equal(gate.Label(i) == 1, w[0] + (w[1] * gate.Features(i)[0]) + (w[2] * gate.Features(i)[1]) >= 0);
                Assert.Matches(@"^-?[0-9.]+ [+-] [0-9.]+·x [+-] [0-9.]+·y = 0$", perceptron.ToString());
            }
    }

    [Fact]
    public void A4_a_perceptron_cannot_learn_xor()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var perceptron = new Perceptron(2, seed);
            perceptron.Train(Samples.Xor);
            Assert.True(perceptron.CountCorrect(Samples.Xor) <= 3);
        }
    }

    [Fact]
    public void A4_two_lines_can_xor_with_2_3_1_sigmoid_over_100_seeds()
    {
        // The recipe: inputs at −1 and 1 (at 0 a weight learns nothing), squared error, one sample at a time, momentum to roll out of flat places.
        Dataset xor = Samples.Xor.WithScaler(Scaler.Range(0, 1, -1, 1));
        int solved = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var net = new Network(2, seed, new Dense(3, Activation.Sigmoid), new Dense(1, Activation.Sigmoid));
            net.Fit(xor, new Sgd(0.5f, momentum: 0.9f), new MeanSquaredError(), epochs: 2000, batchSize: 1, seed: seed, threads: 1);
            if (net.Evaluate(xor, threads: 1).Accuracy == 1) solved++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"XOR with 2-3-1 sigmoid: {solved} of 100 seeds solved");
        Assert.True(solved >= 98, $"{solved} of 100 seeds solved");
    }

    [Fact]
    public void A5_above_or_below_a_line_from_random_points_in_3000_updates()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var perceptron = new Perceptron(2, seed);
            Assert.InRange(perceptron.Train(Points(1000, 100 + seed), maxUpdates: 3000), 1, 3000);
            Dataset fresh = Points(10_000, 200 + seed);
            Assert.True(perceptron.CountCorrect(fresh) >= 9900, $"seed {seed}: {perceptron.CountCorrect(fresh)} of 10,000 right");
        }

        // Above or below y = 0.5x + 0.1.
        static Dataset Points(int count, ulong seed)
        {
            var random = new Xoshiro256(seed);
            var x = new float[count * 2];
            var labels = new int[count];
            for (int i = 0; i < count; i++)
            {
                x[2 * i] = (float)random.NextDouble(-1, 1);
                x[(2 * i) + 1] = (float)random.NextDouble(-1, 1);
                labels[i] = x[(2 * i) + 1] > (0.5f * x[2 * i]) + 0.1f ? 1 : 0;
            }

            return Dataset.FromFloats(x, labels, FeatureShape.Row(2), Samples.NoYes);
        }
    }
}
