namespace Glia.Live.Tests.Learning;

/// <summary>Values learnt as straight lines and polynomials.</summary>
public sealed class RegressionTests
{
    /// <summary>F2: numeric outputs; y = 3 + 2 a − 0.5 b comes back exactly, also far outside.</summary>
    [Fact]
    public void F2_a_straight_line_is_found_exactly()
    {
        LearnedModel model = Learn(new LinearRegression(), From(2, 12, x => 3 + (2 * x[0]) - (0.5 * x[1])));
        Assert.Equal((2, 0), (model.InputCount, model.ClassCount));
        Assert.Equal(3 + 40 + 50, model.Predict([20, -100]), 1e-4f);
        Assert.Null(model.Network);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_polynomial_of_its_degree_is_found_exactly(int degree)
    {
        Func<float[], double> y = x => 1 - Math.Pow(x[0], degree) + (2 * Math.Pow(x[1], degree)) + (0.25 * x[0]);
        LearnedModel model = Learn(new PolynomialRegression { Degree = degree }, From(2, 40, y));
        foreach (float[] x in new float[][] { [0.3f, -0.7f], [1.5f, 1.2f], [-2, 2] }) Assert.Equal(y(x), model.Predict(x), 1e-4);
    }

    /// <summary>Four examples (0,0→0) (0,1→1) (1,0→1) (1,1→2): the squares of 0 and 1 are 0 and 1, so the square says nothing that x does not.</summary>
    [Fact]
    public void Columns_that_follow_from_others_or_never_change_do_no_harm()
    {
        Assert.Equal(2, Learn(new PolynomialRegression(), Tasks.Values(2, [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 2])).Predict([1, 1]), 1e-5f);

        var random = new Xoshiro256(4);
        (float[] rows, float[] targets) = (new float[50 * 5], new float[50]);
        for (int e = 0; e < 50; e++)
        {
            (float a, float b) = ((float)random.NextDouble(-1, 1), (float)random.NextDouble(0, 300));
            float[] x = [a, 0.1f * a, b, 7, (0.3f * a) - b];
            x.CopyTo(rows, e * 5);
            targets[e] = (float)(1 + (2 * a) + (0.1 * b) + (0.01 * random.NextNormal()));
        }

        LearningTask task = Tasks.Values(5, rows, targets);
        foreach (Learner learner in new Learner[] { new LinearRegression(), new PolynomialRegression { Degree = 5 } })
        {
            LearnedModel model = Learn(learner, task);
            Assert.InRange(Tasks.Error(model, task), 0, 0.011);
            Assert.InRange(Math.Abs(model.Predict([0.5f, 0.04f, 100, 1000, -99])), 0, 50); // off the line they lie on: no weight is huge
        }
    }

    [Fact]
    public void Fewer_examples_than_columns_are_met_and_one_is_given_back()
    {
        LearningTask three = Tasks.Values(5, [1, 2, 3, 4, 5, 5, 4, 3, 2, 2, 9, 9, 1, 1, 1], [1, 2, 4]);
        Assert.InRange(Tasks.Error(Learn(new PolynomialRegression { Degree = 3 }, three), three), 0, 1e-5);
        Assert.Equal(4, Learn(new LinearRegression(), Tasks.Values(2, [1, 2], [4])).Predict([100, -3]));
        Assert.Equal(3, Learn(new LinearRegression(), Tasks.Values(1, [5, 5, 5], [1, 3, 5])).Predict([-8])); // the mean
    }

    /// <summary>The slope of the line through noisy points is Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²: here (−1 · −1.5 + 1 · 2.5 − 0) / 2 = 2 and x̄ = 2, ȳ = 2.5.</summary>
    [Fact]
    public void Noisy_points_get_the_line_that_is_worked_out_by_hand()
    {
        LearnedModel line = Learn(new LinearRegression(), Tasks.Values(1, [1, 2, 3], [1, 1.5f, 5]));
        Assert.Equal(2.5f, line.Predict([2]), 1e-6f);
        Assert.Equal(2.5f + (2 * 3), line.Predict([5]), 1e-5f);
    }

    [Fact]
    public void What_is_far_beyond_stays_a_number()
    {
        LearnedModel model = Learn(new PolynomialRegression { Degree = 5 }, From(2, 40, x => Math.Pow(x[0], 5) - Math.Pow(x[1], 5)));
        Assert.True(float.IsFinite(model.Predict([float.MaxValue, float.MaxValue])));
        Assert.True(float.IsFinite(model.Predict([float.MaxValue, 0])));
    }

    [Fact]
    public void It_heeds_cancellation_and_tells_its_progress()
    {
        using var source = new CancellationTokenSource();
        var parts = new List<float>();
        Assert.Throws<OperationCanceledException>(() => new PolynomialRegression().Learn(Tasks.Smooth(100, 1, 0.1), at =>
        {
            parts.Add(at.Part);
            if (parts.Count == 3) source.Cancel();
        }, source.Token));
        Assert.Equal([0.1f, 0.2f, 0.3f], parts);
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        LearnedModel model = Learn(new PolynomialRegression(), Tasks.Smooth(50, 1, 0));
        float[] x = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
        Assert.Equal(0, Allocated.By(() => { for (int i = 0; i < 1000; i++) model.Predict(x); }));
    }

    private static LearningTask From(int inputs, int count, Func<float[], double> y)
    {
        var random = new Xoshiro256(7);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, inputs).Select(_ => (float)random.NextDouble(-2, 2)).ToArray())];
        return Tasks.Values(inputs, [.. rows.SelectMany(x => x)], [.. rows.Select(x => (float)y(x))]);
    }

    private static LearnedModel Learn(Learner learner, LearningTask task) => learner.Learn(task, cancellationToken: TestContext.Current.CancellationToken);
}
