namespace Glia.Pages;

/// <summary>What networks believe of one sample, as bars: green the true class, red a wrong answer.</summary>
internal static class BeliefCards
{
    private const int MostClasses = 12, Strongest = 5;

    /// <summary>The beliefs of one network in each class; of many classes the strongest, the answer and the true one.</summary>
    public static MeterGroup Meters(string title, Evaluation evaluation, int index)
    {
        Answer answer = evaluation.Answers[index];
        float[] beliefs = evaluation.Probabilities(index).ToArray();
        IReadOnlyList<string> names = evaluation.Confusion.ClassNames;
        IEnumerable<int> shown = Enumerable.Range(0, names.Count);
        if (names.Count > MostClasses)
        {
            HashSet<int> kept = [.. shown.OrderByDescending(c => beliefs[c]).Take(Strongest), answer.Actual];
            if (answer.Predicted >= 0) kept.Add(answer.Predicted);
            shown = kept.Order();
        }

        return new(title, [.. shown.Select(c => new Meter(names[c], beliefs[c], c == answer.Actual ? Tone.Good : c == answer.Predicted ? Tone.Bad : Tone.Plain))]);
    }

    /// <summary>An answer in words; "nothing" where the outputs speak for no class.</summary>
    public static string Name(IReadOnlyList<string> names, int answer) => answer < 0 ? "nothing" : names[answer];
}
