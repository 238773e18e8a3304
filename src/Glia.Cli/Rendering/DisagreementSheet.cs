using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The samples that two networks answer most differently as one picture: both answers, green the right one and red the wrong one, and what it is.</summary>
internal static class DisagreementSheet
{
    /// <summary>Draws up to 36 cards, the farthest apart first.</summary>
    /// <exception cref="ArgumentException">The data are no pictures.</exception>
    public static RasterImage Draw(Comparison pair, Dataset data)
    {
        IReadOnlyList<Disagreement> all = pair.Disagreements();
        SheetCard[] shown = [.. all.Take(CardSheet.MostCards).Select(d => Card(d, data))];
        string title = all.Count == 0
            ? $"the same answer to all {Show.Count(pair.Count)} samples"
            : $"{Show.Count(all.Count)} of {Show.Count(pair.Count)} answered differently" + (shown.Length < all.Count ? $", the {shown.Length} farthest apart" : "") + ": green right, red wrong, then what it is";
        return CardSheet.Draw(title, shown, data);
    }

    private static SheetCard Card(Disagreement sample, Dataset data) => new(sample.Index,
        [Answer("A", sample.First, sample.Actual, data), Answer("B", sample.Second, sample.Actual, data), new(data.ClassNames[sample.Actual], CardSheet.Ink, "is")], $"{Show.Percent(sample.Distance, 0)} apart");

    private static SheetAnswer Answer(string letter, int answer, int actual, Dataset data) =>
        new(answer < 0 ? "?" : data.ClassNames[answer], answer == actual ? CardSheet.Right : CardSheet.Wrong, letter);
}
