namespace Glia.Tests.Mission;

/// <summary>Rows D1–D4: preparing data, starting weights.</summary>
public class PreparationTests
{
    private static float Scaled(Scaler scaler, float raw)
    {
        float[] value = [raw];
        scaler.Apply(value, value);
        return value[0];
    }

    [Fact]
    public void D1_scaling()
    {
        Assert.Equal(0.98828125f, Scaled(Scaler.Divide(256), 253));
        Assert.Equal(1f, Scaled(Scaler.Divide(255), 255));
        Assert.Equal([0.01f, 1f], new[] { 0f, 255f }.Select(v => Scaled(Scaler.Range(0, 255, 0.01f, 1), v)), Near);
        Assert.Equal([0.01f, 0.99f], new[] { 0f, 255f }.Select(v => Scaled(Scaler.Range(0, 255, 0.01f, 0.99f), v)), Near);
        Assert.Equal([-1f, 1f], new[] { 0f, 255f }.Select(v => Scaled(Scaler.Range(0, 255, -1, 1), v)), Near);
        float[] back = [0.5f];
        Scaler.Divide(256).Invert(back, back);
        Assert.Equal(128, back[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaler.Divide(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaler.Range(1, 1, 0, 1));

        static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-6f;
    }

    [Fact]
    public void D1_standardising_gives_mean_0_and_deviation_1()
    {
        Dataset data = Samples.Values(500, 4, 1, 3);
        foreach (bool perFeature in new[] { false, true })
        {
            Scaler scaler = Scaler.Standardize(data, perFeature);
            float[][] rows = [.. Enumerable.Range(0, data.Count).Select(i =>
            {
                float[] row = data.Features(i);
                scaler.Apply(row, row);
                return row;
            })];
            IEnumerable<float[]> columns = perFeature ? Enumerable.Range(0, 4).Select(f => rows.Select(r => r[f]).ToArray()) : [rows.SelectMany(r => r).ToArray()];
            Assert.All(columns, column =>
            {
                Assert.Equal(0, column.Average(v => (double)v), 1e-5);
                Assert.Equal(1, Math.Sqrt(column.Average(v => (double)v * v)), 1e-4);
            });
        }

        Scaler fit = Scaler.MinMax(data, -1, 1);
        Assert.Equal(4, fit.Scale.Length);
        float[] first = data.Features(0);
        fit.Apply(first, first);
        Assert.All(first, v => Assert.InRange(v, -1.0001f, 1.0001f));
    }

    [Fact]
    public void D1_dividing_by_the_deviation_is_standardising_without_the_mean()
    {
        Dataset data = Samples.Values(300, 4, 1, 3);
        foreach (bool perFeature in new[] { false, true })
        {
            Scaler standard = Scaler.Standardize(data, perFeature), divided = Scaler.DivideByDeviation(data, perFeature);
            Assert.Equal(standard.Scale, divided.Scale);
            Assert.Equal(new float[divided.Shift.Length], divided.Shift);
        }
    }

    /// <summary>Bytes are summed in another way than floats, eight at a time where those are all 0.</summary>
    [Theory]
    [InlineData(1), InlineData(7), InlineData(8), InlineData(21), InlineData(64)]
    public void D1_standardising_bytes_and_floats_gives_the_same_scaler(int features)
    {
        var random = new Xoshiro256(2);
        byte[] bytes = [.. Enumerable.Range(0, 90 * features).Select(i => (byte)(i / features % 3 == 0 ? 0 : Math.Max(0, random.NextInt32(300) - 45) % 256))];
        Dataset asBytes = Dataset.FromBytes(bytes, new int[90], FeatureShape.Row(features), ["zero", "one"]);
        Dataset asFloats = Dataset.FromFloats([.. bytes.Select(b => (float)b)], new int[90], FeatureShape.Row(features), ["zero", "one"]);
        Assert.Equal(Scaler.Standardize(asFloats), Scaler.Standardize(asBytes));
        Assert.Equal(Scaler.Standardize(asFloats, perFeature: true), Scaler.Standardize(asBytes.Subset([.. Enumerable.Range(0, 90).Reverse()]), perFeature: true));
    }

    [Fact]
    public void D1_bytes_and_floats_of_one_picture_are_scaled_to_the_same_bits()
    {
        var random = new Xoshiro256(1);
        byte[] bytes = [.. Enumerable.Range(0, 784).Select(_ => (byte)random.NextInt32(256))];
        Dataset asBytes = Dataset.FromBytes(bytes, [0], new(28, 28), ["zero", "one"]);
        Dataset asFloats = Dataset.FromFloats([.. bytes.Select(b => (float)b)], [0], new(28, 28), ["zero", "one"], Scaler.Divide(255));
        var net = new Network(784, 1, new Dense(9, Activation.Tanh)) { Scaler = Scaler.Divide(255) };
        Assert.Equal(net.Predict(asBytes), net.Predict(asFloats));
        Assert.Equal(net.Predict(asBytes), net.Predict(asFloats.Features(0)));
    }

    [Fact]
    public void D2_targets()
    {
        var targets = new float[10];
        new OneHot().Encode(3, targets);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], targets);
        new OneHot(0.01f, 0.99f).Encode(3, targets);
        Assert.Equal([0.01f, 0.01f, 0.01f, 0.99f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f, 0.01f], targets);

        var code = new BinaryCode();
        Assert.Equal(4, code.Outputs(10));
        var bits = new float[4];
        foreach ((int digit, float[] expected) in new[] { (9, new float[] { 1, 0, 0, 1 }), (8, [1, 0, 0, 0]), (7, [0, 1, 1, 1]) })
        {
            code.Encode(digit, bits);
            Assert.Equal(expected, bits);
            Assert.Equal(digit, code.Decode(bits));
        }

        Assert.Equal(-1, new OneHot().Decode([0, float.NaN]));
        Assert.Equal(-1, code.Decode([0, float.NaN, 0, 0]));
        var beliefs = new float[10];
        code.Probabilities([0.9f, 0.1f, 0.1f, 0.9f], beliefs);
        Assert.Equal(1, beliefs.Sum(), 1e-5f);
        Assert.Equal(9, Array.IndexOf(beliefs, beliefs.Max()));
    }

