namespace Glia.Pages;

/// <summary>A small network as circles and lines.</summary>
/// <param name="Title">What it shows; also read to those who cannot see it.</param>
/// <param name="Columns">The layers, inputs first.</param>
/// <param name="Links">Lines between units of neighbouring layers.</param>
public sealed record NetworkDiagram(string Title, IReadOnlyList<DiagramColumn> Columns, IReadOnlyList<DiagramLink> Links) : Block
{
    /// <summary>A diagram of a network's weights with what each unit holds; <paramref name="values"/> has one array for the inputs and one for each layer, or is null for none.</summary>
    /// <exception cref="ArgumentException">The network is too wide to be drawn, above 12 units in a layer.</exception>
    public static NetworkDiagram Of(string title, Network network, IReadOnlyList<IReadOnlyList<float>>? values = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        int[] dense = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense)];
        int[] widths = [network.Inputs, .. dense.Select(i => network.Weights(i).Out)];
        if (widths.Max() > 12) throw new ArgumentException($"A layer of {widths.Max()} units is too wide for a diagram, which has room for 12.", nameof(network));
        var columns = widths.Select((width, c) => new DiagramColumn(
            c == 0 ? "inputs" : c == widths.Length - 1 ? "outputs" : widths.Length == 3 ? "hidden" : $"hidden {c}",
            [.. Enumerable.Range(0, width).Select(u => values is null ? "" : Num.Of(values[c][u]))]));
        var links = new List<DiagramLink>();
        for (int layer = 0; layer < dense.Length; layer++)
        {
            WeightMatrix weights = network.Weights(dense[layer]);
            for (int unit = 0; unit < weights.Out; unit++)
                for (int input = 0; input < weights.In; input++) links.Add(new(layer, input, unit, weights[unit, input]));
        }

        return new(title, [.. columns], links);
    }

    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One layer of a <see cref="NetworkDiagram"/>.</summary>
/// <param name="Name">What the layer is called.</param>
/// <param name="Units">What stands in each circle: a number, or nothing.</param>
public sealed record DiagramColumn(string Name, IReadOnlyList<string> Units);

/// <summary>One line of a <see cref="NetworkDiagram"/>.</summary>
/// <param name="Column">The layer that it comes from, 0 for the inputs.</param>
/// <param name="From">The unit there.</param>
/// <param name="To">The unit in the next layer.</param>
/// <param name="Weight">Its weight, which gives width and colour.</param>
public sealed record DiagramLink(int Column, int From, int To, double Weight);
