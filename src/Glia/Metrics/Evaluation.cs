using System.Globalization;

namespace Glia;

/// <summary>One sample's answer.</summary>
public readonly record struct Answer
{
    /// <summary>Number of the sample in its data set.</summary>
    public required int Index { get; init; }

    /// <summary>Its class.</summary>
    public required int Actual { get; init; }

    /// <summary>The answer; −1 where the outputs speak for no class.</summary>
    public required int Predicted { get; init; }

    /// <summary>The belief in the answer, 0 … 1.</summary>
    public required float Confidence { get; init; }

    /// <summary>The belief in the true class, 0 … 1.</summary>
    public required float ActualConfidence { get; init; }

    /// <summary>Whether the answer is the class.</summary>
    public bool IsCorrect => Actual == Predicted;

    /// <summary>Whether the network had better not have answered, by its <see cref="RejectOption"/>.</summary>
    public bool IsUnsure { get; init; }
}

/// <summary>How good a classifier is on one data set. Immutable, and safe to read from any number of threads.</summary>
public sealed partial class Evaluation
{
    private readonly float[] _probabilities;

    private Evaluation(ConfusionMatrix confusion, Answer[] answers, float[] probabilities)
    {
        Confusion = confusion;
        Answers = Array.AsReadOnly(answers);
        _probabilities = probabilities;
    }

    /// <summary>Which class was taken for which.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>Every sample's answer, in the order of the data.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Answers.Count;

    /// <summary>Right answers over samples, 0 … 1.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Samples of whose answers the network is not unsure; all, where it has no <see cref="RejectOption"/>.</summary>
    public int AnsweredCount => Answers.Count(a => !a.IsUnsure);

    /// <summary>Right answers over answered samples, 0 … 1; 0 where none was answered.</summary>
    public double AnsweredAccuracy => AnsweredCount == 0 ? 0 : (double)Answers.Count(a => a is { IsUnsure: false, IsCorrect: true }) / AnsweredCount;

    /// <summary>Mean of −ln p(true class), beliefs kept above 1e-7: 0 for perfect, ln k for guessing among k classes.</summary>
    public double LogLoss => Answers.Average(a => -Math.Log(Math.Max(a.ActualConfidence, 1e-7)));

    /// <summary>Expected calibration error, 0 … 1: <see cref="Reliability.ExpectedError"/> of the answers in 15 bins by confidence.</summary>
    public double ExpectedCalibrationError => Reliability.Of(Answers).ExpectedError;

    /// <summary>Answers in bins by confidence, and how many of each are right: see <see cref="Glia.Reliability"/>.</summary>
    public Reliability Reliability => Reliability.Of(Answers);

    /// <summary>Beliefs of sample <paramref name="index"/> in each class, shape <c>(classes)</c>.</summary>
    public ReadOnlySpan<float> Probabilities(int index)
    {
        int classes = Confusion.ClassNames.Count;
        return _probabilities.AsSpan(index * classes, classes);
    }

    /// <summary>Part of the samples whose class is among the <paramref name="k"/> strongest beliefs, 0 … 1.</summary>
    public double TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        int hits = 0;
        foreach (Answer answer in Answers)
        {
            if (answer.Predicted < 0) continue;
            int stronger = 0;
            ReadOnlySpan<float> beliefs = Probabilities(answer.Index);
            for (int c = 0; c < beliefs.Length; c++)
                if (beliefs[c] > answer.ActualConfidence || (beliefs[c] == answer.ActualConfidence && c < answer.Actual)) stronger++;
            if (stronger < k) hits++;
        }

        return (double)hits / Count;
    }

    /// <summary>The wrong answers, those with the strongest misplaced belief first.</summary>
    public IEnumerable<Answer> WorstMistakes() => Answers.Where(a => !a.IsCorrect).OrderByDescending(a => a.Confidence - a.ActualConfidence).ThenBy(a => a.Index);

    /// <summary>The answers behind one cell of the confusion matrix, the surest first; <paramref name="predicted"/> is −1 for those that are no class at all.</summary>
    public IEnumerable<Answer> Cell(int actual, int predicted) => Answers.Where(a => a.Actual == actual && a.Predicted == predicted).OrderByDescending(a => a.Confidence).ThenBy(a => a.Index);

    internal static Evaluation Of(float[] outputs, int width, Dataset data, TargetEncoding encoding, RejectOption? option = null, FeatureShape shape = default)
    {
        int classes = data.ClassCount;
        if (encoding.Outputs(classes) != width)
            throw new ArgumentException($"The network has {width} outputs, but {classes} classes need {encoding.Outputs(classes)}.", nameof(data));
        var confusion = new ConfusionMatrix(data.ClassNames);
        var answers = new Answer[data.Count];
        var probabilities = new float[data.LengthOf(classes)];
        var features = new float[option is null ? 0 : data.FeatureCount];
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<float> row = outputs.AsSpan(i * width, width);
            Span<float> beliefs = probabilities.AsSpan(i * classes, classes);
            encoding.Probabilities(row, beliefs);
            int predicted = encoding.Decode(row), actual = data.Label(i);
            if (predicted >= classes) predicted = -1; // a binary code above the last class
            confusion.Add(actual, predicted);
            float confidence = predicted < 0 ? 0 : beliefs[predicted];
            if (option is not null) data.CopyFeatures(i, features);
            answers[i] = new Answer
            {
                Index = i,
                Actual = actual,
                Predicted = predicted,
                Confidence = confidence,
                ActualConfidence = beliefs[actual],
                IsUnsure = option?.IsUnsure(confidence, features, shape) ?? false,
            };
        }

        return new Evaluation(confusion, answers, probabilities);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:P2}, log-loss {LogLoss:F4}, {Count} samples");
}
