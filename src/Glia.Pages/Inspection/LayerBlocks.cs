namespace Glia.Pages;

/// <summary>Weights and outputs, layer by layer: a table, histograms, and the neurons that do nothing.</summary>
internal static class LayerBlocks
{
    private const int MostNamed = 40;

    public static IEnumerable<Block> Of(NetworkInspection inspection)
    {
        bool hasData = inspection.Data is not null;
        yield return new Heading("Layers", 2, "layers");
        yield return new Paragraph(hasData ? "Weights far from 0 are what a layer has learned; ± is their standard deviation. A neuron is **dead** if it is active on no sample, and **saturated** if its slope is below 0.01 on at least 95 % of them: it then answers almost the same to everything, and hardly learns. (Outputs that are sure are flat, too, and rightly.)" : "Weights far from 0 are what a layer has learned. With data, what its neurons do is shown, too.");
        yield return Table(inspection);
        foreach (Block block in Idle(inspection)) yield return block;
        for (int i = 0; i < inspection.Layers.Count; i++)
        {
            LayerStatistics layer = inspection.Layers[i];
            yield return Plot($"Weights of layer {inspection.LayerName(i)}", "weight", layer.Weights, 0);
            if (layer.Outputs is { } outputs) yield return Plot($"Outputs of layer {inspection.LayerName(i)}, of all neurons over all samples", $"output ({layer.Activation.Name})", outputs, 2);
        }
    }

    private static Table Table(NetworkInspection inspection)
    {
        string[] columns = ["<layer", "<shape", "<f", .. (string[])(inspection.Data is null ? [] : ["dead", "saturated"]), "weights", "±", .. (string[])(inspection.Data is null ? [] : ["outputs", "mean", "exactly 0"])];
        return new Table(columns, [.. inspection.Layers.Select((layer, i) => (IReadOnlyList<Cell>)[.. Row(inspection, layer, i)])]);
    }

    private static IEnumerable<Cell> Row(NetworkInspection inspection, LayerStatistics layer, int index)
    {
        WeightMatrix weights = inspection.Network.Weights(layer.Index);
        yield return inspection.LayerName(index);
        yield return $"{weights.In} → {weights.Out}";
        yield return layer.Activation.Name;
        if (layer.Outputs is not null)
        {
            yield return new Cell($"{layer.DeadCount}", layer.DeadCount > 0 ? Tone.Bad : Tone.Plain);
            yield return inspection.SaturatedCell(index);
        }

        yield return Range(layer.Weights);
        yield return Num.Of(layer.Weights.Deviation, 3);
        if (layer.Outputs is null) yield break;
        yield return Range(layer.Outputs);
        yield return Num.Of(layer.Outputs.Mean, 3);
        yield return Num.Percent(layer.ZeroPart);
    }

    private static string Range(ValueSpread spread) => $"{Num.Of(spread.Min, 2)} … {Num.Of(spread.Max, 2)}";

    private static IEnumerable<Block> Idle(NetworkInspection inspection)
    {
        for (int i = 0; i < inspection.Layers.Count; i++)
        {
            LayerStatistics layer = inspection.Layers[i];
            if (layer.DeadCount > 0) yield return new Paragraph($"Dead in layer {i + 1}: {Names(i, layer.Neurons.Where(n => n.IsDead))}.");
            if (inspection.Saturated(i).Count > 0) yield return new Paragraph($"Saturated in layer {i + 1}: {Names(i, inspection.Saturated(i))}.");
        }
    }

    private static string Names(int layer, IEnumerable<NeuronStatistics> neurons)
    {
        string[] names = [.. neurons.Select(n => NetworkInspection.NeuronName(layer, n.Unit))];
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
    }

    private static Plot Plot(string title, string axis, ValueSpread spread, int color)
    {
        Histogram histogram = spread.Histogram;
        double width = (histogram.High - histogram.Low) / histogram.Counts.Count;
        return new Plot(title, new Axis(axis), new Axis("% of them", 0), [new Bars("", [.. histogram.Counts.Select((count, i) => (histogram.Low + ((i + 0.5) * width), 100.0 * count / histogram.Total))]) { Color = color }]) { Aspect = 0.32 };
    }
}