    [Fact]
    public void D2_a_network_learns_in_the_binary_code()
    {
        Dataset data = Samples.Classes(400, 20, 10, 5);
        var net = new Network(20, 3, new Dense(48, Activation.ReLU), new Dense(4, Activation.Sigmoid));
        net.Fit(data, new Adam(0.01f), new BinaryCrossEntropy(), epochs: 60, batchSize: 20, threads: 1);
        Assert.IsType<BinaryCode>(net.Encoding);
        Assert.True(net.Evaluate(data).Accuracy > 0.9, net.Evaluate(data).ToString());
    }

    [Theory]
    [InlineData("normal", 3, 4, 0, 1)]
    [InlineData("uniform", 3, 4, 1, 0.57735)]
    [InlineData("uniform-fan-in", 3, 4, 0.57735, 0.33333)]
    [InlineData("uniform-fan-in", 100, 4, 0.1, 0.057735)]
    [InlineData("normal-fan-in", 100, 4, 0, 0.1)]
    [InlineData("normal-fan-out", 100, 4, 0, 0.5)]
    [InlineData("xavier", 100, 50, 0.2, 0.11547)]
    [InlineData("xavier-normal", 100, 50, 0, 0.11547)]
    [InlineData("he", 200, 50, 0, 0.1)]
    [InlineData("he-uniform", 200, 50, 0.173205, 0.1)]
    [InlineData("lecun", 100, 50, 0, 0.1)]
    public void D3_starting_weights_have_their_bounds_mean_and_deviation(string name, int fanIn, int fanOut, double bound, double deviation)
    {
        Initializer initializer = Initializer.Find(name)!;
        var random = new Xoshiro256(11);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(_ => (double)initializer.Draw(ref random, fanIn, fanOut))];
        Assert.Equal(0, draws.Average(), deviation * 0.02);
        Assert.Equal(deviation, Math.Sqrt(draws.Average(d => d * d)), deviation * 0.02);
        if (bound == 0) return;
        Assert.All(draws, d => Assert.InRange(d, -bound - 1e-5, bound + 1e-5));
        Assert.True(draws.Max() > bound * 0.99 && draws.Min() < -bound * 0.99);
    }

    [Fact]
    public void D4_splits()
    {
        var data = Dataset.FromBytes(new byte[60_000], new int[60_000], FeatureShape.Row(1), ["a"]);
        (Dataset train, Dataset validation) = Split.HoldOutLast(data, 10_000);
        Assert.Equal((50_000, 10_000), (train.Count, validation.Count));

        Dataset small = Samples.Classes(103, 3, 4, 9);
        IReadOnlyList<(Dataset Train, Dataset Validation)> folds = Split.KFold(small, 5, seed: 2);
        Assert.Equal(103, folds.Sum(f => f.Validation.Count));
        Assert.All(folds, f => Assert.Equal(103, f.Train.Count + f.Validation.Count));
        for (int c = 0; c < 4; c++)
        {
            int[] counts = [.. folds.Select(f => Enumerable.Range(0, f.Validation.Count).Count(i => f.Validation.Label(i) == c))];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        // Every sample is held out exactly once.
        Assert.Equal(Keys(small).Order(), folds.SelectMany(f => Keys(f.Validation)).Order());
        (Dataset part, Dataset held) = Split.Random(small, 0.2, seed: 2);
        Assert.Equal(Keys(small).Order(), Keys(part).Concat(Keys(held)).Order());
        Assert.InRange(held.Count, 18, 24);
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.KFold(small, 1, 2));

        static IEnumerable<string> Keys(Dataset d) => Enumerable.Range(0, d.Count).Select(i => $"{d.Label(i)}:{string.Join(',', d.Features(i))}");
    }
}
