using System.Globalization;

namespace Glia.Tests.Data;

public class DatasetTests
{
    [Fact]
    public void Samples_are_read_back_through_views()
    {
        Dataset data = Dataset.FromBytes([1, 2, 3, 4, 5, 6], [0, 1, 1], FeatureShape.Row(2), ["x", "y"]);
        Assert.Equal((3, 2, 2), (data.Count, data.FeatureCount, data.ClassCount));
        Dataset view = data.Subset([2, 0]).Slice(0, 1);
        Assert.Equal([5f, 6f], view.Features(0));
        Assert.Equal(1, view.Label(0));
        Assert.Equal([5, 6], view.ByteFeatures(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => view.Features(1));
        Assert.Throws<InvalidOperationException>(() => data.Targets(0));
        Assert.Equal(Scaler.Divide(255), data.Scaler);
        Assert.Equal(Scaler.None, data.WithScaler(Scaler.None).Scaler);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("need 4 values", Assert.Throws<ArgumentException>(() => Dataset.FromFloats([1, 2, 3], [0, 1], FeatureShape.Row(2), ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Contains("label 2", Assert.Throws<ArgumentException>(() => Dataset.FromFloats([1, 2], [0, 2], FeatureShape.Row(1), ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Dataset.ForRegression([1, 2, 3], 2, [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Xor.Slice(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Xor.Slice(3, -1));
    }

    [Theory]
    [InlineData(",", "-")]
    [InlineData(".", "\u200e-")] // of a culture whose sign brings a control character along, which a model file does not allow
    public void A_scaler_has_the_same_name_in_every_culture(string point, string minus)
    {
        CultureInfo before = CultureInfo.CurrentCulture, culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (point, minus);
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("0…255 to 0.01…-1.5", Scaler.Range(0, 255, 0.01f, -1.5f).Name);
            Assert.Equal("x / 0.5", Scaler.Divide(0.5f).Name);
            Assert.Equal("each feature to -0.5…0.5", Scaler.MinMax(Samples.Xor, -0.5f, 0.5f).Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_generator_is_fixed_and_even()
    {
        var random = new Xoshiro256(42);
        Assert.Equal([random.NextUInt64()], new[] { new Xoshiro256(42).NextUInt64() });
        Assert.NotEqual(new Xoshiro256(42, 1).NextUInt64(), new Xoshiro256(42, 2).NextUInt64());
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[random.NextInt32(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
        double[] normal = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextNormal())];
        Assert.Equal(0, normal.Average(), 0.02);
        Assert.Equal(1, normal.Average(v => v * v), 0.03);
        Assert.Equal(0.6827, normal.Count(v => Math.Abs(v) < 1) / 50_000.0, 0.01);
        int[] order = [.. Enumerable.Range(0, 100)];
        random.Shuffle(order);
        Assert.Equal(Enumerable.Range(0, 100), order.Order());
        Assert.NotEqual(Enumerable.Range(0, 100), order);
    }
}
