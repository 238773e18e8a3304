namespace Glia.Tests.Inspection;

/// <summary>Every number of a prediction and of a training step: the same bits as predicting and training give.</summary>
public class TraceTests
{
    private static readonly float[] Input = Slides.Input, Target = Slides.Target;

    [Fact]
    public void B3_every_number_of_the_slides_network_on_the_way_forward()
    {
        ForwardTrace trace = ForwardTrace.Of(Slides.Network(), Input);
        Near([1.16, 0.42, 0.62], trace.Layers[0].Sums);
        Near([0.761, 0.603, 0.650], trace.Layers[0].Outputs);
        Near([0.975, 0.888, 1.254], trace.Layers[1].Sums);
        Near([0.726, 0.708, 0.778], trace.Outputs);
        Assert.Equal(Input, trace.Inputs);
        Assert.Equal(0, trace.Layers[0].Bias(2));
        Assert.Equal(0.4f * 0.8f, trace.Layers[0].Contribution(0, 2));

        static void Near(double[] expected, IReadOnlyList<float> actual)
        {
            Assert.Equal(expected.Length, actual.Count);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 0.001);
        }
    }

    /// <summary>ΔW = α · E·O(1 − O) · O_prevᵀ with E = t − O at the outputs and Wᵀ · (E·O(1 − O)) below: of one real step, from the trace's own numbers and beside the finite difference.</summary>
    [Fact]
    public void C6_one_step_of_the_slides_network_is_the_rule_and_the_finite_difference()
    {
        const float rate = 0.3f;
        StepTrace step = StepTrace.Of(Slides.Network(), new HalfSquaredError(), Input, Target, rate);
        double[] e = [.. step.Forward.Outputs.Select((o, k) => (double)Target[k] - o)];
        for (int layer = 1; layer >= 0; layer--)
        {
            LayerTrace at = step.Forward.Layers[layer];
            double[] rule = [.. at.Outputs.Select((o, k) => e[k] * o * (1 - o))]; // E·O(1 − O) = −δ
            for (int unit = 0; unit < 3; unit++)
            {
                Near(-rule[unit], step.Layers[layer].Deltas[unit]);
                for (int input = 0; input < 3; input++)
                {
                    double change = rate * rule[unit] * at.Inputs[input];
                    Near(change, step.WeightChange(layer, unit, input));
                    Near(change, step.After.Weights(layer)[unit, input] - at.Weights[unit, input], 1e-6);
                    CheckedGradient check = step.Check(layer, unit, input);
                    Assert.Equal(-change / rate, check.Backward, 1e-6);
                    Assert.True(Math.Abs(check.Backward - check.Difference) <= 1e-3 * Math.Abs(check.Difference), check.ToString());
                }
            }

            e = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(k => at.Weights[k, i] * rule[k]))]; // Wᵀ·e
            if (layer > 0) Assert.All(Enumerable.Range(0, 3), i => Near(-e[i], step.Layers[layer].SentDown[i]));
        }

        Assert.Equal(0.5 * step.Forward.Outputs.Select((o, k) => Math.Pow(Target[k] - o, 2)).Sum(), step.LossBefore, 1e-6);
        Assert.InRange(step.LossAfter, 0, step.LossBefore);

        static void Near(double expected, double actual, double floor = 0) =>
            Assert.True(Math.Abs(expected - actual) <= Math.Max(1e-3 * Math.Abs(expected), floor), $"expected {expected}, but it is {actual}");
    }

    public static TheoryData<string, string> Nets
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Activation activation in Activation.All.Where(a => a.HasSlope))
                foreach (Loss loss in Loss.All)
                    if (activation.IsProbability || loss is not (CrossEntropy or BinaryCrossEntropy)) data.Add(activation.Name, loss.Name);
            return data;
        }
    }

    /// <summary>A middle layer without biases, a dropout that is at rest in a trace (and drops nothing in the training), wide enough for the kernels to leave out zeros.</summary>
    private static Network Net(string activation, string output) =>
        new(37, 5, new Dense(40, Activation.Find(activation)!), new Dropout(0), new Dense(18, Activation.Find(activation)!) { Bias = false }, new Dense(3, Activation.Find(output)!)) { Scaler = Scaler.Range(-1, 1, 0.01f, 0.99f) };

    [Theory]
    [MemberData(nameof(Nets))]
    public void A_trace_has_the_bits_of_the_prediction_and_of_the_training_step(string output, string lossName)
    {
        const float rate = 0.05f;
        Loss loss = Loss.Find(lossName)!;
        Network net = Net(output == "softmax" ? "relu" : output, output);
        Dataset data = Samples.Values(1, 37, 3, 4);
        StepTrace step = StepTrace.Of(net, loss, data.Features(0), data.Targets(0), rate);
        Assert.Equal(Bits(net.Predict(data.Features(0))), Bits([.. step.Forward.Outputs]));
        uint[] before = Samples.Bits(net);
        Assert.Equal(before, Samples.Bits(step.Forward.Network));
        Assert.Equal(loss.FusesWith(Activation.Find(output)!), step.IsFused);

        var trainer = new Trainer(net, data, new Sgd(rate), loss, new TrainingOptions { BatchSize = 1, Epochs = 2 });
        Assert.Equal(trainer.Step(), step.LossBefore);
        Assert.Equal(Samples.Bits(net), Samples.Bits(step.After));
        Assert.NotEqual(before, Samples.Bits(net));
        Assert.Equal(trainer.Step(), step.LossAfter);
        Assert.Equal(Bits(step.After.Predict(data.Features(0))), Bits([.. step.ForwardAfter.Outputs]));
    }

    [Theory]
    [InlineData("tanh", "softmax", "cross-entropy")]
    [InlineData("silu", "softmax", "mse")]
    [InlineData("sigmoid", "sigmoid", "binary-cross-entropy")]
    [InlineData("gelu", "identity", "huber")]
    public void The_parts_of_a_step_make_the_whole(string hidden, string output, string lossName)
    {
        Network net = Net(hidden, output);
        Dataset data = Samples.Values(1, 37, 3, 4);
        StepTrace step = StepTrace.Of(net, Loss.Find(lossName)!, data.Features(0), data.Targets(0), 0.1f);
        foreach (LayerStepTrace layer in step.Layers)
        {
            if (layer.Index > 0) Assert.Equal(step.Layers[layer.Index - 1].OutputSlopes, layer.SentDown);
            else Assert.Empty(layer.SentDown);
            if (layer.Forward.Dense is null)
            {
                Assert.Empty(layer.Deltas);
                Assert.Equal(layer.Forward.Inputs, layer.Forward.Outputs);
                Assert.Equal(layer.OutputSlopes, layer.SentDown);
                continue;
            }

            if (layer.ActivationSlopes.Count > 0 && layer.OutputSlopes.Count > 0)
                Assert.Equal(layer.Deltas, layer.OutputSlopes.Zip(layer.ActivationSlopes, (da, slope) => da * slope));
            for (int unit = 0; unit < layer.Forward.Out; unit += 5)
            {
                for (int input = -1; input < layer.Forward.In; input += 6)
                {
                    if (input < 0 && layer.BiasGradients.Count == 0) continue;
                    CheckedGradient check = step.Check(layer.Index, unit, input);
                    Assert.True(check.RelativeError < 1e-3, check.ToString());
                    double change = input < 0 ? step.BiasChange(layer.Index, unit) : step.WeightChange(layer.Index, unit, input);
                    double moved = input < 0 ? step.After.Biases(layer.Index)[unit] - layer.Forward.Bias(unit) : step.After.Weights(layer.Index)[unit, input] - layer.Forward.Weights[unit, input];
                    Assert.Equal(change, moved, 1e-6);
                }
            }
        }

        LayerStepTrace last = step.Layers[^1];
        if (lossName == "cross-entropy") // δ = a Σ t − t, with targets that are no classes
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal((last.Forward.Outputs[i] * step.Targets.Sum()) - step.Targets[i], last.Deltas[i], 1e-6));
        Assert.Equal(step.IsFused, last.OutputSlopes.Count == 0);
    }

    [Fact]
    public void A_calibrated_network_is_traced_as_it_predicts_and_steps_as_it_trains()
    {
        Network net = Net("tanh", "softmax");
        net.Temperature = 2.5f;
        float[] features = Samples.Values(1, 37, 3, 4).Features(0);
        ForwardTrace trace = ForwardTrace.Of(net, features);
        Assert.Equal(Bits(net.Predict(features)), Bits([.. trace.Outputs]));
        Assert.Equal(2.5f, trace.Layers[^1].Temperature);
        Assert.Equal(1, trace.Layers[0].Temperature);

        StepTrace step = StepTrace.Of(net, new CrossEntropy(), features, [1, 0, 0], 0.1f);
        Assert.Equal(trace.Layers[^1].Sums, step.Forward.Layers[^1].Sums);
        Assert.NotEqual(trace.Outputs, step.Forward.Outputs);
        Assert.Equal(1, step.After.Temperature);
        Assert.Equal(2.5f, net.Temperature);
    }

    [Fact]
    public void A_trace_keeps_its_numbers_when_the_network_learns_on()
    {
        Network net = Slides.Network();
        ForwardTrace trace = ForwardTrace.Of(net, Input);
        net.Weights(0)[0, 0] = 7;
        Assert.Equal(0.9f, trace.Layers[0].Weights[0, 0]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Network net = Slides.Network();
        Assert.Throws<ArgumentException>(() => ForwardTrace.Of(net, [1, 2]));
        Assert.Throws<ArgumentException>(() => StepTrace.Of(net, new MeanSquaredError(), [1, 2], Target, 0.1f));
        Assert.Throws<ArgumentException>(() => StepTrace.Of(net, new MeanSquaredError(), Input, [1, 2], 0.1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepTrace.Of(net, new MeanSquaredError(), Input, Target, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepTrace.Of(net, new MeanSquaredError(), Input, Target, float.NaN));
        Assert.Throws<ArgumentException>(() => StepTrace.Of(new Network(2, 1, new Dense(2, Activation.Tanh)), new CrossEntropy(), [1, 2], [1, 0], 0.1f));
        Assert.Throws<ArgumentException>(() => StepTrace.Of(new Network(2, 1, new Dense(2, Activation.Step)), new MeanSquaredError(), [1, 2], [1, 0], 0.1f));
        StepTrace step = StepTrace.Of(net, new MeanSquaredError(), Input, Target, 0.1f);
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Check(0, 0, -1)); // no biases
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Check(0, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Check(0, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Check(2, 0, 0));
    }

    private static uint[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];
}
