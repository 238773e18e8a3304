namespace Glia.Pages;

/// <summary>One neuron: its weights, what it does over the data, what excites it.</summary>
public static class InspectedNeuron
{
    /// <summary>The page.</summary>
    /// <param name="inspection">The network.</param>
    /// <param name="index">Which of its dense layers, from 0.</param>
    /// <param name="unit">Which neuron of that, from 0.</param>
    public static Page Of(NetworkInspection inspection, int index, int unit)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        LayerStatistics layer = inspection.Layers[index];
        List<Block> blocks = [.. Weights(inspection, index, unit)];
        if (layer.Neurons.Count > 0) blocks.AddRange(Activity(inspection, layer.Neurons[unit], index));
        string inputs = Num.Count(inspection.Network.Weights(layer.Index).In);
        return new($"Neuron {NetworkInspection.NeuronName(index, unit)} of {inspection.Name}", blocks) { Lead = $"Layer {inspection.LayerName(index)}, {layer.Activation.Name}, {inputs} weights." };
    }

    private static IEnumerable<Block> Weights(NetworkInspection inspection, int index, int unit)
    {
        LayerStatistics layer = inspection.Layers[index];
        float[] row = inspection.Network.Weights(layer.Index).Row(unit), biases = inspection.Network.Biases(layer.Index).ToArray();
        float[] excited = new ActivationMaximization().OfUnit(inspection.Network, layer.Index, unit, inspection.Bounds);
        string bias = biases.Length > 0 ? $"bias {Num.Of(biases[unit])}" : "no bias";
        yield return new Paragraph($"Weights from {Num.Of(row.Min())} to {Num.Of(row.Max())}, {bias}.");
        if (!inspection.IsPicture) yield return InputTable.Of([("what excites it", excited), .. ((string, IReadOnlyList<float>)[])(index == 0 ? [("weights", row)] : [])]);
        else yield return new Pictures([.. (Picture[])(index == 0 ? [NeuronBlocks.Weights(inspection, index, unit) with { Caption = "weights: red excites, blue holds back" }] : []), new(excited, inspection.Shape, Palette.Ink, "what excites it most, made up by gradient ascent")]) { Width = 120 };
    }

    private static IEnumerable<Block> Activity(NetworkInspection inspection, NeuronStatistics neuron, int index)
    {
        string state = neuron.IsDead ? ", **dead**" : neuron.IsSaturated ? ", **saturated**" : "";
        yield return new Paragraph($"Over {inspection.DataName}: outputs from {Num.Of(neuron.Min)} to {Num.Of(neuron.Max)}, {Num.Of(neuron.Mean)} on average; active on {Num.Percent(neuron.ActivePart)} of the samples, saturated on {Num.Percent(neuron.SaturatedPart)}{state}.");
        if (neuron.ClassMeans.Count > 0)
        {
            var bars = new Bars("", [.. neuron.ClassMeans.Select((mean, c) => ((double)c, mean))]);
            yield return new Plot($"Mean output of neuron {NetworkInspection.NeuronName(index, neuron.Unit)} over each class", new Axis("class") { Names = inspection.Data!.ClassNames }, new Axis("mean output"), [bars]) { Aspect = 0.3 };
        }

        yield return new Heading("The samples that excite it most", 3);
        if (inspection.IsPicture)
        {
            yield return new Pictures([.. neuron.Top.Select(t => new Picture(inspection.Data!.Features(t.Index), inspection.Shape, Palette.Ink, Caption(inspection, t)))]) { Width = 72 };
            yield break;
        }

        string[] inputs = [.. Enumerable.Range(1, Math.Min(InputTable.MostInputs, inspection.Network.Inputs)).Select(i => $"input {i}")];
        yield return new Table(["<sample", .. inputs, "output"], [.. neuron.Top.Select(t => (IReadOnlyList<Cell>)[Caption(inspection, t), .. inspection.Data!.Features(t.Index).Take(InputTable.MostInputs).Select(x => new Cell(Num.Of(x, 4))), Num.Of(t.Output)])]);
    }

    private static string Caption(NetworkInspection inspection, TopActivation one) =>
        (inspection.Data!.IsClassification ? $"{inspection.Data.ClassNames[inspection.Data.Label(one.Index)]}, " : "") + $"no. {one.Index}";
}
