using Glia.Datasets;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>The weights of the first layer's neurons as pictures, with the scale of their colours.</summary>
internal static class WeightSheet
{
    private const int Columns = 12, Side = 84, LegendHeight = 44, LegendSteps = 240;

    public static RasterImage Draw(NetworkInspection inspection)
    {
        int[] shown = NeuronBlocks.Shown(inspection, 0);
        int scale = SheetStyle.Scale(inspection.Shape, Side), width = inspection.Shape.Width * scale, height = inspection.Shape.Height * scale;
        int columns = Math.Min(Columns, shown.Length), rows = (shown.Length + columns - 1) / columns, cell = width + SheetStyle.Gap, line = height + SheetStyle.CaptionHeight;
        int units = inspection.Network.Weights(inspection.Layers[0].Index).Out;
        string title = $"weights of {(shown.Length < units ? $"{shown.Length} of " : "")}{units} neurons of the first layer: red excites, blue holds back";
        Canvas canvas = SheetStyle.Create((columns * cell) - SheetStyle.Gap, (rows * line) + LegendHeight, title);
        for (int k = 0; k < shown.Length; k++)
        {
            int left = SheetStyle.Margin + (k % columns * cell), top = SheetStyle.Margin + SheetStyle.TitleHeight + (k / columns * line);
            Glia.Pages.Picture picture = NeuronBlocks.Weights(inspection, 0, shown[k]);
            SheetStyle.Draw(canvas, left, top, scale, picture);
            SheetStyle.Caption(canvas, left, top + height + 5, width, picture.Caption.Replace("**", "", StringComparison.Ordinal), picture.Tone == Tone.Bad ? SheetStyle.Bad : SheetStyle.Text);
        }

        Legend(canvas, canvas.Height - SheetStyle.Margin - 28, inspection.Layers[0].Weights);
        return canvas.ToImage();
    }

    private static void Legend(Canvas canvas, int top, ValueSpread weights)
    {
        double limit = Math.Max(Math.Abs(weights.Min), Math.Abs(weights.Max));
        float[] steps = [.. Enumerable.Range(0, LegendSteps).Select(i => (float)(limit * ((2.0 * i / (LegendSteps - 1)) - 1)))];
        (byte R, byte G, byte B)[] colors = Palette.SignedTo(limit).Colors(steps);
        for (int i = 0; i < colors.Length; i++) canvas.Fill(SheetStyle.Margin + i, top, 1, 12, colors[i]);
        canvas.Frame(SheetStyle.Margin - 1, top - 1, LegendSteps + 2, 14, 1, SheetStyle.Faint);
        string low = Num.Of(-limit, 2), high = Num.Of(limit, 2);
        canvas.Text(SheetStyle.Margin, top + 18, low, 1, SheetStyle.Text);
        canvas.Text(SheetStyle.Margin + (LegendSteps / 2) - 2, top + 18, "0", 1, SheetStyle.Text);
        canvas.Text(SheetStyle.Margin + LegendSteps - PixelFont.Width(high), top + 18, high, 1, SheetStyle.Text);
    }
}
