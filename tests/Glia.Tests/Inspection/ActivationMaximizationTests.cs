namespace Glia.Tests.Inspection;

/// <summary>Inputs that excite a neuron most.</summary>
public class ActivationMaximizationTests
{
    private static readonly ActivationMaximization Bare = new() { Decay = 0, Threshold = 0, Blur = 0, Jitter = 0 };

    [Fact]
    public void E8_Of_a_neuron_without_bridle_is_the_corner_that_its_weights_point_to()
    {
        var network = new Network(4, 1, new Dense(1, Activation.Tanh)) { Scaler = Scaler.Divide(10) };
        network.Weights(0).Set(new float[,] { { 1, -2, 0.5f, -0.1f } });
        Assert.Equal([255f, 0, 255, 0], Bare.OfUnit(network, 0, 0, InputBounds.Uniform(4, 0, 255)));
    }

    [Fact]
    public void Excites_its_neuron_more_than_any_sample_does()
    {
        Dataset data = Samples.Classes(200, 12, 3, 5);
        var network = new Network(12, 3, new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax));
        network.Fit(data, new Adam(0.01f), new CrossEntropy(), epochs: 5, threads: 1);
        InputBounds bounds = InputBounds.Of(data);
        for (int unit = 0; unit < 8; unit++)
        {
            float[] inputs = Bare.OfUnit(network, 0, unit, bounds);
            double excited = Sum(network, inputs, unit);
            Assert.All(Enumerable.Range(0, data.Count), i => Assert.True(excited > Sum(network, data.Features(i), unit)));
            Assert.All(Enumerable.Range(0, 12), i => Assert.InRange(inputs[i], bounds.Low[i], bounds.High[i]));
        }

        for (int label = 0; label < 3; label++) Assert.Equal(label, network.Classify(new ActivationMaximization().OfClass(network, label, bounds)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_another_picture()
    {
        var network = new Network(36, 3, new Dense(8, Activation.ReLU), new Dense(3, Activation.Softmax)) { InputShape = new FeatureShape(6, 6), Scaler = Scaler.Divide(255) };
        float[] one = new ActivationMaximization { Seed = 4 }.OfClass(network, 1);
        Assert.Equal(one, new ActivationMaximization { Seed = 4 }.OfClass(network, 1));
        Assert.NotEqual(one, new ActivationMaximization { Seed = 5 }.OfClass(network, 1));
        Assert.All(one, v => Assert.InRange(v, 0, 255));
    }

    [Fact]
    public void Works_for_binary_codes()
    {
        Network xor = CounterfactualTests.Xor();
        Assert.Equal(1, xor.Classify(Bare.OfClass(xor, 1, InputBounds.Uniform(2, 0, 1))));
        Assert.Equal(0, xor.Classify(Bare.OfClass(xor, 0, InputBounds.Uniform(2, 0, 1))));
    }

    [Fact]
    public void A_blur_keeps_the_sum_of_what_lies_inside_and_leaves_one_grey_alone()
    {
        var blur = new PictureBlur(new FeatureShape(9, 11), 0.8);
        var dot = new float[99];
        dot[49] = 1;
        blur.Apply(dot);
        Assert.Equal(1, dot.Sum(), 1e-5f);
        Assert.True(dot[49] < 0.5f && dot[48] == dot[50] && dot[49 - 11] == dot[49 + 11] && dot[48] > dot[47]);
        float[] grey = [.. Enumerable.Repeat(0.3f, 99)];
        blur.Apply(grey);
        Assert.All(grey, g => Assert.Equal(0.3f, g, 1e-6f));
    }

    [Fact]
    public void Wrong_options_are_told()
    {
        var network = new Network(4, 1, new Dense(2, Activation.Softmax));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Steps = 0 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Rate = 0 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Decay = 1 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Threshold = -1 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Blur = -1 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Bare with { Rest = 2 }).OfClass(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bare.OfClass(network, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bare.OfUnit(network, 0, 2));
    }

    private static double Sum(Network network, float[] inputs, int unit)
    {
        double z = network.Biases(0)[unit];
        for (int i = 0; i < inputs.Length; i++) z += (double)network.Weights(0)[unit, i] * inputs[i];
        return z;
    }
}
