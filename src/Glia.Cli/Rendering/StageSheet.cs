using System.Globalization;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The stages of preparation as one picture: a row for each file, a card for each stage with what the network would be given at that point and what it says to it.</summary>
internal static class StageSheet
{
    /// <summary>Pictures on one sheet.</summary>
    public const int MostPictures = 50;

    private const int PictureSide = 180, InputScale = 3, InputSide = 28 * InputScale, Margin = 24, CardGap = 12, CardPad = 10, CardTitle = 26, TitleHeight = 40, NameHeight = 30, LineHeight = 24, RowGap = 24;
    private const int CardWidth = PictureSide + (2 * CardPad), CardHeight = CardTitle + PictureSide + InputSide + (4 * CardPad);
    private const int StageCount = 6;

    private static readonly (byte R, byte G, byte B) Page = (0xEC, 0xEE, 0xF1), Card = (255, 255, 255), Text = (0x20, 0x24, 0x2A), Faint = (0x85, 0x8C, 0x96), Crop = (0xFF, 0x7A, 0x1A);

    /// <summary>Draws a row for each of <paramref name="pictures"/> and asks <paramref name="network"/> about every stage.</summary>
    public static RasterImage Draw(Network network, IReadOnlyList<(string File, InkPreparationResult Ink)> pictures)
    {
        int width = (2 * Margin) + (StageCount * (CardWidth + CardGap)) - CardGap;
        string[][] warnings = [.. pictures.Select(p => p.Ink.Warnings.SelectMany(w => Lines(w.Message, width - (2 * Margin))).ToArray())];
        var canvas = new Canvas(width, (2 * Margin) + TitleHeight + warnings.Sum(RowHeight) - RowGap);
        canvas.Fill(0, 0, canvas.Width, canvas.Height, Page);
        canvas.Text(Margin, Margin, "each stage of the preparation, what the network would see of it, and its answer", 2, Text);
        int top = Margin + TitleHeight;
        for (int i = 0; i < pictures.Count; i++)
        {
            DrawRow(canvas, top, network, pictures[i].File, pictures[i].Ink, warnings[i]);
            top += RowHeight(warnings[i]);
        }

        return canvas.ToImage();
    }

    private static int RowHeight(string[] warnings) => NameHeight + CardHeight + (warnings.Length == 0 ? 0 : 8 + (warnings.Length * LineHeight)) + RowGap;

    private static void DrawRow(Canvas canvas, int top, Network network, string file, InkPreparationResult ink, string[] warnings)
    {
        string name = Path.GetFileName(file);
        while (name.Length > 1 && PixelFont.Width(name) * 2 > canvas.Width - (2 * Margin)) name = name[..^1];
        canvas.Text(Margin, top, name, 2, Text);
        IReadOnlyList<InkStage> stages = ink.Stages;
        for (int i = 0; i < stages.Count; i++)
        {
            int left = Margin + (i * (CardWidth + CardGap));
            canvas.Fill(left, top + NameHeight, CardWidth, CardHeight, Card);
            DrawCard(canvas, left + CardPad, top + NameHeight + CardPad, i + 1, stages[i], network, ink);
        }

        for (int i = 0; i < warnings.Length; i++) canvas.Text(Margin, top + NameHeight + CardHeight + 8 + (i * LineHeight), warnings[i], 2, Sureness.Fair.Color);
    }

    private static void DrawCard(Canvas canvas, int left, int top, int number, InkStage stage, Network network, InkPreparationResult ink)
    {
        canvas.Text(left, top, $"{number.ToString(CultureInfo.InvariantCulture)} {stage.Name}", 2, Text);
        int pictureTop = top + CardTitle;
        (int x, int y, int columns, int rows) = DrawPicture(canvas, left, pictureTop, stage.Picture);
        if (stage.Name == "cleaned" && !ink.IsEmpty) DrawCrop(canvas, x, y, columns, rows, ink);
        int inputTop = pictureTop + PictureSide + CardPad, beside = left + InputSide + CardPad, room = PictureSide - InputSide - CardPad;
        if (stage.Pixels is null)
        {
            canvas.Text(left, inputTop, "taken away", 2, Faint);
            canvas.Text(left, inputTop + LineHeight, "from the next", 2, Faint);
            return;
        }

        canvas.Image(left, inputTop, InputSide, InputSide, RasterImage.FromGray(stage.Pixels, 28, 28));
        canvas.Frame(left - 1, inputTop - 1, InputSide + 2, InputSide + 2, 1, Faint);
        DrawAnswer(canvas, beside, inputTop, room, stage, network);
    }

    private static void DrawAnswer(Canvas canvas, int left, int top, int room, InkStage stage, Network network)
    {
        bool isNothing = stage.Pixels!.All(p => p == stage.Pixels![0]);
        Opinion opinion = Opinion.Of(network, stage.Pixels!);
        Sureness sure = opinion.Sureness;
        canvas.Centred(left, top + 2, room, isNothing ? "-" : opinion.Name(network), isNothing ? Faint : sure.Color);
        Middle(canvas, left, top + 46, room, isNothing ? "nothing" : ((int)(100 * opinion.Belief)).ToString(CultureInfo.InvariantCulture) + " %", 2, Text);
        if (stage.IsInverted) Middle(canvas, left, top + 70, room, "inverted", 2, Faint);
    }

    private static void Middle(Canvas canvas, int left, int top, int columns, string text, int scale, (byte R, byte G, byte B) color) =>
        canvas.Text(left + ((columns - (PixelFont.Width(text) * scale)) / 2), top, text, scale, color);

    private static (int X, int Y, int Columns, int Rows) DrawPicture(Canvas canvas, int left, int top, RasterImage picture)
    {
        int longSide = Math.Max(picture.Width, picture.Height);
        int columns = Math.Max(1, (int)((long)picture.Width * PictureSide / longSide)), rows = Math.Max(1, (int)((long)picture.Height * PictureSide / longSide));
        int x = left + ((PictureSide - columns) / 2), y = top + ((PictureSide - rows) / 2);
        canvas.Fill(left, top, PictureSide, PictureSide, Page);
        canvas.Image(x, y, columns, rows, picture);
        canvas.Frame(x, y, columns, rows, 1, Faint);
        return (x, y, columns, rows);
    }

    private static void DrawCrop(Canvas canvas, int left, int top, int columns, int rows, InkPreparationResult ink)
    {
        double across = (double)columns / ink.Original.Width, down = (double)rows / ink.Original.Height;
        int x = left + (int)(ink.CropBox.Left * across), y = top + (int)(ink.CropBox.Top * down);
        int right = left + (int)Math.Ceiling((ink.CropBox.Left + ink.CropBox.Width) * across), bottom = top + (int)Math.Ceiling((ink.CropBox.Top + ink.CropBox.Height) * down);
        canvas.Frame(x - 2, y - 2, right - x + 4, bottom - y + 4, 2, Crop);
    }

    private static IEnumerable<string> Lines(string text, int width) => TextWrap.Lines(text, width / 11);
}
