namespace Glia.Live.Tests.Learning;

/// <summary>Classes named by the nearest examples.</summary>
public sealed class NearestNeighborsTests
{
    /// <summary>F2: classifiers; what was recorded comes back.</summary>
    [Fact]
    public void F2_examples_come_back_and_what_lies_beside_them_too()
    {
        LearningTask task = Tasks.Moons(300, 1);
        LearnedModel model = Learn(new NearestNeighbors(), task);
        Assert.Equal((2, 3), (model.InputCount, model.ClassCount));
        Assert.Equal(1, Tasks.Accuracy(model, task));
        Assert.InRange(Tasks.Accuracy(Learn(new NearestNeighbors { K = 5 }, task), Tasks.Moons(1000, 2)), 0.98, 1);
    }

    /// <summary>x is 0 … 1000, y 0 … 1: with raw distances (500, 0) is nearest to (400, 1); with equal ranges (0.5, 0) is nearest to (0.7, 0).</summary>
    [Fact]
    public void Inputs_count_by_their_ranges() =>
        Assert.Equal(2, Learn(new NearestNeighbors(), Tasks.Classes(2, 2, [400, 1, 700, 0, 0, 1, 1000, 1], [1, 2, 1, 1])).Predict([500, 0]));

    [Fact]
    public void As_many_votes_are_settled_by_the_nearer_and_then_by_the_lower()
    {
        LearningTask line = Tasks.Classes(1, 4, [0, 10, 20, 30, 40], [4, 2, 3, 3, 1]);
        Assert.Equal(3, Learn(new NearestNeighbors { K = 3 }, line).Predict([19])); // 3 (1 away), 2 (9), 3 (11): two votes
        Assert.Equal(2, Learn(new NearestNeighbors { K = 2 }, line).Predict([14])); // 2 (4), 3 (6): one vote each, 2 is nearer
        Assert.Equal(2, Learn(new NearestNeighbors { K = 2 }, line).Predict([15])); // both 5 away
        Assert.Equal(2, Learn(new NearestNeighbors(), line).Predict([5])); // 4 was recorded first, as near
        Assert.Equal(3, Learn(new NearestNeighbors { K = 50 }, line).Predict([40])); // all five vote
    }

    [Fact]
    public void Probabilities_are_votes()
    {
        var votes = new float[4];
        Learn(new NearestNeighbors { K = 3 }, Tasks.Classes(1, 4, [0, 10, 20, 30, 40], [4, 2, 3, 3, 1])).Probabilities([19], votes);
        Assert.Equal([0, 1 / 3f, 2 / 3f, 0], votes);
    }

    /// <summary>Against the definition, word for word, over more than one block of examples.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(25)]
    public void It_is_the_definition(int k)
    {
        var random = new Xoshiro256(3);
        float[] rows = [.. Enumerable.Range(0, 3000 * 3).Select(_ => (float)random.NextInt32(8))], targets = [.. Enumerable.Range(0, 3000).Select(_ => 1f + random.NextInt32(6))]; // on a grid: many are as near
        rows.AsSpan(0, 6).Clear();
        rows.AsSpan(3, 3).Fill(8); // ranges of 8, a power of two: distances are exact
        LearningTask task = Tasks.Classes(3, 6, rows, targets);
        LearnedModel model = Learn(new NearestNeighbors { K = k }, task);
        for (int n = 0; n < 100; n++)
        {
            float[] x = [random.NextInt32(8), random.NextInt32(8), random.NextInt32(8)];
            (float Distance, float Class)[] nearest = [.. Enumerable.Range(0, 3000).Select(e => (Distance(task.Input(e), x), targets[e])).Order().Take(k)];
            float expected = nearest.GroupBy(near => near.Class).OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Min(near => near.Distance)).ThenBy(votes => votes.Key).First().Key;
            Assert.Equal(expected, model.Predict(x));
        }

        static float Distance(ReadOnlySpan<float> a, float[] b) => ((a[0] - b[0]) * (a[0] - b[0])) + ((a[1] - b[1]) * (a[1] - b[1])) + ((a[2] - b[2]) * (a[2] - b[2]));
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        LearnedModel model = Learn(new NearestNeighbors { K = 7 }, Tasks.Moons(3000, 1));
        (float[] x, float[] votes) = ([0.3f, 0.4f], new float[3]);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                model.Predict(x);
                model.Probabilities(x, votes);
            }
        }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(1.5f)]
    public void A_class_that_is_none_is_refused(float wrong) =>
        Assert.Equal($"An example is of class {wrong}, but classes are 1 … 3. Delete that example.", Assert.Throws<LearningException>(() => Learn(new NearestNeighbors(), Tasks.Classes(1, 3, [1, 2], [1, wrong]))).Message);

    private static LearnedModel Learn(Learner learner, LearningTask task) => learner.Learn(task, cancellationToken: TestContext.Current.CancellationToken);
}
