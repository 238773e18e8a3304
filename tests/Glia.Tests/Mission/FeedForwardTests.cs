namespace Glia.Tests.Mission;

/// <summary>Rows B1–B7 and C1, C6: feed-forward as matrices, losses, one worked step.</summary>
public class FeedForwardTests
{
    private static readonly float[,] InputHidden = { { 0.9f, 0.3f, 0.4f }, { 0.2f, 0.8f, 0.2f }, { 0.1f, 0.5f, 0.6f } };
    private static readonly float[,] HiddenOutput = { { 0.3f, 0.7f, 0.5f }, { 0.6f, 0.5f, 0.2f }, { 0.8f, 0.1f, 0.9f } };

    private static Network ThreeThreeThree()
    {
        var net = new Network(3, 1, new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(3, Activation.Sigmoid) { Bias = false });
        net.Weights(0).Set(InputHidden);
        net.Weights(1).Set(HiddenOutput);
        return net;
    }

    private static Matrix Widen(float[,] values)
    {
        var wide = new double[values.GetLength(0), values.GetLength(1)];
        for (int i = 0; i < wide.GetLength(0); i++)
            for (int j = 0; j < wide.GetLength(1); j++) wide[i, j] = values[i, j];
        return new Matrix(wide);
    }

    [Fact]
    public void B1_the_signal_through_two_nodes()
    {
        var first = new Neuron([0.9f, 0.3f], 0);
        var second = new Neuron([0.2f, 0.8f], 0);
        Assert.Equal(1.05, first.Sum([1, 0.5f]), 1e-6);
        Assert.Equal(0.7408, first.FeedForward([1, 0.5f]), 5e-5);
        Assert.Equal(0.6, second.Sum([1, 0.5f]), 1e-6);
        Assert.Equal(0.6457, second.FeedForward([1, 0.5f]), 5e-5);
    }

    [Fact]
    public void B2_matrix_products_and_transposes()
    {
        var a = new Matrix(new double[,] { { 1, 2 }, { 3, 4 } });
        var b = new Matrix(new double[,] { { 5, 6 }, { 7, 8 } });
        Assert.Equal(new Matrix(new double[,] { { 19, 22 }, { 43, 50 } }), a * b);
        var c = new Matrix(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal(new Matrix(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }), c.Transpose());
        Assert.Equal(32, Matrix.Dot([1, 2, 3], [4, 5, 6]));
        Assert.Equal(new Matrix(new double[,] { { 2, 4 }, { 6, 8 } }), 2 * a);
        Assert.Equal(new Matrix(new double[,] { { 6, 8 }, { 10, 12 } }), a + b);
        Assert.Equal(new Matrix(new double[,] { { 5, 12 }, { 21, 32 } }), a.Times(b));

        var error = Assert.Throws<ArgumentException>(() => c * a);
        Assert.Contains("2 × 3 matrix cannot be multiplied by a 2 × 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => a + c);
        Assert.Throws<ArgumentException>(() => Matrix.Dot([1], [1, 2]));
    }

    [Fact]
    public void B3_the_slides_3_3_3_network_by_matrices_and_by_the_network()
    {
        Matrix input = Matrix.Column(0.9, 0.1, 0.8);
        Matrix hiddenSum = Widen(InputHidden) * input, hidden = hiddenSum.Map(Sigmoid);
        Matrix outputSum = Widen(HiddenOutput) * hidden, output = outputSum.Map(Sigmoid);
        Near([1.16, 0.42, 0.62], hiddenSum);
        Near([0.761, 0.603, 0.650], hidden);
        Near([0.975, 0.888, 1.254], outputSum);
        Near([0.726, 0.708, 0.778], output);

        float[] fromNetwork = ThreeThreeThree().Query([0.9f, 0.1f, 0.8f]);
        for (int i = 0; i < 3; i++) Assert.Equal(output[i, 0], fromNetwork[i], 1e-6);

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        static void Near(double[] expected, Matrix actual)
        {
            for (int i = 0; i < 3; i++) Assert.Equal(expected[i], actual[i, 0], 0.001);
        }
    }

    [Fact]
    public void B4_the_4_3_1_network()
    {
        var net = new Network(4, 1, new Dense(3, Activation.Sigmoid), new Dense(1, Activation.Sigmoid));
        net.Weights(0).Set(new float[,] { { 19, 23, 14, 2 }, { 4, 7, 11, 18 }, { 3, 13, 52, 20 } });
        new float[] { 4, 6, 9 }.CopyTo(net.Biases(0));
        net.Weights(1).Set(new float[,] { { 5, 10, 15 } });
        net.Biases(1)[0] = 7;
        Assert.Equal(1.0, net.Predict([12, 24, 9, 16])[0], 1e-6);

        for (int unit = 0; unit < 3; unit++)
            Assert.Equal(1.0, new Neuron(net.Weights(0).Row(unit), net.Biases(0)[unit]).FeedForward([12, 24, 9, 16]), 1e-6);
    }

    [Fact]
    public void B5_the_summary_of_784_15_10()
    {
        var net = new Network(784, 1, new Dense(15, Activation.Sigmoid), new Dense(10, Activation.Sigmoid));
        Assert.Equal(11_760, net.Layers[0].WeightCount(784));
        Assert.Equal(150, net.Layers[1].WeightCount(15));
        Assert.Equal(11_910, net.WeightCount);
        Assert.Equal(25, net.BiasCount);
        string table = net.ToString();
        foreach (string number in new[] { "11,760", "150", "11,910", "15", "10", "25" }) Assert.Contains(number, table, StringComparison.Ordinal);
    }

    [Fact]
    public void B6_any_number_of_layers_of_any_width()
    {
        var net = new Network(3, 1, new Dense(1, Activation.Tanh), new Dense(50, Activation.ReLU), new Dense(7, Activation.Sigmoid), new Dense(33, Activation.GELU), new Dense(2, Activation.Identity));
        Assert.Equal(2, net.Predict([1, 2, 3]).Length);
        Assert.Equal((3 * 1) + (1 * 50) + (50 * 7) + (7 * 33) + (33 * 2), net.WeightCount);
        Assert.Equal(1 + 50 + 7 + 33 + 2, net.BiasCount);
    }

    [Fact]
    public void B7_the_random_weights_of_any_neuron_can_be_read()
    {
        var net = new Network(784, 7, new Dense(15, Activation.Sigmoid) { Weights = Initializer.Normal, Biases = Initializer.Normal }, new Dense(10, Activation.Sigmoid));
        float[] row = net.Weights(0).Row(3);
        Assert.Equal(784, row.Length);
        Assert.InRange(row.Average(), -0.15, 0.15);
        Assert.InRange(Math.Sqrt(row.Average(w => w * w)), 0.9, 1.1);
        Assert.Equal(net.Weights(0)[3, 100], row[100]);
        Assert.NotEqual(0, net.Biases(0)[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Weights(0)[15, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Weights(2));
    }

    [Fact]
    public void C1_losses()
    {
        Assert.Equal(0.3333, new MeanSquaredError().Value([4, 8, 6], [4, 9, 6]), 1e-4);
        Assert.Equal(1, new SquaredError().Value([4, 8, 6], [4, 9, 6]), 1e-6);
        Assert.Equal(0.5, new HalfSquaredError().Value([4, 8, 6], [4, 9, 6]), 1e-6);
        Assert.Equal(1.0 / 3, new MeanAbsoluteError().Value([4, 8, 6], [4, 9, 6]), 1e-6);
        Assert.Equal((0.5 * 0.25) + (2 * (3 - 1)), 2 * new Huber(2).Value([0.5f, 3], [0, 0]), 1e-6); // ½d² within δ = 2, δ(|d| − ½δ) beyond
        Assert.Equal(-Math.Log(0.7), new CrossEntropy().Value([0.2f, 0.7f, 0.1f], [0, 1, 0]), 1e-6);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.8)) / 2, new BinaryCrossEntropy().Value([0.9f, 0.2f], [1, 0]), 1e-6);
        Assert.Equal([-2f, 2f], new SquaredError().Gradient([0, 1], [1, 0]));
        Assert.Throws<ArgumentException>(() => new MeanSquaredError().Value([1], [1, 2]));
    }

