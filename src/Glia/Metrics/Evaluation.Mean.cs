namespace Glia;

// Several networks asked together.
public sealed partial class Evaluation
{
    /// <summary>
    /// How good several networks are together: their beliefs in each class are averaged, and the answer is the class with the largest mean (Hansen and Salamon 1990). Networks that err on different samples are better
    /// together than alone. Nothing is refused: <see cref="Answer.IsUnsure"/> is false everywhere.
    /// </summary>
    /// <param name="evaluations">The networks on the same samples, at least one.</param>
    /// <exception cref="ArgumentException">There is none, or the samples or the classes are not the same.</exception>
    public static Evaluation OfMean(params IReadOnlyList<Evaluation> evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        if (evaluations.Count == 0) throw new ArgumentException("A mean needs at least one evaluation.", nameof(evaluations));
        Evaluation first = evaluations[0];
        foreach (Evaluation other in evaluations.Skip(1)) Comparison.CheckSameSamples(first, other, nameof(evaluations));
        var confusion = new ConfusionMatrix(first.Confusion.ClassNames);
        var answer = new OneHot();
        int classes = confusion.ClassNames.Count;
        var answers = new Answer[first.Count];
        var beliefs = new float[first.Count * classes];
        for (int i = 0; i < answers.Length; i++)
        {
            Span<float> row = beliefs.AsSpan(i * classes, classes);
            for (int c = 0; c < classes; c++) row[c] = (float)(evaluations.Sum(e => (double)e.Probabilities(i)[c]) / evaluations.Count);
            int predicted = answer.Decode(row), actual = first.Answers[i].Actual;
            confusion.Add(actual, predicted);
            answers[i] = new Answer { Index = i, Actual = actual, Predicted = predicted, Confidence = row[predicted], ActualConfidence = row[actual] };
        }

        return new Evaluation(confusion, answers, beliefs);
    }
}
