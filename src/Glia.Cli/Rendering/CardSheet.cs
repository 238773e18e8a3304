using Glia.Datasets;

namespace Glia.Cli;

/// <summary>One answer on a <see cref="SheetCard"/>.</summary>
/// <param name="Text">The class.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Tag">Whose answer it is, one letter; empty for none.</param>
internal sealed record SheetAnswer(string Text, (byte R, byte G, byte B) Color, string Tag = "");

/// <summary>One sample of a sheet: its number, the answers beside the picture from top to bottom, and a word below.</summary>
internal sealed record SheetCard(int Index, IReadOnlyList<SheetAnswer> Answers, string Below);

/// <summary>Samples with what was said of them as one picture: a card for each, six in a row.</summary>
internal static class CardSheet
{
    /// <summary>Cards on one sheet.</summary>
    public const int MostCards = 36;

    private const int Columns = 6, PictureSide = 112, Margin = 24, CardGap = 16, CardPad = 10, AnswerWidth = 40, TagWidth = 10, CaptionHeight = 26, TitleHeight = 38;

    private static readonly (byte R, byte G, byte B) Page = (0xEC, 0xEE, 0xF1), Card = (255, 255, 255), Faint = (0x85, 0x8C, 0x96);

    public static (byte R, byte G, byte B) Ink { get; } = (0x20, 0x24, 0x2A);

    public static (byte R, byte G, byte B) Wrong { get; } = (0xC6, 0x28, 0x28);

    public static (byte R, byte G, byte B) Right { get; } = (0x2E, 0x7D, 0x32);

    /// <summary>Draws the cards in their order.</summary>
    /// <exception cref="ArgumentException">The data are no pictures.</exception>
    public static RasterImage Draw(string title, IReadOnlyList<SheetCard> cards, Dataset data)
    {
        if (!data.Shape.IsImage) throw new ArgumentException("The samples are not pictures, so there is nothing to draw.", nameof(data));
        int tags = cards.Any(c => c.Answers.Any(a => a.Tag.Length > 0)) ? TagWidth : 0;
        int rows = Math.Max(1, (cards.Count + Columns - 1) / Columns);
        int cardWidth = PictureSide + AnswerWidth + tags + (3 * CardPad), cardHeight = PictureSide + CaptionHeight + (2 * CardPad);
        var canvas = new Canvas((2 * Margin) + (Columns * cardWidth) + ((Columns - 1) * CardGap), (2 * Margin) + TitleHeight + (rows * (cardHeight + CardGap)) - CardGap);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, Page);
        canvas.Text(Margin, Margin, title, 2, Ink);
        for (int i = 0; i < cards.Count; i++)
        {
            int left = Margin + (i % Columns * (cardWidth + CardGap)), top = Margin + TitleHeight + (i / Columns * (cardHeight + CardGap));
            canvas.Fill(left, top, cardWidth, cardHeight, Card);
            DrawCard(canvas, left + CardPad, top + CardPad, cards[i], data, tags);
        }

        return canvas.ToImage();
    }

    private static void DrawCard(Canvas canvas, int left, int top, SheetCard card, Dataset data, int tags)
    {
        canvas.Picture(left, top, PictureSide, data.Features(card.Index), data.Shape);
        int column = left + PictureSide + CardPad, step = PictureSide / card.Answers.Count;
        for (int i = 0; i < card.Answers.Count; i++)
        {
            SheetAnswer answer = card.Answers[i];
            bool isTight = step <= 40;
            int y = top + (i * step) + (isTight ? 1 : i == 0 ? 4 : 10);
            if (i > 0) canvas.Fill(column, top + (i * step) - 1, AnswerWidth + tags, 1, Page);
            if (answer.Tag.Length > 0) canvas.Text(column, y + 14, answer.Tag, 1, Faint);
            canvas.Centred(column + tags, y, AnswerWidth, answer.Text, answer.Color, isTight ? 4 : 5);
        }

        int line = top + PictureSide + 12;
        canvas.Text(left, line, card.Below, 1, Ink);
        string number = $"no. {card.Index}";
        canvas.Text(column + tags + AnswerWidth - PixelFont.Width(number), line, number, 1, Faint);
    }
}
