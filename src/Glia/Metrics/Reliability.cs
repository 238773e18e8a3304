namespace Glia;

/// <summary>One bin of a <see cref="Reliability"/> diagram: the answers that a network was about equally sure of.</summary>
/// <param name="Low">Where the bin begins, 0 … 1.</param>
/// <param name="High">Where it ends, 0 … 1; an answer right there belongs to the next bin, save in the last.</param>
/// <param name="Count">Answers in it.</param>
/// <param name="Correct">How many of them are right.</param>
/// <param name="Confidence">Mean belief in these answers, 0 … 1; NaN where there are none.</param>
public sealed record ReliabilityBin(double Low, double High, int Count, int Correct, double Confidence)
{
    /// <summary>Right answers over answers, 0 … 1; NaN where there are none.</summary>
    public double Accuracy => Count == 0 ? double.NaN : (double)Correct / Count;

    /// <summary>Accuracy − confidence: above 0 it is too modest, below 0 too sure. NaN where there are no answers.</summary>
    public double Gap => Accuracy - Confidence;
}

/// <summary>
/// Is "93 % sure" right in 93 of 100 cases? Answers in bins of equal width by confidence, in each the accuracy against the mean confidence (the reliability diagram: DeGroot and Fienberg 1983).
/// On the diagonal, accuracy = confidence, a network is calibrated.
/// </summary>
/// <param name="Bins">The bins from 0 to 1; those without answers are among them.</param>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>How many bins the field uses (Guo, Pleiss, Sun and Weinberger 2017).</summary>
    public const int UsualBins = 15;

    /// <summary>Number of answers.</summary>
    public int Count => Bins.Sum(b => b.Count);

    /// <summary>
    /// Expected calibration error <c>Σ (n_b / n) |accuracy_b − confidence_b|</c>, 0 … 1 (Naeini, Cooper and Hauskrecht 2015); 0 where there are no answers.
    /// It depends on the number of bins, so compare only what was counted with as many.
    /// </summary>
    public double ExpectedError => Count == 0 ? 0 : Bins.Where(b => b.Count > 0).Sum(b => b.Count * Math.Abs(b.Gap)) / Count;

    /// <summary>Maximum calibration error: the largest |accuracy − confidence| of a bin, 0 … 1 (the same source). Bins of a few answers decide it, so read it with their counts.</summary>
    public double MaximumError => Bins.Where(b => b.Count > 0).Select(b => Math.Abs(b.Gap)).DefaultIfEmpty(0).Max();

    /// <summary>Sorts answers into <paramref name="bins"/> bins by their confidence.</summary>
    /// <param name="answers">The answers; those that are no class at all have confidence 0.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public static Reliability Of(IReadOnlyList<Answer> answers, int bins = UsualBins)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        int[] counts = new int[bins], correct = new int[bins];
        var confidence = new double[bins];
        foreach (Answer answer in answers)
        {
            int bin = Math.Clamp((int)(answer.Confidence * bins), 0, bins - 1);
            counts[bin]++;
            confidence[bin] += answer.Confidence;
            if (answer.IsCorrect) correct[bin]++;
        }

        return new([.. Enumerable.Range(0, bins).Select(b => new ReliabilityBin((double)b / bins, (b + 1.0) / bins, counts[b], correct[b], confidence[b] / counts[b]))]);
    }
}
