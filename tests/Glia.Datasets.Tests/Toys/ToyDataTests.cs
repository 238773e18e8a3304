namespace Glia.Datasets.Tests.Toys;

/// <summary>Toy data lie where they should, in the classes they should, and are the same for the same seed.</summary>
public class ToyDataTests
{
    public static TheoryData<string> Names => [.. ToyData.All.Select(t => t.Name)];

    [Theory]
    [InlineData("and", new[] { 0, 0, 0, 1 })]
    [InlineData("or", new[] { 0, 1, 1, 1 })]
    [InlineData("xor", new[] { 0, 1, 1, 0 })]
    public void Gates_are_their_truth_tables(string name, int[] answers)
    {
        Dataset gate = ToyData.Find(name)!.Create();
        Assert.Equal(4, gate.Count);
        Assert.Equal(["0", "1"], gate.ClassNames);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal([i / 2, i % 2], gate.Features(i));
            Assert.Equal(answers[i], gate.Label(i));
        }

        Dataset more = ToyData.Find(name)!.Create(10, noise: 0.1f, seed: 3);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(answers[i % 4], more.Label(i));
            Assert.NotEqual(gate.Features(i % 4), more.Features(i));
            Assert.InRange(more.Features(i)[0] - gate.Features(i % 4)[0], -0.6f, 0.6f);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bits(string name)
    {
        ToyData toy = ToyData.Find(name.ToUpperInvariant())!;
        Dataset one = toy.Create(50, 0.05f, 7), two = toy.Create(50, 0.05f, 7), other = toy.Create(50, 0.05f, 8);
        Assert.Equal(Rows(one), Rows(two));
        Assert.NotEqual(Rows(one), Rows(other));
        Assert.Equal(toy.UsualCount, toy.Create().Count);
        Assert.Equal((50, 2), (one.Count, one.FeatureCount));
        Assert.Equal(name, toy.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Points_lie_in_their_square(string name)
    {
        Dataset data = ToyData.Find(name)!.Create(2_000, seed: 2);
        float most = name == "blobs" ? 1.3f : 1; // clouds have no edge
        Assert.All(Enumerable.Range(0, data.Count).SelectMany(data.Features), v => Assert.InRange(v, -most, most));
    }

    [Theory]
    [InlineData("line"), InlineData("circle"), InlineData("blobs"), InlineData("spirals")]
    public void Both_classes_are_about_as_many(string name)
    {
        Dataset data = ToyData.Find(name)!.Create(1_000);
        Assert.InRange(Enumerable.Range(0, data.Count).Count(i => data.Label(i) == 1), 400, 600);
    }

    [Fact]
    public void Classes_are_where_they_are_said_to_be()
    {
        var steep = new ToyLine(2, -0.3f);
        Each(ToyData.Line.Create(), (x, y, label) => Assert.Equal(y > (0.5 * x) + 0.1, label == 1));
        Each(steep.Create(), (x, y, label) => Assert.Equal(y > (2 * x) - 0.3, label == 1));
        Each(ToyData.Circle.Create(), (x, y, label) => Assert.InRange(Math.Sqrt((x * x) + (y * y)), label == 1 ? 0 : 0.7 - 1e-6, label == 1 ? 0.5 + 1e-6 : 1 + 1e-6));
        Each(ToyData.Blobs.Create(), (x, y, label) => Assert.Equal(x + y > 0, label == 1));
        Each(ToyData.Spirals.Create(), (x, y, label) =>
        {
            double radius = Math.Sqrt((x * x) + (y * y)), angle = (2 * Math.PI * 1.75 * radius) + (label * Math.PI);
            Assert.Equal(radius * Math.Cos(angle), x, 1e-4);
            Assert.Equal(radius * Math.Sin(angle), y, 1e-4);
        });

        static void Each(Dataset data, Action<float, float, int> check)
        {
            for (int i = 0; i < data.Count; i++) check(data.Features(i)[0], data.Features(i)[1], data.Label(i));
        }
    }

    [Fact]
    public void The_plane_has_values_and_noise_is_added_to_them()
    {
        Dataset plane = ToyData.Plane.Create(1_000), noisy = ToyData.Plane.Create(1_000, noise: 0.2f);
        Assert.False(plane.IsClassification);
        double squares = 0;
        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal((plane.Features(i)[0] + plane.Features(i)[1]) / 2, plane.Targets(i)[0], 1e-6f);
            double off = noisy.Targets(i)[0] - ((noisy.Features(i)[0] + noisy.Features(i)[1]) / 2);
            squares += off * off;
        }

        Assert.InRange(Math.Sqrt(squares / 1_000), 0.18, 0.22);
    }

    /// <summary>Row A5, by the named data: at most 3,000 updates, and 99 % of 10,000 fresh points.</summary>
    [Fact]
    public void A5_a_perceptron_learns_the_line()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var perceptron = new Perceptron(2, seed);
            Assert.InRange(perceptron.Train(ToyData.Line.Create(1_000, seed: seed), maxUpdates: 3_000), 1, 3_000);
            int right = perceptron.CountCorrect(ToyData.Line.Create(10_000, seed: 100 + seed));
            Assert.True(right >= 9_900, $"seed {seed}: {right} of 10,000 right");
        }
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => ToyData.Circle.Create(0));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => ToyData.Circle.Create(noise: -1));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => ToyData.Circle.Create(noise: float.NaN));
        Assert.Null(ToyData.Find("square"));
    }

    private static string Rows(Dataset data) => string.Join(';', Enumerable.Range(0, data.Count).Select(i => string.Join(',', data.Features(i)) + (data.IsClassification ? data.Label(i) : data.Targets(i)[0])));
}
