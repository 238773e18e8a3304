using System.Globalization;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The worst mistakes as one picture: a card for each, with what it was taken for in red and what it is in green.</summary>
internal static class MistakeSheet
{
    private const int Columns = 6, MostCards = 36, PictureSide = 112, Margin = 24, CardGap = 16, CardPad = 10, AnswerWidth = 40, CaptionHeight = 26, TitleHeight = 38;

    private static readonly (byte R, byte G, byte B) Page = (0xEC, 0xEE, 0xF1), Card = (255, 255, 255), Ink = (0x20, 0x24, 0x2A), Faint = (0x85, 0x8C, 0x96), Wrong = (0xC6, 0x28, 0x28), Right = (0x2E, 0x7D, 0x32);

    /// <summary>Draws up to 36 cards, the worst first.</summary>
    /// <exception cref="ArgumentException">The data are no pictures.</exception>
    public static RasterImage Draw(Evaluation evaluation, Dataset data)
    {
        if (!data.Shape.IsImage) throw new ArgumentException("The samples are not pictures, so there is nothing to draw.", nameof(data));
        Answer[] worst = [.. evaluation.WorstMistakes().Take(MostCards)];
        int wrong = evaluation.Answers.Count(a => !a.IsCorrect);
        int rows = Math.Max(1, (worst.Length + Columns - 1) / Columns);
        int cardWidth = PictureSide + AnswerWidth + (3 * CardPad), cardHeight = PictureSide + CaptionHeight + (2 * CardPad);
        var canvas = new Canvas((2 * Margin) + (Columns * cardWidth) + ((Columns - 1) * CardGap), (2 * Margin) + TitleHeight + (rows * (cardHeight + CardGap)) - CardGap);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, Page);
        canvas.Text(Margin, Margin, Title(wrong, evaluation.Count, worst.Length), 2, Ink);
        for (int i = 0; i < worst.Length; i++)
        {
            int left = Margin + (i % Columns * (cardWidth + CardGap)), top = Margin + TitleHeight + (i / Columns * (cardHeight + CardGap));
            canvas.Fill(left, top, cardWidth, cardHeight, Card);
            DrawCard(canvas, left + CardPad, top + CardPad, worst[i], data);
        }

        return canvas.ToImage();
    }

    private static string Title(int wrong, int count, int shown) => wrong == 0
        ? $"no mistakes in {Number(count)} samples"
        : $"{Number(wrong)} of {Number(count)} read wrong" + (shown < wrong ? $", the {shown} worst" : "") + ": red what it looked like, green what it is";

    private static void DrawCard(Canvas canvas, int left, int top, Answer answer, Dataset data)
    {
        canvas.Picture(left, top, PictureSide, data.Features(answer.Index), data.Shape);
        int column = left + PictureSide + CardPad;
        string looks = answer.Predicted < 0 ? "?" : data.ClassNames[answer.Predicted], truth = data.ClassNames[answer.Actual];
        canvas.Centred(column, top + 4, AnswerWidth, looks, Wrong);
        canvas.Fill(column, top + (PictureSide / 2) - 1, AnswerWidth, 1, Page);
        canvas.Centred(column, top + (PictureSide / 2) + 10, AnswerWidth, truth, Right);
        int line = top + PictureSide + 12;
        canvas.Text(left, line, (100 * answer.Confidence).ToString("F0", CultureInfo.InvariantCulture) + " % sure", 1, Ink);
        string number = "no. " + answer.Index.ToString(CultureInfo.InvariantCulture);
        canvas.Text(column + AnswerWidth - PixelFont.Width(number), line, number, 1, Faint);
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
