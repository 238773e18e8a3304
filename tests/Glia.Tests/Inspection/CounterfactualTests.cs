namespace Glia.Tests.Inspection;

/// <summary>The smallest change of the inputs that changes the answer.</summary>
public class CounterfactualTests
{
    private static readonly InputBounds Wide = InputBounds.Uniform(3, -100, 100);

    [Fact]
    public void Between_two_planes_it_is_the_foot_of_the_perpendicular()
    {
        // z₁ − z₀ = w·x + b with w = (3, 4, 0), b = −10: from x = (0, 0, 7) the border is |−10| / 5 = 2 away, at (1.2, 1.6, 7).
        Network network = Linear();
        CounterfactualResult result = new Counterfactual { Sparsity = 0 }.Find(network, [0, 0, 7], 1, Wide);
        Assert.True(result.IsFound);
        Assert.Equal(1, result.Answer);
        Assert.Equal(2, result.L2, 0.01);
        Assert.Equal(1.2f, result.Inputs[0], 0.02f);
        Assert.Equal(1.6f, result.Inputs[1], 0.02f);
        Assert.Equal(7, result.Inputs[2]); // what does not matter is left alone, to the bit
        Assert.Equal(2.8, result.Added, 0.02);
        Assert.Equal(0, result.Removed);
        Assert.Equal(2, result.ChangedCount);
    }

    [Fact]
    public void The_sparser_the_fewer_inputs_change()
    {
        CounterfactualResult result = new Counterfactual { Sparsity = 0.9f }.Find(Linear(), [0, 0, 7], 1, Wide);
        Assert.True(result.IsFound);
        Assert.Equal(1, result.ChangedCount);
        Assert.Equal(2.5, result.Added, 0.02); // 4 · 2.5 = 10
    }

    [Theory]
    [InlineData(0.6f)]
    [InlineData(0.99f)]
    public void The_network_is_as_sure_as_was_asked(float least)
    {
        Network network = Linear();
        CounterfactualResult result = new Counterfactual { MinimumProbability = least }.Find(network, [0, 0, 7], 1, Wide);
        Assert.True(result.IsFound);
        Assert.InRange(result.Probability, least, least + 0.01f);
        Assert.Equal(result.Probability, network.Predict(result.Inputs.ToArray())[1], 1e-6f);
    }

    [Fact]
    public void Where_the_range_has_no_room_it_says_so()
    {
        InputBounds narrow = InputBounds.Uniform(3, 0, 1); // 3 + 4 < 10
        CounterfactualResult result = new Counterfactual().Find(Linear(), [0, 0, 0.5f], 1, narrow);
        Assert.False(result.IsFound);
        Assert.Equal(0, result.Answer);
        Assert.All(result.Inputs, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void Whole_numbers_stay_whole_and_inside()
    {
        CounterfactualResult result = new Counterfactual { WholeNumbers = true }.Find(Linear(), [0, 0, 7], 1, InputBounds.Uniform(3, 0, 255));
        Assert.True(result.IsFound);
        Assert.All(result.Inputs, v => Assert.Equal(MathF.Round(v), v));
        Assert.True((3 * result.Inputs[0]) + (4 * result.Inputs[1]) >= 10);
    }

    [Fact]
    public void What_is_the_class_already_is_not_changed()
    {
        CounterfactualResult result = new Counterfactual().Find(Linear(), [5, 5, 7], 1, Wide);
        Assert.True(result.IsFound);
        Assert.Equal(0, result.ChangedCount);
        Assert.Equal(result.Original, result.Inputs);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 1)]
    public void One_input_of_xor_is_enough(float first, float second, int label)
    {
        Network xor = Xor();
        Assert.NotEqual(label, xor.Classify([first, second]));
        CounterfactualResult result = new Counterfactual().Find(xor, [first, second], label, InputBounds.Uniform(2, 0, 1));
        Assert.True(result.IsFound);
        Assert.Equal(label, xor.Classify(result.Inputs.ToArray()));
        Assert.InRange(result.L1, 0.1, 1.0);
    }

    [Fact]
    public void Deep_networks_change_their_answer_for_every_class()
    {
        Dataset data = Samples.Classes(300, 10, 4, 8);
        var network = new Network(10, 3, new Dense(16, Activation.ReLU), new Dense(4, Activation.Softmax));
        network.Fit(data, new Adam(0.01f), new CrossEntropy(), epochs: 10, threads: 1);
        InputBounds bounds = InputBounds.Of(data);
        int searches = 0, farther = 0;
        for (int i = 0; i < 20; i++)
        {
            for (int label = 0; label < 4; label++)
            {
                CounterfactualResult result = new Counterfactual().Find(network, data.Features(i), label, bounds);
                Assert.True(result.IsFound);
                Assert.Equal(label, network.Classify(result.Inputs.ToArray()));
                CounterfactualResult small = new Counterfactual { Sparsity = 0 }.Find(network, data.Features(i), label, bounds);
                searches++;
                if (small.L2 > Nearest(data, network, i, label) + 1e-4) farther++;
            }
        }

        // The search knows its surroundings only: now and then a sample of that class lies nearer, in a direction that it did not take.
        Assert.Equal(80, searches);
        Assert.InRange(farther, 0, 4);
    }

    [Fact]
    public void Wrong_options_are_told()
    {
        Network network = Linear();
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactual { MinimumProbability = 1.5f }.Find(network, new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactual { Sparsity = 1 }.Find(network, new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactual { Steps = 0 }.Find(network, new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Counterfactual().Find(network, new float[3], 2));
        Assert.Contains("3 inputs", Assert.Throws<ArgumentException>(() => new Counterfactual().Find(network, new float[4], 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>XOR by hand: or, and, and the one without the other, in one output of binary code.</summary>
    internal static Network Xor()
    {
        var network = new Network(2, 1, new Dense(2, Activation.Sigmoid), new Dense(1, Activation.Sigmoid)) { Encoding = new BinaryCode(), ClassNames = Samples.NoYes };
        network.Weights(0).Set(new float[,] { { 10, 10 }, { 10, 10 } });
        network.Biases(0)[0] = -5;
        network.Biases(0)[1] = -15;
        network.Weights(1).Set(new float[,] { { 10, -10 } });
        network.Biases(1)[0] = -5;
        return network;
    }

    private static Network Linear()
    {
        var network = new Network(3, 1, new Dense(2, Activation.Softmax)) { Encoding = new OneHot() };
        network.Weights(0).Set(new float[,] { { 0, 0, 0 }, { 3, 4, 0 } });
        network.Biases(0)[1] = -10;
        return network;
    }

    private static double Nearest(Dataset data, Network network, int from, int label)
    {
        float[] start = data.Features(from);
        return Enumerable.Range(0, data.Count).Select(i => data.Features(i)).Where(x => network.Classify(x) == label && network.Predict(x)[label] >= 0.5)
            .Min(x => Math.Sqrt(x.Zip(start, (a, b) => (double)(a - b) * (a - b)).Sum()));
    }
}
