namespace Glia.Pages;

/// <summary>One network's answers on one data set as a page to walk through: which class is taken for which and what these samples look like, the worst mistakes, every class, and how sure it may be (row E4).</summary>
public static class EvaluationReport
{
    /// <summary>Worst mistakes that are shown with their bars.</summary>
    public const int MostMistakes = 24;

    /// <summary>The page.</summary>
    /// <param name="model">What the network is called.</param>
    /// <param name="source">What the samples are, in words.</param>
    /// <param name="evaluation">Its answers.</param>
    /// <param name="data">The samples that they answer, in the same order.</param>
    /// <exception cref="ArgumentException">There are not as many answers as samples.</exception>
    public static Page Of(string model, string source, Evaluation evaluation, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(data);
        if (evaluation.Count != data.Count) throw new ArgumentException($"There are {evaluation.Count} answers, but {data.Count} samples.", nameof(data));
        var samples = new SampleView(data);
        var map = new ConfusionMap(evaluation, samples);
        int wrong = evaluation.Count - evaluation.Confusion.Correct;
        return new Page($"{model} on {source}",
        [
            Figures(evaluation),
            new Heading("Which class is taken for which"),
            map.Map(),
            .. Mistakes(evaluation, samples),
            new Heading("Every class"),
            Classes(evaluation.Confusion),
            .. Sureness(evaluation),
            new Heading("The samples behind every number"),
            .. map.Sections(),
        ])
        {
            Lead = wrong == 0 ? $"All {Num.Count(evaluation.Count)} right." : $"{Num.Percent(evaluation.Accuracy, 2)} right: {Num.Count(wrong)} of {Num.Count(evaluation.Count)} are wrong.",
        };
    }

    /// <summary>The part with the figures: how much is right, and how sure that is.</summary>
    public static Table Figures(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        WilsonInterval interval = WilsonInterval.Of(evaluation.Confusion.Correct, evaluation.Count);
        int classes = evaluation.Confusion.ClassNames.Count;
        List<IReadOnlyList<Cell>> rows =
        [
            ["right", new Cell(Num.Percent(evaluation.Accuracy, 2), Tone.Strong), $"of more samples of this kind {Num.Percent(interval.Low)} to {Num.Percent(interval.High)} (95 % interval)"],
        ];
        if (classes > 3)
        {
            rows.Add(["top 2", Num.Percent(evaluation.TopKAccuracy(2), 2), "the class is among its two strongest beliefs"]);
            rows.Add(["top 3", Num.Percent(evaluation.TopKAccuracy(3), 2), "among the three strongest"]);
        }

        rows.Add(["log-loss", Num.Of(evaluation.LogLoss), $"0 is perfect, {Num.Of(Math.Log(classes))} is guessing"]);
        rows.Add(["calibration", Num.Percent(evaluation.ExpectedCalibrationError, 2), "how far its sureness is off, on average"]);
        if (evaluation.AnsweredCount < evaluation.Count)
            rows.Add(["answered", Num.Percent((double)evaluation.AnsweredCount / evaluation.Count, 2), $"of those {Num.Percent(evaluation.AnsweredAccuracy, 2)} right; of the others it says that it is unsure"]);
        return new(["<", "", "<"], rows);
    }

    private static IEnumerable<Block> Mistakes(Evaluation evaluation, SampleView samples)
    {
        Answer[] worst = [.. evaluation.WorstMistakes().Take(MostMistakes)];
        if (worst.Length == 0) yield break;
        int wrong = evaluation.Count - evaluation.Confusion.Correct;
        yield return new Heading(wrong > worst.Length ? $"The {worst.Length} worst of {Num.Count(wrong)} mistakes" : "Its mistakes, the worst first");
        yield return new Paragraph("Where it was surest of the wrong class and least of the right one. Bars: how much it believed in each class, green the true one, red what it said.");
        yield return new Cards([.. worst.Select(a => Card(evaluation, samples, a))]);
    }

    private static Card Card(Evaluation evaluation, SampleView samples, Answer answer)
    {
        IReadOnlyList<string> names = evaluation.Confusion.ClassNames;
        return new($"taken for **{BeliefCards.Name(names, answer.Predicted)}**, is **{names[answer.Actual]}**", [BeliefCards.Meters("", evaluation, answer.Index)])
        {
            Picture = samples.Picture(answer.Index),
            Text = samples.Text(answer.Index),
            Caption = $"no. {answer.Index}" + (answer.IsUnsure ? ", said that it is unsure" : ""),
        };
    }

    /// <summary>The part on every class: precision, recall and F1.</summary>
    public static Table Classes(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return ClassTable(confusion);
    }

    private static Table ClassTable(ConfusionMatrix confusion) => new(["<class", "samples", "precision", "recall", "F1"],
    [
        .. Enumerable.Range(0, confusion.ClassNames.Count).Select(c => (IReadOnlyList<Cell>)
            [new Cell(confusion.ClassNames[c], Tone.Strong), Num.Count(confusion.Support(c)), Num.Percent(confusion.Precision(c), 2), Num.Percent(confusion.Recall(c), 2), Num.Percent(confusion.F1(c), 2)]),
        ["mean", Num.Count(confusion.Count), Num.Percent(confusion.MacroPrecision, 2), Num.Percent(confusion.MacroRecall, 2), Num.Percent(confusion.MacroF1, 2)],
    ])
    {
        HasTotal = true,
        Caption = "Precision: of its answers with that class, how many were right. Recall: of the samples of that class, how many were found. F1: their harmonic mean.",
    };

    /// <summary>The part on how sure the network may be: the reliability diagram, its bins, and what refusing doubtful answers gains.</summary>
    public static IReadOnlyList<Block> Sureness(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return [.. SurenessBlocks(evaluation)];
    }

    private static IEnumerable<Block> SurenessBlocks(Evaluation evaluation)
    {
        Reliability reliability = evaluation.Reliability;
        yield return new Heading("How sure it may be");
        yield return new Paragraph($"Of a hundred answers that it is 93 % sure of, 93 should be right. Its sureness is off by **{Num.Percent(reliability.ExpectedError, 2)}** on average over its answers (expected calibration error, {reliability.Bins.Count} bins), and by {Num.Percent(reliability.MaximumError, 2)} in its worst bin.");
        yield return ReliabilityBlocks.Diagram(reliability);
        yield return ReliabilityBlocks.Bins(reliability);
        yield return new Heading("What it could leave unanswered");
        yield return ReliabilityBlocks.Coverage(evaluation);
    }
}
