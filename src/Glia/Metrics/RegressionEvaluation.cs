namespace Glia;

/// <summary>How good a network is at predicting values.</summary>
public sealed record RegressionEvaluation
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>Mean over samples and outputs of (a − t)².</summary>
    public required double MeanSquaredError { get; init; }

    /// <summary>Mean over samples and outputs of |a − t|.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>Coefficient of determination <c>1 − Σ (a − t)² / Σ (t − t̄)²</c>, each output with its own mean (Wright 1921): 1 for perfect, 0 for no better than the mean.</summary>
    public required double RSquared { get; init; }

    internal static RegressionEvaluation Of(float[] outputs, Dataset data)
    {
        int width = data.TargetCount;
        var mean = new double[width];
        for (int i = 0; i < data.Count; i++)
            for (int o = 0; o < width; o++) mean[o] += data.Targets(i)[o] / (double)data.Count;

        double squares = 0, magnitudes = 0, spread = 0;
        for (int i = 0; i < data.Count; i++)
            for (int o = 0; o < width; o++)
            {
                double target = data.Targets(i)[o], difference = outputs[(i * width) + o] - target;
                squares += difference * difference;
                magnitudes += Math.Abs(difference);
                spread += (target - mean[o]) * (target - mean[o]);
            }

        double n = (double)data.Count * width;
        return new RegressionEvaluation
        {
            Count = data.Count,
            MeanSquaredError = squares / n,
            MeanAbsoluteError = magnitudes / n,
            RSquared = spread == 0 ? (squares == 0 ? 1 : 0) : 1 - (squares / spread),
        };
    }
}