    /// <summary>
    /// ΔW = α · E·O(1 − O) · O_prevᵀ worked by hand for one step of the 3-3-3 network, as the slides' program does it, beside what the library does.
    /// </summary>
    [Fact]
    public void C6_one_training_step_worked_by_hand()
    {
        const double rate = 0.3;
        double[] x = [0.9, 0.1, 0.8], t = [0.99, 0.01, 0.01];
        double[,] w1 = { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } }, w2 = { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } };
        double[] h = Layer(w1, x), o = Layer(w2, h);
        double[] e = [.. o.Select((value, i) => t[i] - value)];

        // The error at a hidden node with the slope of each output in it: Σ w · e·O(1 − O).
        double[] deltaOut = [.. o.Select((value, i) => e[i] * value * (1 - value))];
        double[] deltaHidden = [.. h.Select((value, j) => (Enumerable.Range(0, 3).Sum(k => w2[k, j] * deltaOut[k])) * value * (1 - value))];

        Network net = ThreeThreeThree();
        net.Encoding = new OneHot(0.01f, 0.99f);
        var data = Dataset.FromFloats([0.9f, 0.1f, 0.8f], [0], FeatureShape.Row(3), ["a", "b", "c"]);
        foreach (CheckedGradient gradient in GradientCheck.Run(net, data, new HalfSquaredError()))
            Assert.True(gradient.RelativeError < 1e-3, gradient.ToString());

        double loss = new Trainer(net, data, new Sgd((float)rate), new HalfSquaredError(), new TrainingOptions { BatchSize = 1 }).Step();
        Assert.Equal(0.5 * e.Sum(value => value * value), loss, 1e-6);
        for (int unit = 0; unit < 3; unit++)
            for (int input = 0; input < 3; input++)
            {
                Assert.Equal(w2[unit, input] + (rate * deltaOut[unit] * h[input]), net.Weights(1)[unit, input], 1e-6);
                Assert.Equal(w1[unit, input] + (rate * deltaHidden[unit] * x[input]), net.Weights(0)[unit, input], 1e-6);
            }

        static double[] Layer(double[,] w, double[] x) =>
            [.. Enumerable.Range(0, 3).Select(unit => 1 / (1 + Math.Exp(-Enumerable.Range(0, 3).Sum(i => w[unit, i] * x[i]))))];
    }
}
