namespace Glia;

/// <summary>How often one network said this and the other said that.</summary>
public sealed record DisagreementCount
{
    /// <summary>The first's answer; −1 for none.</summary>
    public required int First { get; init; }

    /// <summary>The second's answer; −1 for none.</summary>
    public required int Second { get; init; }

    /// <summary>Samples.</summary>
    public required int Count { get; init; }

    /// <summary>Of these, the samples where the first is right.</summary>
    public required int FirstRight { get; init; }

    /// <summary>Of these, the samples where the second is right.</summary>
    public required int SecondRight { get; init; }
}

/// <summary>One sample that two networks answer differently.</summary>
public readonly record struct Disagreement
{
    /// <summary>Number of the sample in its data set.</summary>
    public required int Index { get; init; }

    /// <summary>Its class.</summary>
    public required int Actual { get; init; }

    /// <summary>The first's answer; −1 for none.</summary>
    public required int First { get; init; }

    /// <summary>The second's answer; −1 for none.</summary>
    public required int Second { get; init; }

    /// <summary>How far apart their beliefs are: total variation <c>½ Σ |p − q|</c> over the classes, 0 … 1.</summary>
    public required double Distance { get; init; }
}

/// <summary>Two classifiers on the same samples: where both are right, where one alone is, and where they disagree. Immutable, and safe to read from any number of threads.</summary>
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
            .Select(pair => new DisagreementCount
            {
                First = pair.Key.First,
                Second = pair.Key.Second,
                Count = pair.Count(),
                FirstRight = pair.Count(i => First.Answers[i].IsCorrect),
                SecondRight = pair.Count(i => Second.Answers[i].IsCorrect),
            })
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.First).ThenBy(pair => pair.Second),
    ];

    /// <summary>The samples with different answers, those with beliefs farthest apart first.</summary>
    public IReadOnlyList<Disagreement> Disagreements() =>
    [
        .. Different().Select(i => new Disagreement { Index = i, Actual = First.Answers[i].Actual, First = First.Answers[i].Predicted, Second = Second.Answers[i].Predicted, Distance = Distance(i) })
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
