using Glia.Datasets;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>The first layer's neurons, each with its weights and the samples that excite it most.</summary>
internal static class ExcitingSheet
{
    private const int Columns = 3, Most = 60, Side = 56;

    public static RasterImage Draw(NetworkInspection inspection)
    {
        int scale = SheetStyle.Scale(inspection.Shape, Side), width = inspection.Shape.Width * scale, height = inspection.Shape.Height * scale;
        if (inspection.Data is null) return SheetStyle.Create(0, 0, "no data were given, so there are no samples to show").ToImage();
        int[] shown = NeuronBlocks.Shown(inspection, 0, Most);
        int columns = Math.Min(Columns, shown.Length), cell = (width * (1 + NetworkInspection.Top)) + (2 * SheetStyle.Gap), row = height + SheetStyle.CaptionHeight;
        int rows = (shown.Length + columns - 1) / columns;
        Canvas canvas = SheetStyle.Create((columns * cell) - SheetStyle.Gap, rows * row, "the weights of a neuron, and the samples that excite it most");
        for (int k = 0; k < shown.Length; k++)
        {
            int left = SheetStyle.Margin + (k % columns * cell), top = SheetStyle.Margin + SheetStyle.TitleHeight + (k / columns * row);
            Glia.Pages.Picture weights = NeuronBlocks.Weights(inspection, 0, shown[k]), exciting = NeuronBlocks.Exciting(inspection, inspection.Layers[0].Neurons[shown[k]], 0);
            SheetStyle.Draw(canvas, left, top, scale, weights);
            SheetStyle.Draw(canvas, left + width + SheetStyle.Gap, top, scale, exciting);
            SheetStyle.Caption(canvas, left, top + height + 5, cell, exciting.Caption.Replace("**", "", StringComparison.Ordinal), SheetStyle.Text);
        }

        return canvas.ToImage();
    }
}
