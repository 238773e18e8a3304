using Glia.Live.Tests.Learning;

namespace Glia.Live.Tests;

/// <summary>Folds by seed; mean squared errors for values, shares for classes; progress, and an end on demand.</summary>
public sealed class CrossValidationTests
{
    [Fact]
    public void Parts_are_even_and_classes_are_spread_over_them()
    {
        LearningTask moons = Tasks.Moons(103, 7);
        int[] fold = CrossValidation.Deal(moons, 10, 3);
        Assert.Equal(fold, CrossValidation.Deal(moons, 10, 3));
        Assert.NotEqual(fold, CrossValidation.Deal(moons, 10, 4));
        for (int f = 0; f < 10; f++)
        {
            int[] part = [.. Enumerable.Range(0, 103).Where(e => fold[e] == f)];
            Assert.InRange(part.Length, 10, 11);
            Assert.InRange(part.Count(e => moons.Targets[e] == 1), 5, 6);
        }
    }

    /// <summary>The mean as the model: both figures can be worked out by hand.</summary>
    [Fact]
    public void Values_are_scored_by_their_mean_squared_error()
    {
        CrossValidationScore score = CrossValidation.Run(new MeanLearner(), Tasks.Values(1, [1, 2, 3, 4], [1, 3, 5, 7]), 4, 1);
        Assert.Equal(5, score.Training, 6); // around 4: 9, 1, 1, 9
        Assert.Equal((Math.Pow(1 - 5, 2) + Math.Pow(3 - (13.0 / 3), 2) + Math.Pow(5 - (11.0 / 3), 2) + Math.Pow(7 - 3, 2)) / 4, score.Validation, 5); // each around the mean of the others
        Assert.Equal((4, 4), (score.ExampleCount, score.Folds));
        Assert.Equal(Math.Sqrt(5), score.TrainingError, 6);
    }

    [Fact]
    public void Classes_are_scored_by_their_share()
    {
        CrossValidationScore one = CrossValidation.Run(new NearestNeighbors(), Tasks.Moons(200, 5), 10, 1);
        Assert.Equal(1, one.Training); // each example is its own nearest
        Assert.InRange(one.Validation, 0.9, 1);
        CrossValidationScore most = CrossValidation.Run(new MeanLearner(), Tasks.Classes(1, 3, [1, 2, 3, 4, 5], [2, 2, 2, 1, 3]), 5, 1);
        Assert.Equal((0.6, 0.6), (most.Training, most.Validation));
        Assert.True(double.IsNaN(most.ValidationError));
    }

    [Fact]
    public void What_is_only_noise_is_learnt_and_not_known()
    {
        var random = new Xoshiro256(11);
        float[] rows = [.. Enumerable.Range(0, 120).Select(_ => random.NextSingle())], targets = [.. Enumerable.Range(0, 120).Select(_ => (float)(1 + random.NextInt32(2)))];
        CrossValidationScore score = CrossValidation.Run(new NearestNeighbors(), Tasks.Classes(1, 2, rows, targets), 10, 1);
        Assert.Equal(1, score.Training);
        Assert.InRange(score.Validation, 0.3, 0.7);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        LearningTask task = Tasks.Smooth(40, 3, 0.05);
        var learner = new NetworkRegression { Epochs = 30 };
        Assert.Equal(CrossValidation.Run(learner, task, 5, 2), CrossValidation.Run(learner, task, 5, 2));
        Assert.NotEqual(CrossValidation.Run(learner, task, 5, 2).Validation, CrossValidation.Run(learner, task, 5, 3).Validation);
    }

    [Fact]
    public void There_are_no_more_parts_than_examples()
    {
        Assert.Equal(3, CrossValidation.Run(new LinearRegression(), Tasks.Values(1, [1, 2, 3], [1, 2, 3]), 10, 1).Folds);
        Assert.Contains("two examples", Assert.Throws<LearningException>(() => CrossValidation.Run(new LinearRegression(), Tasks.Values(1, [1], [1]), 10, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Run(new LinearRegression(), Tasks.Values(1, [1, 2], [1, 2]), 1, 1));
    }

    [Fact]
    public void Progress_rises_and_cancelling_ends_it()
    {
        var told = new List<double>();
        CrossValidation.Run(new NetworkRegression { Epochs = 5 }, Tasks.Smooth(30, 1, 0), 3, 1, told.Add);
        Assert.Equal(told.Order(), told);
        Assert.InRange(told[^1], 0.75, 1);
        using var cancellation = new CancellationTokenSource();
        int parts = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => CrossValidation.Run(new MeanLearner(), Tasks.Smooth(30, 1, 0), 10, 1, _ => { if (++parts == 3) cancellation.Cancel(); }, cancellation.Token));
        Assert.Equal(3, parts);
    }

    [Fact]
    public void A_session_gives_the_examples_of_one_output_with_its_inputs_alone()
    {
        var session = new LiveSession(new LiveProject { InputNames = ["a", "b"], Outputs = [OutputSpec.ForValue("x"), OutputSpec.ForClasses("k", 3)] });
        Assert.Null(session.LearningTaskFor(1));
        Assert.Null(session.LearningTaskFor(3));
        session.SelectInputs(1, [2]);
        session.SetLabels([0.5f, 2]);
        session.StartRecording();
        session.Input([1, 2]);
        session.SetRecorded([2], isRecorded: false);
        session.Input([3, 4]);
        LearningTask values = session.LearningTaskFor(1)!, classes = session.LearningTaskFor(2)!;
        Assert.Equal(["b"], values.InputNames);
        Assert.Equal([2f, 4], values.Inputs);
        Assert.Equal((1, 3), (classes.Count, classes.ClassCount));
        Assert.Equal([2f], classes.Targets);
    }
}
