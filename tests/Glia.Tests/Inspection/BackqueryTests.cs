namespace Glia.Tests.Inspection;

/// <summary>Row E8: the network run backwards from a label.</summary>
public class BackqueryTests
{
    [Fact]
    public void E8_Two_layers_worked_by_hand()
    {
        // Targets of class 1: (0.01, 0.99), so z = logit = (−4.59512, 4.59512).
        // Back through V = [1 0; 2 1]ᵀ: hidden = Vᵀ z = (1·−4.59512 + 2·4.59512, 1·4.59512) = (4.59512, 4.59512): all alike, so both become 0.5, whose logit is 0.
        // With V = [1 0; 2 −1]: (4.59512, −4.59512), rescaled to (0.99, 0.01), logits (4.59512, −4.59512).
        // Back through W = [1 0 −1; 0 1 1]: (4.59512, −4.59512, −9.19024). Spread over 0 … 255: smallest → 0, largest → 255, the middle one (−4.59512 + 9.19024) / 13.78536 = 1/3 → 85.
        Network network = TwoLayers(Activation.Sigmoid);
        Assert.Equal([255f, 85, 0], network.Backquery(1).Select(v => MathF.Round(v, 3)));
        Assert.Equal(network.Backquery(1), Backquery.OfTargets(network, [0, 1])); // 0 and 1 are brought to 0.01 and 0.99
    }

    [Fact]
    public void E8_Every_inverse_undoes_its_function()
    {
        Activation[] invertible = [Activation.Sigmoid, Activation.Tanh, Activation.HardSigmoid, Activation.Identity, Activation.LeakyReLU, Activation.ELU, Activation.Softplus];
        foreach (Activation f in Activation.All)
        {
            InverseActivation? inverse = InverseActivation.Find(f);
            Assert.Equal(invertible.Contains(f) || f == Activation.Softmax, inverse is not null);
            if (inverse is null || f == Activation.Softmax) continue;
            for (double a = Math.Max(inverse.Low, -3); a <= Math.Min(inverse.High, 3); a += 0.01) Assert.Equal(a, f.F((float)inverse.F(a)), 1e-5);
        }
    }

    [Fact]
    public void Biases_are_taken_off_before_the_weights()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Identity)) { Encoding = new OneHot(), InputShape = FeatureShape.Row(2) };
        network.Weights(0).Set(new float[,] { { 1, 0 }, { 0, 1 } });
        network.Biases(0)[0] = 5; // z − b = (1 − 5, 0) = (−4, 0): without the bias the first would be the larger
        Assert.Equal([0f, 1], Backquery.OfTargets(network, [1, 0]));
    }

    [Fact]
    public void Softmax_goes_back_by_the_logarithm()
    {
        Network network = TwoLayers(Activation.Softmax);
        float[] inputs = network.Backquery(1);
        Assert.Equal(255, inputs.Max());
        Assert.Equal(0, inputs.Min());
    }

    [Fact]
    public void Inputs_of_different_units_go_over_all_of_their_own_range()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Sigmoid)) { Encoding = new OneHot(), Scaler = Scaler.Divide(2) };
        network.Weights(0).Set(new float[,] { { 1, -1 }, { -1, 1 } });
        Assert.Equal([2f, 0], network.Backquery(0)); // 0 … 1 after scaling
        Dataset data = Dataset.FromFloats([10, -5, 30, 5], [0, 1], FeatureShape.Row(2), Samples.NoYes);
        Assert.Equal([30f, -5], Backquery.OfClass(network, 0, InputBounds.Of(data)));
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("silu")]
    [InlineData("gelu")]
    [InlineData("step")]
    [InlineData("sign")]
    public void What_cannot_be_inverted_is_told(string name)
    {
        var network = new Network(4, 1, new Dense(3, Activation.Find(name)!), new Dense(2, Activation.Softmax));
        Assert.Contains(name, Backquery.WhyNot(network), StringComparison.Ordinal);
        Assert.Contains("no inverse", Assert.Throws<ArgumentException>(() => network.Backquery(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_labels_targets_and_bounds_are_told()
    {
        Network network = TwoLayers(Activation.Sigmoid);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Backquery(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Backquery(-1));
        Assert.Contains("2 outputs", Assert.Throws<ArgumentException>(() => Backquery.OfTargets(network, [1])).Message, StringComparison.Ordinal);
        Assert.Contains("bounds", Assert.Throws<ArgumentException>(() => Backquery.OfClass(network, 0, InputBounds.Uniform(4, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => InputBounds.Uniform(3, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Backquery.Ink(new float[3], part: 0));
    }

    [Fact]
    public void Ink_is_what_lies_above_the_rest()
    {
        float[] ink = Backquery.Ink([100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200], part: 0.2);
        Assert.Equal([0f, 0, 0, 0, 0, 0, 0, 0, 0, 127.5f, 255], ink, (a, b) => MathF.Abs(a - b) < 1e-3f);
        Assert.Equal([255f, 0, 255, 255], Backquery.Ink([200, 50, 200, 200])); // more than a fifth is brightest
        Assert.All(Backquery.Ink(new float[9]), v => Assert.Equal(0, v)); // nothing stands out of nothing
    }

    private static Network TwoLayers(Activation output)
    {
        var network = new Network(3, 1, new Dense(2, Activation.Sigmoid) { Bias = false }, new Dense(2, output) { Bias = false })
        {
            Encoding = new OneHot(0.01f, 0.99f),
            InputShape = new FeatureShape(3, 1),
        };
        network.Weights(0).Set(new float[,] { { 1, 0, -1 }, { 0, 1, 1 } });
        network.Weights(1).Set(new float[,] { { 1, 0 }, { 2, -1 } });
        return network;
    }
}
