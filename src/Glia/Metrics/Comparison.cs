namespace Glia;

/// <summary>How often one network said this and the other said that.</summary>
/// <param name="First">The first's answer; −1 for none.</param>
/// <param name="Second">The second's answer; −1 for none.</param>
/// <param name="Count">Samples.</param>
/// <param name="FirstRight">Of these, the samples where the first is right.</param>
/// <param name="SecondRight">Of these, the samples where the second is right.</param>
public sealed record DisagreementCount(int First, int Second, int Count, int FirstRight, int SecondRight);

/// <summary>One sample that two networks answer differently.</summary>
/// <param name="Index">Number of the sample in its data set.</param>
/// <param name="Actual">Its class.</param>
/// <param name="First">The first's answer; −1 for none.</param>
/// <param name="Second">The second's answer; −1 for none.</param>
/// <param name="Distance">How far apart their beliefs are: total variation <c>½ Σ |p − q|</c> over the classes, 0 … 1.</param>
public readonly record struct Disagreement(int Index, int Actual, int First, int Second, double Distance);

/// <summary>Two classifiers on the same samples: where both are right, where one alone is, and where they disagree.</summary>
public sealed class Comparison
{
    private Comparison(Evaluation first, Evaluation second)
    {
        (First, Second) = (first, second);
        for (int i = 0; i < Count; i++)
        {
            bool right = first.Answers[i].IsCorrect, alsoRight = second.Answers[i].IsCorrect;
            if (first.Answers[i].Predicted == second.Answers[i].Predicted) Agreeing++;
            if (right && alsoRight) BothRight++;
            else if (right) OnlyFirstRight++;
            else if (alsoRight) OnlySecondRight++;
            else BothWrong++;
        }
    }

    /// <summary>The first on these samples.</summary>
    public Evaluation First { get; }

    /// <summary>The second on these samples.</summary>
    public Evaluation Second { get; }

    /// <summary>Number of samples.</summary>
    public int Count => First.Count;

    /// <summary>Samples that both have right.</summary>
    public int BothRight { get; }

    /// <summary>Samples that the first alone has right.</summary>
    public int OnlyFirstRight { get; }

    /// <summary>Samples that the second alone has right.</summary>
    public int OnlySecondRight { get; }

    /// <summary>Samples that both have wrong, whether in the same way or not.</summary>
    public int BothWrong { get; }

    /// <summary>Samples with the same answer of both, right or wrong.</summary>
    public int Agreeing { get; }

    /// <summary>Whether the difference in accuracy means anything.</summary>
    public McNemarTest Test => new(OnlyFirstRight, OnlySecondRight);

    /// <summary>Compares two evaluations of the same samples.</summary>
    /// <exception cref="ArgumentException">The samples or the classes are not the same.</exception>
    public static Comparison Of(Evaluation first, Evaluation second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        CheckSameSamples(first, second, nameof(second));
        return new(first, second);
    }

    /// <summary>The answers that go together oftenest though they differ, the most frequent first.</summary>
    public IReadOnlyList<DisagreementCount> DisagreementCounts() =>
    [
        .. Different().GroupBy(i => (First: First.Answers[i].Predicted, Second: Second.Answers[i].Predicted))
            .Select(pair => new DisagreementCount(pair.Key.First, pair.Key.Second, pair.Count(), pair.Count(i => First.Answers[i].IsCorrect), pair.Count(i => Second.Answers[i].IsCorrect)))
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.First).ThenBy(pair => pair.Second),
    ];

    /// <summary>The samples with different answers, those with beliefs farthest apart first.</summary>
    public IReadOnlyList<Disagreement> Disagreements() =>
    [
        .. Different().Select(i => new Disagreement(i, First.Answers[i].Actual, First.Answers[i].Predicted, Second.Answers[i].Predicted, Distance(i)))
            .OrderByDescending(d => d.Distance).ThenBy(d => d.Index),
    ];

    internal static void CheckSameSamples(Evaluation first, Evaluation other, string name)
    {
        if (!first.Confusion.ClassNames.SequenceEqual(other.Confusion.ClassNames, StringComparer.Ordinal))
            throw new ArgumentException("The two evaluations tell apart different classes, so they do not compare.", name);
        if (!first.Answers.Select(a => a.Actual).SequenceEqual(other.Answers.Select(a => a.Actual)))
            throw new ArgumentException("The two evaluations are of different samples, so they do not compare.", name);
    }

    private IEnumerable<int> Different() => Enumerable.Range(0, Count).Where(i => First.Answers[i].Predicted != Second.Answers[i].Predicted);

    private double Distance(int index)
    {
        ReadOnlySpan<float> p = First.Probabilities(index), q = Second.Probabilities(index);
        double sum = 0;
        for (int c = 0; c < p.Length; c++) sum += Math.Abs((double)p[c] - q[c]);
        return sum / 2;
    }
}
