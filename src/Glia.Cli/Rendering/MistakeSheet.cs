using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The worst mistakes as one picture: a card for each, with what it was taken for in red and what it is in green.</summary>
internal static class MistakeSheet
{
    /// <summary>Draws up to 36 cards, the worst first.</summary>
    /// <exception cref="ArgumentException">The data are no pictures.</exception>
    public static RasterImage Draw(Evaluation evaluation, Dataset data)
    {
        SheetCard[] worst = [.. evaluation.WorstMistakes().Take(CardSheet.MostCards).Select(a => Card(a, data))];
        int wrong = evaluation.Answers.Count(a => !a.IsCorrect);
        return CardSheet.Draw(Title(wrong, evaluation.Count, worst.Length), worst, data);
    }

    private static string Title(int wrong, int count, int shown) => wrong == 0
        ? $"no mistakes in {Show.Count(count)} samples"
        : $"{Show.Count(wrong)} of {Show.Count(count)} read wrong" + (shown < wrong ? $", the {shown} worst" : "") + ": red what it looked like, green what it is";

    private static SheetCard Card(Answer answer, Dataset data) => new(answer.Index,
        [new(answer.Predicted < 0 ? "?" : data.ClassNames[answer.Predicted], CardSheet.Wrong), new(data.ClassNames[answer.Actual], CardSheet.Right)], $"{Show.Percent(answer.Confidence, 0)} sure");
}
