using Glia.Tests.Formats;

namespace Glia.Tests.Training;

/// <summary>Temperature and reject option: found, kept, saved, forgotten; and what they must leave as it is.</summary>
public sealed class CalibrationTests
{
    private const int Classes = 4;

    /// <summary>A network that passes its inputs on to softmax: the samples are the sums z.</summary>
    private static Network PassOn()
    {
        var network = new Network(Classes, 1, new Dense(Classes, Activation.Softmax)) { Scaler = Scaler.None };
        network.Parameters.Span.Clear();
        for (int i = 0; i < Classes; i++) network.Weights(0)[i, i] = 1;
        return network;
    }

    /// <summary>Sums z, and labels drawn from softmax(z / temperature).</summary>
    private static Dataset Drawn(double temperature, int count = 20_000, ulong seed = 3)
    {
        var random = new Xoshiro256(seed);
        var z = new float[count * Classes];
        var labels = new int[count];
        var shares = new double[Classes];
        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int c = 0; c < Classes; c++)
            {
                z[(i * Classes) + c] = (float)(3 * random.NextNormal());
                sum += shares[c] = Math.Exp(z[(i * Classes) + c] / temperature);
            }

            double left = random.NextDouble() * sum;
            while (labels[i] < Classes - 1 && (left -= shares[labels[i]]) > 0) labels[i]++;
        }

        return Dataset.FromFloats(z, labels, FeatureShape.Row(Classes), ["a", "b", "c", "d"]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void The_temperature_that_the_labels_were_drawn_at_is_found(double temperature)
    {
        var calibration = Calibration.Fit(PassOn(), Drawn(temperature));
        Assert.Equal(temperature, calibration.Temperature, temperature * 0.03);
        Assert.InRange(calibration.After.ExpectedCalibrationError, 0, 0.012);
        Assert.True(calibration.After.LogLoss <= calibration.Before.LogLoss);
        if (temperature != 1) Assert.InRange(calibration.Before.ExpectedCalibrationError, 0.03, 1);
    }

    /// <summary>z = (0, 0, 0, ln 4) and (ln 4, 0, 0, 0): three of five samples answer by the largest, two do not. At b = 1/T the share of the largest is 4^b / (4^b + 3) = 3/5, so that 4^b = 4.5.</summary>
    [Fact]
    public void A_temperature_worked_by_hand()
    {
        float large = MathF.Log(4);
        float[] one = [0, 0, 0, large], other = [large, 0, 0, 0];
        Dataset data = Dataset.FromFloats([.. one, .. one, .. one, .. one, .. other], [3, 3, 3, 0, 1], FeatureShape.Row(Classes), ["a", "b", "c", "d"]);
        Assert.Equal(Math.Log(4) / Math.Log(4.5), Calibration.FitTemperature(PassOn().Logits(data, 1), Classes, data), 1e-5);
    }

    [Fact]
    public void Samples_that_are_all_right_do_not_make_it_sure_of_everything()
    {
        var network = PassOn();
        float[] z = [3, 0, 0, 0, 0, 2, 0, 0];
        Assert.Equal(0.1f, Calibration.FitTemperature(z, Classes, Dataset.FromFloats(z, [0, 1], FeatureShape.Row(Classes), ["a", "b", "c", "d"])), 0.001f);
        Assert.Equal(1, network.Temperature);
    }

    [Fact]
    public void Answers_stay_and_probabilities_are_softmax_of_z_over_T()
    {
        Dataset data = Drawn(1, 500);
        Network network = PassOn(), warm = network.Clone();
        warm.Temperature = 2;
        Workspace workspace = network.CreateWorkspace();
        float[] outputs = new float[Classes], all = warm.Predict(data, threads: 2);
        for (int i = 0; i < data.Count; i++)
        {
            float[] z = data.Features(i);
            warm.Predict(z, outputs, workspace);
            double sum = z.Sum(v => Math.Exp(v / 2));
            for (int c = 0; c < Classes; c++) Assert.Equal(Math.Exp(z[c] / 2) / sum, outputs[c], 1e-6);
            Assert.Equal(TestModels.Bits(outputs), TestModels.Bits(all.AsSpan(i * Classes, Classes)));
            Assert.Equal(network.Classify(z), warm.Classify(z));

            // The same workspace serves a network that has none.
            network.Predict(z, outputs, workspace);
            Assert.Equal(TestModels.Bits(network.Predict(z)), TestModels.Bits(outputs));
        }
    }

    [Fact]
    public void A_temperature_of_1_leaves_every_bit()
    {
        Dataset data = Drawn(1, 300);
        Network network = PassOn(), back = network.Clone();
        back.Temperature = 3;
        _ = back.Predict(data);
        back.Temperature = 1;
        Assert.Equal(TestModels.Bits(network.Predict(data)), TestModels.Bits(back.Predict(data)));
    }

    [Fact]
    public void The_part_to_keep_is_kept_on_the_fitting_data()
    {
        Dataset data = Drawn(2, 5_000);
        foreach (double keep in new[] { 0.99, 0.9, 1 })
        {
            Network network = PassOn();
            Calibration calibration = network.Calibrate(data, keep);
            Assert.InRange((double)calibration.After.AnsweredCount / data.Count, keep, keep + 0.0005);
            Assert.Equal(calibration.After.AnsweredCount, Enumerable.Range(0, data.Count).Count(i => network.TryClassify(data.Features(i), out _)));
            if (keep < 1) Assert.True(calibration.After.AnsweredAccuracy > calibration.After.Accuracy);
        }
    }

    [Fact]
    public void What_is_not_like_the_samples_is_unsure_however_sure_it_is()
    {
        Network network = PassOn();
        network.RejectOption = new RejectOption(0.6f, new(-10, 10), new(1, 100));
        Assert.True(network.TryClassify([9, 0, 0, 0], out int label));
        Assert.Equal(0, label);
        Assert.False(network.TryClassify([0, 0, 0.2f, 0], out label)); // 29 % sure, and without contrast
        Assert.Equal(2, label);
        Assert.False(network.TryClassify([90, 0, 0, 0], out _)); // a mean of 22.5
        Assert.False(network.TryClassify([9, 9, 0, 9], out _)); // three that are equal
        Assert.False(network.TryClassify([float.NaN, 0, 0, 0], out label));
        Assert.Equal(-1, label);
        network.RejectOption = null;
        Assert.True(network.TryClassify([90, 0, 0, 0], out _));
    }

    [Fact]
    public void Level_and_contrast_worked_by_hand()
    {
        float[] picture = [0, 4, 1, 1, 0, 0];
        Assert.Equal(1, RejectOption.LevelOf(picture));
        Assert.Equal((4 + 3 + 1 + 0 + 1 + 4 + 1) / 7f, RejectOption.ContrastOf(picture, new FeatureShape(2, 3)));
        Assert.Equal((4 + 3 + 0 + 1 + 0) / 5f, RejectOption.ContrastOf(picture, default));
        Assert.Equal(0, RejectOption.ContrastOf([7], default));
    }

    [Fact]
    public void It_is_saved_and_loaded_to_the_bit()
    {
        Network network = TestModels.Small();
        network.Encoding = new OneHot();
        byte[] plain = TestModels.Bytes(network);
        network.Calibrate(TestModels.Classes(400));
        Network loaded = TestModels.Load(TestModels.Bytes(network));
        Assert.Equal((network.Temperature, network.RejectOption), (loaded.Temperature, loaded.RejectOption));
        Assert.NotNull(loaded.RejectOption);
        Assert.Equal(TestModels.Bits(network.Predict([1, 2, 3])), TestModels.Bits(loaded.Predict([1, 2, 3])));
        Assert.Equal((network.Temperature, network.RejectOption), (network.Clone().Temperature, network.Clone().RejectOption));

        network.Temperature = 1;
        network.RejectOption = null;
        Assert.Equal(plain, TestModels.Bytes(network)); // without it, the file is what it always was
        network.RejectOption = new RejectOption(0.5f, new(1, 0), new(0, 1));
        Assert.Throws<InvalidOperationException>(() => TestModels.Bytes(network));
    }

    [Fact]
    public void More_training_goes_by_T_1_and_forgets_it()
    {
        Dataset data = TestModels.Classes();
        Network Fresh() => new(3, 7, new Dense(4, Activation.ReLU), new Dense(2, Activation.Softmax));
        Network plain = Fresh(), calibrated = Fresh();
        foreach (Network network in new[] { plain, calibrated }) network.Fit(data, new Adam(0.01f), new CrossEntropy());
        calibrated.Calibrate(data);
        Assert.NotEqual(1, calibrated.Temperature);
        foreach (Network network in new[] { plain, calibrated }) network.Fit(data, new Adam(0.01f), new CrossEntropy(), validation: data);
        Assert.Equal(1, calibrated.Temperature);
        Assert.Null(calibrated.RejectOption);
        Assert.Equal(TestModels.Bits(plain), TestModels.Bits(calibrated));
    }

    [Fact]
    public void Gradients_and_losses_go_by_T_1_even_where_one_is_set_in_a_training()
    {
        Dataset data = Drawn(1, 40);
        Network network = PassOn();
        var trainer = new Trainer(network, data, new Sgd(0.1f), new CrossEntropy(), new TrainingOptions());
        double loss = trainer.Measure(data).Loss;
        IReadOnlyList<CheckedGradient> gradients = GradientCheck.Run(network, data, new CrossEntropy());
        network.Temperature = 5;
        Assert.Equal(loss, trainer.Measure(data).Loss);
        Assert.Equal(gradients, GradientCheck.Run(network, data, new CrossEntropy()));
        network.Initialize(2);
        Assert.Equal(1, network.Temperature);
    }

    [Fact]
    public void What_cannot_be_calibrated_is_refused_with_the_reason()
    {
        Dataset data = Drawn(1, 20);
        var sigmoid = new Network(Classes, 1, new Dense(Classes, Activation.Sigmoid));
        Assert.Contains("sigmoid", Assert.Throws<ArgumentException>(() => sigmoid.Calibrate(data)).Message, StringComparison.Ordinal);
        Assert.Contains("sigmoid", Assert.Throws<InvalidOperationException>(() => sigmoid.Temperature = 2).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Network(Classes, 1, new Dense(Classes, Activation.Softmax)) { Encoding = new OneHot(0.01f, 0.99f) }.Calibrate(data));
        Assert.Throws<ArgumentException>(() => PassOn().Calibrate(data.Slice(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PassOn().Calibrate(data, keep: 0));
        foreach (float bad in new[] { 0, -1, float.NaN, float.PositiveInfinity, 1e-30f }) Assert.Throws<ArgumentOutOfRangeException>(() => PassOn().Temperature = bad);
    }
}
