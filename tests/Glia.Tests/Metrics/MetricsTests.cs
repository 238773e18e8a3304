namespace Glia.Tests.Metrics;

public class MetricsTests
{
    /// <summary>
    /// Six samples worked by hand: a→a, a→a, a→b, b→b, c→a, c→c.
    /// Precision a 2/3, b 1/2, c 1; recall a 2/3, b 1, c 1/2.
    /// </summary>
    [Fact]
    public void A_confusion_matrix_worked_by_hand()
    {
        var matrix = new ConfusionMatrix(["a", "b", "c"]);
        foreach ((int actual, int predicted) in new[] { (0, 0), (0, 0), (0, 1), (1, 1), (2, 0), (2, 2) }) matrix.Add(actual, predicted);
        Assert.Equal((6, 4), (matrix.Count, matrix.Correct));
        Assert.Equal(4 / 6.0, matrix.Accuracy, 1e-12);
        Assert.Equal([2 / 3.0, 0.5, 1], Enumerable.Range(0, 3).Select(matrix.Precision));
        Assert.Equal([2 / 3.0, 1, 0.5], Enumerable.Range(0, 3).Select(matrix.Recall));
        Assert.Equal([2 / 3.0, 2 / 3.0, 2 / 3.0], Enumerable.Range(0, 3).Select(c => Math.Round(matrix.F1(c), 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(2 / 3.0, matrix.MacroF1, 1e-9);
        Assert.Equal((2 / 3.0 + 0.5 + 1) / 3, matrix.MacroPrecision, 1e-12);

        matrix.Add(1, -1); // no answer at all counts as wrong
        Assert.Equal(4 / 7.0, matrix.Accuracy, 1e-12);
        Assert.Equal(0.5, matrix.Recall(1));
        Assert.Equal(1, matrix.Invalid);
        Assert.Equal(4, matrix.ToString().Split(Environment.NewLine).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(3, 0));
        Assert.Equal((0, 0, 0), (new ConfusionMatrix([]).MacroPrecision, new ConfusionMatrix([]).MacroRecall, new ConfusionMatrix([]).MacroF1));
        Assert.Equal("", new ConfusionMatrix([]).ToString().Trim());
    }

    /// <summary>A network that passes its inputs on, so that the outputs are what the test writes.</summary>
    private static Evaluation Score(float[] outputs, int[] labels)
    {
        var net = new Network(3, 1, new Dense(3, Activation.Identity));
        net.Weights(0).Set(new float[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
        return net.Evaluate(Dataset.FromFloats(outputs, labels, FeatureShape.Row(3), ["a", "b", "c"]));
    }

    [Fact]
    public void Log_loss_top_k_and_calibration_worked_by_hand()
    {
        Evaluation score = Score([0.7f, 0.2f, 0.1f, 0.3f, 0.4f, 0.3f, 0.1f, 0.3f, 0.6f, 0.5f, 0.4f, 0.1f], [0, 0, 2, 1]);
        Assert.Equal(0.5, score.Accuracy);
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.6) + Math.Log(0.4)) / 4, score.LogLoss, 1e-6);
        Assert.Equal(1.0, score.TopKAccuracy(2)); // the third of sample 1 is a tie that label order breaks
        Assert.Equal(0.5, score.TopKAccuracy(1));

        // Each answer alone in its bin: |1 − 0.7|, |0 − 0.4|, |1 − 0.6|, |0 − 0.5|.
        Assert.Equal((0.3 + 0.4 + 0.4 + 0.5) / 4, score.ExpectedCalibrationError, 1e-6);
        Answer worst = score.WorstMistakes().First();
        Assert.Equal((1, 0, 1), (worst.Index, worst.Actual, worst.Predicted));
        Assert.Equal(2, score.WorstMistakes().Count());
    }

    [Fact]
    public void A_nan_is_a_wrong_answer_not_a_lucky_one()
    {
        Evaluation score = Score([float.NaN, 0, 0, 1, 0, 0], [0, 0]);
        Assert.Equal(0.5, score.Accuracy);
        Assert.Equal(-1, score.Answers[0].Predicted);
    }

    [Fact]
    public void Regression_metrics_worked_by_hand()
    {
        var net = new Network(1, 1, new Dense(1, Activation.Identity) { Bias = false });
        net.Weights(0)[0, 0] = 1;
        RegressionEvaluation score = net.EvaluateRegression(Dataset.ForRegression([1, 2, 3], 1, [1, 2, 5], 1));
        Assert.Equal(4 / 3.0, score.MeanSquaredError, 1e-6);
        Assert.Equal(2 / 3.0, score.MeanAbsoluteError, 1e-6);
        Assert.Equal(1 - (4 / (26 / 3.0)), score.RSquared, 1e-6); // mean 8/3: 25/9 + 4/9 + 49/9 = 26/3
    }
}
