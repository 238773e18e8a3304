namespace Glia.Pages;

/// <summary>The confusion matrix as a map whose cells lead to the samples behind them.</summary>
internal sealed class ConfusionMap
{
    private const int MostClasses = 30, MostPairs = 100, MostPerCell = 24;

    private readonly Evaluation _evaluation;
    private readonly SampleView _samples;
    private readonly (int Actual, int Predicted, int Count)[] _cells;

    public ConfusionMap(Evaluation evaluation, SampleView samples)
    {
        (_evaluation, _samples) = (evaluation, samples);
        IEnumerable<(int Actual, int Predicted, int Count)> cells = evaluation.Answers.GroupBy(a => (a.Actual, a.Predicted)).Select(g => (g.Key.Actual, g.Key.Predicted, g.Count()));

        // Mistakes first, the most frequent before the others; then what was right.
        _cells = [.. cells.OrderBy(c => c.Actual == c.Predicted).ThenByDescending(c => c.Actual == c.Predicted ? 0 : c.Count).ThenBy(c => c.Actual).ThenBy(c => c.Predicted)];
        if (Names.Count > MostClasses) _cells = [.. _cells.Where(c => c.Actual != c.Predicted).Take(MostPairs)];
    }

    private IReadOnlyList<string> Names => _evaluation.Confusion.ClassNames;

    /// <summary>The name of a cell's samples on the page.</summary>
    public static string Anchor(int actual, int predicted) => predicted < 0 ? $"cell-{actual}-none" : $"cell-{actual}-{predicted}";

    /// <summary>The matrix; of very many classes the pairs that were mixed up most.</summary>
    public Table Map() => Names.Count > MostClasses ? Pairs() : Matrix();

    /// <summary>The samples behind each cell: mistakes surest first, right answers in doubt first.</summary>
    public IEnumerable<Section> Sections()
    {
        int most = _samples.MostPerGroup(_cells.Length, MostPerCell);
        return _cells.Select(cell => Section(cell.Actual, cell.Predicted, most));
    }

    private Table Matrix()
    {
        bool hasInvalid = _evaluation.Confusion.Invalid > 0;
        int worst = _cells.Where(c => c.Actual != c.Predicted).Select(c => c.Count).DefaultIfEmpty(1).Max();
        Dictionary<(int, int), int> counts = _cells.ToDictionary(c => (c.Actual, c.Predicted), c => c.Count);
        int[] answers = [.. Enumerable.Range(0, Names.Count), .. hasInvalid ? [-1] : Array.Empty<int>()];
        return new(["<is", .. answers.Select(a => a < 0 ? "nothing" : Names[a]), "found"],
            [.. Enumerable.Range(0, Names.Count).Select(actual => (IReadOnlyList<Cell>)
                [new Cell(Names[actual], Tone.Strong), .. answers.Select(a => Count(actual, a, counts.GetValueOrDefault((actual, a)), worst)), new Cell(Num.Percent(_evaluation.Confusion.Recall(actual)))])])
        {
            IsDense = true,
            Caption = "Down: what it is. Across: what it was taken for. Every number leads to its samples.",
        };
    }

    private static Cell Count(int actual, int predicted, int count, int worst)
    {
        if (count == 0) return new("·", Tone.Faint);
        bool isRight = actual == predicted;
        return new(Num.Count(count), isRight ? Tone.Good : Tone.Bad)
        {
            Link = "#" + Anchor(actual, predicted),
            Shade = isRight ? 0.12 : 0.1 + (0.4 * Math.Sqrt((double)count / worst)), // never so dark that the number could not be read on it
        };
    }

    private Table Pairs() => new(["<is", "<taken for", "times"],
        [.. _cells.Select(c => (IReadOnlyList<Cell>)[new(Names[c.Actual]), new(BeliefCards.Name(Names, c.Predicted)), new(Num.Count(c.Count)) { Link = "#" + Anchor(c.Actual, c.Predicted) }])])
    {
        Caption = $"The pairs mixed up most; {Names.Count} classes are too many for a matrix. Every number leads to its samples.",
    };

    private Section Section(int actual, int predicted, int most)
    {
        Answer[] all = [.. _evaluation.Cell(actual, predicted)];
        bool isRight = actual == predicted;
        if (isRight) Array.Reverse(all);
        int shown = Math.Min(most, all.Length), left = all.Length - shown;
        string title = isRight ? $"is **{Names[actual]}**, and was found: {Num.Count(all.Length)}" : $"is **{Names[actual]}**, taken for **{BeliefCards.Name(Names, predicted)}**: {Num.Count(all.Length)}";
        string order = isRight ? "least sure" : "surest";
        string which = left == 0 ? $"All {Num.Count(all.Length)}, the {order} first." : $"The {Num.Count(shown)} {order}; {Num.Count(left)} more are left out.";
        return new(title, [new Paragraph(all.Length == 1 ? "The only one." : which), _samples.Show(all.Take(shown).Select(a => (a.Index, $"no. {a.Index}, {Num.Percent(a.Confidence, 0)} sure")))], Anchor(actual, predicted));
    }
}
