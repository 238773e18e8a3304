namespace Glia;

/// <summary>What remains where answers below a confidence are refused.</summary>
/// <param name="MinimumConfidence">The least belief in an answer that is given, 0 … 1.</param>
/// <param name="Coverage">Answers given over samples, above 0 and at most 1.</param>
/// <param name="Accuracy">Right answers over answers given, 0 … 1.</param>
public readonly record struct CoveragePoint(float MinimumConfidence, double Coverage, double Accuracy);

/// <summary>
/// How much surer answers are right where doubtful ones are refused: accuracy against coverage for every threshold (Chow 1970; as a curve: El-Yaniv and Wiener 2010). A network whose confidence says something
/// of its mistakes rises towards 1 as it answers less.
/// </summary>
public static class CoverageCurve
{
    /// <summary>The curve, from the surest answers alone to all of them. Answers of equal confidence come in together.</summary>
    public static IReadOnlyList<CoveragePoint> Of(IReadOnlyList<Answer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        Answer[] sorted = [.. answers.OrderByDescending(a => a.Confidence)];
        var points = new List<CoveragePoint>();
        int correct = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].IsCorrect) correct++;
            if (i + 1 < sorted.Length && sorted[i + 1].Confidence == sorted[i].Confidence) continue;
            points.Add(new(sorted[i].Confidence, (i + 1.0) / sorted.Length, correct / (i + 1.0)));
        }

        return points;
    }
}
