namespace Glia.Pages;

/// <summary>What each neuron looks for: its weights as a picture, and the samples that excite it most.</summary>
public static class NeuronBlocks
{
    private const int MostNeurons = 200, MostClimbed = 64, TunedTo = 3; // a picture of weights costs nothing, an ascent a hundred passes there and back

    /// <summary>All layers but the outputs, which are the classes.</summary>
    public static IEnumerable<Block> Of(NetworkInspection inspection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        yield return new Heading("What each neuron looks for", 2, "neurons");
        if (inspection.IsPicture) yield return new Paragraph("The weights of the first layer, laid out as its inputs are: ink where it is **red** excites the neuron, ink where it is **blue** holds it back. Under each its number" + (inspection.Data is null ? "." : " and the classes that excite it most, on average."));
        for (int i = 0; i < inspection.Layers.Count; i++)
        {
            if (i == inspection.Layers.Count - 1 && i > 0) continue; // the outputs are the classes
            foreach (Block block in OfLayer(inspection, i, cancellation)) yield return block;
        }
    }

    /// <summary>The numbers of the neurons that are shown: all, or of many those with the largest weights.</summary>
    public static int[] Shown(NetworkInspection inspection, int index, int most = MostNeurons)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        WeightMatrix weights = inspection.Network.Weights(inspection.Layers[index].Index);
        return [.. Enumerable.Range(0, weights.Out).OrderByDescending(u => weights.Row(u).Sum(w => (double)w * w)).Take(most).Order()];
    }

    /// <summary>One neuron's weights as a picture, in the colours of its whole layer.</summary>
    public static Picture Weights(NetworkInspection inspection, int index, int unit)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        LayerStatistics layer = inspection.Layers[index];
        double limit = Math.Max(Math.Abs(layer.Weights.Min), Math.Abs(layer.Weights.Max));
        string tuned = Tuned(inspection, layer, unit);
        return new(inspection.Network.Weights(layer.Index).Row(unit), inspection.Shape, Palette.SignedTo(limit), $"**{unit + 1}**{(tuned.Length > 0 ? ": " + tuned : "")}")
        {
            Tone = layer.Neurons.Count > 0 && (layer.Neurons[unit].IsDead || layer.Neurons[unit].IsSaturated) ? Tone.Bad : Tone.Plain,
            Description = $"weights of neuron {NetworkInspection.NeuronName(index, unit)}",
        };
    }

    /// <summary>The samples that excite a neuron most, side by side in one picture.</summary>
    public static Picture Exciting(NetworkInspection inspection, NeuronStatistics neuron, int index)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(neuron);
        int side = inspection.Shape.Width, height = inspection.Shape.Height, count = neuron.Top.Count;
        var strip = new float[height * side * count];
        for (int k = 0; k < count; k++)
        {
            float[] sample = inspection.Data!.Features(neuron.Top[k].Index);
            for (int y = 0; y < height; y++) sample.AsSpan(y * side, side).CopyTo(strip.AsSpan((y * side * count) + (k * side)));
        }

        string labels = inspection.Data!.IsClassification ? string.Join(' ', neuron.Top.Select(t => inspection.Data.ClassNames[inspection.Data.Label(t.Index)])) : "";
        return new(strip, new FeatureShape(height, side * count), Palette.Ink, $"**{NetworkInspection.NeuronName(index, neuron.Unit)}**: {labels}") { Description = $"samples that excite neuron {NetworkInspection.NeuronName(index, neuron.Unit)} most: {labels}" };
    }

    private static IEnumerable<Block> OfLayer(NetworkInspection inspection, int index, CancellationToken cancellation)
    {
        LayerStatistics layer = inspection.Layers[index];
        int units = inspection.Network.Weights(layer.Index).Out;
        int[] shown = Shown(inspection, index, inspection.IsPicture && index > 0 ? MostClimbed : MostNeurons);
        string which = shown.Length < units ? $"the {shown.Length} of {units} neurons with the largest weights" : units == 1 ? "the neuron" : $"all {units} neurons";
        yield return new Heading($"Layer {inspection.LayerName(index)}: {which}", 3);
        if (!inspection.IsPicture) yield return WeightTable(inspection, index, shown);
        else if (index == 0) yield return new Pictures([.. shown.Select(u => Weights(inspection, index, u))]) { Width = 64 };
        else yield return Climbed(inspection, index, shown, cancellation);
        if (inspection.Data is null || !inspection.IsPicture) yield break;
        yield return new Section($"The {NetworkInspection.Top} inputs that excite each most, in layer {index + 1}", [new Pictures([.. shown.Select(u => Exciting(inspection, layer.Neurons[u], index))]) { Width = 288 }]);
    }

    /// <summary>Neurons of deeper layers have no weights to look at as a picture: what is shown is what excites them.</summary>
    private static Pictures Climbed(NetworkInspection inspection, int index, int[] shown, CancellationToken cancellation)
    {
        LayerStatistics layer = inspection.Layers[index];
        var climb = new ActivationMaximization();
        return new([.. shown.AsParallel().AsOrdered().WithCancellation(cancellation).Select(u => new Picture(climb.OfUnit(inspection.Network, layer.Index, u, inspection.Bounds), inspection.Shape, Palette.Ink, $"**{u + 1}**: {Tuned(inspection, layer, u)}") { Description = $"what excites neuron {NetworkInspection.NeuronName(index, u)}" })]) { Width = 64 };
    }

    private static Table WeightTable(NetworkInspection inspection, int index, int[] shown)
    {
        LayerStatistics layer = inspection.Layers[index];
        WeightMatrix weights = inspection.Network.Weights(layer.Index);
        float[] biases = inspection.Network.Biases(layer.Index).ToArray();
        int inputs = Math.Min(weights.In, InputTable.MostInputs);
        bool hasData = layer.Neurons.Count > 0;
        string[] columns = ["<neuron", .. Enumerable.Range(1, inputs).Select(i => index == 0 ? $"input {i}" : $"from {i}"), .. (string[])(biases.Length > 0 ? ["bias"] : []), .. (string[])(hasData ? ["mean output", "<tuned to"] : [])];
        return new Table(columns, [.. shown.Select(u => (IReadOnlyList<Cell>)[
            new Cell(NetworkInspection.NeuronName(index, u), Tone.Strong),
            .. Enumerable.Range(0, inputs).Select(i => new Cell(Num.Of(weights[u, i], 3))),
            .. (Cell[])(biases.Length > 0 ? [Num.Of(biases[u], 3)] : []),
            .. (Cell[])(hasData ? [Num.Of(layer.Neurons[u].Mean, 3), Tuned(inspection, layer, u)] : [])])])
        {
            Caption = inputs < weights.In ? $"The weights from the first {inputs} of {weights.In}." : "",
        };
    }

    /// <summary>The classes that excite a neuron most; what it is instead where it is dead or saturated.</summary>
    public static string Tuned(NetworkInspection inspection, LayerStatistics layer, int unit)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Neurons.Count == 0) return "";
        NeuronStatistics neuron = layer.Neurons[unit];
        if (neuron.IsDead) return "dead";
        string classes = string.Join(' ', neuron.TunedTo.Take(TunedTo).Select(c => inspection.Data!.ClassNames[c]));
        return neuron.IsSaturated ? $"{classes} saturated".Trim() : classes;
    }
}
