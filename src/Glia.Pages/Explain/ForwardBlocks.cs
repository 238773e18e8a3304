namespace Glia.Pages;

/// <summary>The way forward: the inputs, and of each layer the sums and the outputs.</summary>
internal sealed class ForwardBlocks(ForwardTrace trace, ExplainOptions options)
{
    private readonly Digits _digits = new(options.Decimals);
    private readonly Names _names = new(trace.Network);

    public IEnumerable<Block> All() => Inputs().Concat(_names.Dense.SelectMany(Layer));

    /// <summary>Of one layer the sums alone.</summary>
    public IEnumerable<Block> Sums(int index)
    {
        LayerTrace layer = trace.Layers[index];
        yield return new Paragraph($"Each neuron adds up what comes in, times its weights{(layer.Dense!.Bias ? ", and its bias: `z = W·x + b`" : ": `z = W·x`")}.{(_names.Number(index) > 1 ? $" x is what layer {_names.Number(index) - 1} gives." : "")}");
        if (layer.Out > ExplainOptions.FewNeurons)
        {
            foreach (Block block in MostActive(layer)) yield return block;
            yield break;
        }

        yield return new Equations([.. Enumerable.Range(0, layer.Out).SelectMany(unit => Neuron(layer, unit, withOutput: false))]);
        foreach (Block block in Closely(layer)) yield return block;
    }

    /// <summary>Of one layer what its activation makes of the sums.</summary>
    public IEnumerable<Block> Activations(int index)
    {
        LayerTrace layer = trace.Layers[index];
        Activation activation = layer.Dense!.Activation;
        ActivationText text = ActivationText.Of(activation);
        yield return new Paragraph($"Each neuron gives what {activation.Name} makes of its sum: {(text.Formula.StartsWith("f(z)", StringComparison.Ordinal) ? $"`a = f(z)` with `{text.Formula}`" : $"`{text.Formula}`, its share of all")}.");
        if (activation == Activation.Softmax && layer.Out <= ExplainOptions.FewNeurons)
        {
            foreach (Block block in Softmax(layer)) yield return block;
            yield break;
        }

        int[] shown = layer.Out <= ExplainOptions.FewNeurons ? [.. Enumerable.Range(0, layer.Out)] : Loudest(layer);
        yield return new Table(["<neuron", "z", "a"], [.. shown.Select(unit => (IReadOnlyList<Cell>)[_names.Neuron(index, unit), _digits.Column(layer.Sums[unit]), _digits.Column(layer.Outputs[unit])])])
        {
            Caption = shown.Length < layer.Out ? $"The {shown.Length} most active of the {Num.Count(layer.Out)} neurons." : "",
        };
        if (activation != Activation.Softmax) yield return new Equations([.. shown.Select(unit => Output(layer, unit))]);
    }

    /// <summary>What goes in.</summary>
    public IEnumerable<Block> Inputs()
    {
        Network network = trace.Network;
        FeatureShape shape = network.InputShape;
        bool isImage = shape.IsImage && shape.Length == network.Inputs, isScaled = !trace.Features.SequenceEqual(trace.Inputs);
        yield return new Heading("The input");
        if (isImage) yield return new Pictures([new Picture(trace.Features, shape, Palette.Ink, $"{shape} pixels") { Description = "The picture that goes in" }]);
        if (network.Inputs <= ExplainOptions.FewNeurons)
        {
            if (isScaled) yield return new Paragraph($"The sample {Vector(trace.Features)} is scaled first ({network.Scaler!.Name}).");
            yield return new Equations($"x = {Vector(trace.Inputs)}");
        }
        else
        {
            int zeros = trace.Inputs.Count(x => x == 0);
            string scaled = isScaled ? $" They are scaled first ({network.Scaler!.Name}), to numbers from {_digits.Of(trace.Inputs.Min())} to {_digits.Of(trace.Inputs.Max())}." : "";
            string nothing = zeros > 0 ? $" {Num.Count(zeros)} are 0 and add nothing to any sum." : "";
            yield return new Paragraph($"{Num.Count(network.Inputs)} numbers go in.{scaled}{nothing}");
        }
    }

    private IEnumerable<Block> Layer(int index)
    {
        LayerTrace layer = trace.Layers[index];
        yield return new Heading($"Forward · {_names.Title(index)}");
        yield return new Paragraph(Rule(layer));
        foreach (Block block in layer.Out <= ExplainOptions.FewNeurons ? EachNeuron(layer) : MostActive(layer)) yield return block;
    }

    private string Rule(LayerTrace layer)
    {
        ActivationText text = ActivationText.Of(layer.Dense!.Activation);
        int number = _names.Number(layer.Index);
        if (number > 1 && trace.Layers[_names.Dense[number - 2]].Dense is { } before && before.Activation == layer.Dense.Activation && before.Bias == layer.Dense.Bias)
            return $"The same again with this layer's weights; x is now what layer {number - 1} gives.";
        string after = number > 1 ? $" x is now what layer {number - 1} gives." : "";
        return $"Each neuron adds up what comes in, times its weights{(layer.Dense.Bias ? ", and its bias" : "")}, and gives what {layer.Dense.Activation.Name} makes of the sum: `z = W·x{(layer.Dense.Bias ? " + b" : "")}`, {(text.Formula.StartsWith("f(z)", StringComparison.Ordinal) ? $"`a = f(z)` with `{text.Formula}`" : $"`{text.Formula}`, its share of all")}.{after}";
    }

    private IEnumerable<Block> EachNeuron(LayerTrace layer)
    {
        bool isSoftmax = layer.Dense!.Activation == Activation.Softmax;
        yield return new Equations([.. Enumerable.Range(0, layer.Out).SelectMany(unit => Neuron(layer, unit, withOutput: !isSoftmax))]);
        if (isSoftmax)
            foreach (Block block in Softmax(layer)) yield return block;
        foreach (Block block in Closely(layer)) yield return block;
    }

    // The longest sums have not all their terms in the equations; those of one neuron are shown.
    private IEnumerable<Block> Closely(LayerTrace layer)
    {
        if (layer.In <= Math.Max(options.Top, ExplainOptions.FewTerms)) yield break;
        int strongest = Strongest(layer);
        if (Pictures(layer, strongest) is { } pictures) yield return pictures;
        yield return Terms(layer, strongest, $"The sum of neuron {_names.Neuron(layer.Index, strongest)}, which answers loudest, by its largest terms:");
    }

    private IEnumerable<Block> MostActive(LayerTrace layer)
    {
        int[] most = Loudest(layer);
        int silent = layer.Outputs.Count(a => a == 0);
        yield return new Table(
            ["<neuron", "its largest terms", "all others", "bias", "z", "a"],
            [.. most.Select(unit => Sum(layer, unit)).Select((sum, i) => (IReadOnlyList<Cell>)[
                _names.Neuron(layer.Index, most[i]), _digits.Column(sum.Shown.Sum(t => t.Product)), _digits.Column(sum.Rest), sum.Bias is { } b ? _digits.Column(b) : "none", _digits.Column(sum.Total), _digits.Column(layer.Outputs[most[i]])])])
        {
            Caption = $"The {most.Length} most active of the {Num.Count(layer.Out)} neurons{(silent > 0 ? $"; {Num.Count(silent)} give 0" : "")}.",
        };
        yield return new Equations([.. Neuron(layer, most[0], withOutput: layer.Dense!.Activation != Activation.Softmax)]);
        if (Pictures(layer, most[0]) is { } pictures) yield return pictures;
        yield return Terms(layer, most[0], $"The sum of neuron {_names.Neuron(layer.Index, most[0])}, the most active, by its largest terms:");
    }

    /// <summary>One neuron's sum with its numbers, and what comes of it.</summary>
    public IEnumerable<Equation> Neuron(LayerTrace layer, int unit, bool withOutput)
    {
        WeightedSum sum = Sum(layer, unit);
        string name = _names.IsLast(layer.Index) && _names.Class(unit) is { } known ? $"class {known}" : "";
        string remark = string.Join("; ", new[] { name, sum.Remark(_digits) }.Where(t => t.Length > 0));
        yield return new($"{Names.Sub("z", unit)} = {sum.Text(_digits)} = {_digits.Of(sum.Total)}", remark);
        if (withOutput) yield return Output(layer, unit);
    }

    /// <summary>What comes in, the weights, and what both make, as pictures; null where the inputs are none.</summary>
    public Pictures? Pictures(LayerTrace layer, int unit)
    {
        FeatureShape shape = trace.Network.InputShape;
        if (_names.Number(layer.Index) != 1 || !shape.IsImage || shape.Length != layer.In) return null;
        float[] weights = layer.Weights.Row(unit);
        return new(
        [
            new(trace.Features, shape, Palette.Ink, "what comes in, x"),
            new(weights, shape, Palette.Signed, $"the weights of neuron {unit + 1}, w"),
            new([.. weights.Select((w, i) => w * layer.Inputs[i])], shape, Palette.Signed, "the terms of its sum, x·w"),
        ]);
    }

    /// <summary>The terms of one neuron's sum, one a row.</summary>
    public Table Terms(LayerTrace layer, int unit, string caption, int? most = null)
    {
        WeightedSum sum = Sum(layer, unit, most);
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (Term term in sum.Shown) rows.Add([_names.Source(layer.Index, term.Index), _digits.Column(term.Left), _digits.Column(term.Right), _digits.Column(term.Product)]);
        if (sum.RestCount > 0)
            rows.Add([new($"the other {Num.Count(sum.RestCount)}{(sum.ZeroCount == sum.RestCount ? "" : sum.ZeroCount > 0 ? $", of which {Num.Count(sum.ZeroCount)} are 0" : "")}", Tone.Faint), "", "", _digits.Column(sum.Rest)]);
        if (sum.Bias is { } bias) rows.Add(["bias", "", "", _digits.Column(bias)]);
        rows.Add([Names.Sub("z", unit), "", "", _digits.Column(sum.Total)]);
        return new(["<from", "x", "w", "x·w"], rows) { Caption = caption, HasTotal = true };
    }

    /// <summary>Softmax, worked out: e^z of each neuron over their sum. With the largest z taken off first, which changes nothing and keeps e^z small.</summary>
    private IEnumerable<Block> Softmax(LayerTrace layer)
    {
        int largest = Strongest(layer);
        double peak = layer.Outputs[largest];
        if (layer.Temperature != 1)
            yield return new Paragraph($"This network is calibrated: its sums are divided by the temperature T = {_digits.Of(layer.Temperature)} before softmax, which leaves its answers and makes them {(layer.Temperature > 1 ? "less" : "more")} sure.");
        string over = layer.Temperature == 1 ? $"(z - {_digits.Of(layer.Sums[largest])})" : $"((z - {_digits.Of(layer.Sums[largest])}) / {_digits.Of(layer.Temperature)})";
        yield return new Table(
            ["<neuron", "z", $"e^{over}", "a"],
            [.. Enumerable.Range(0, layer.Out).Select(unit => (IReadOnlyList<Cell>)[
                _names.Neuron(layer.Index, unit), _digits.Column(layer.Sums[unit]), _digits.Column(layer.Outputs[unit] / peak), new(_digits.Column(layer.Outputs[unit]), unit == largest ? Tone.Strong : Tone.Plain)]),
                ["together", "", _digits.Column(1 / peak), "1"]])
        {
            HasTotal = true,
            Caption = "The largest sum is taken off each first: it changes no share, and keeps e^z from growing beyond all numbers.",
        };
        yield return new Equations((Equation[])[new($"{Names.Sub("a", largest)} = 1 / {_digits.Of(1 / peak)} = {_digits.Of(peak)}", "its part of the whole")]);
    }

    private WeightedSum Sum(LayerTrace layer, int unit, int? most = null) =>
        WeightedSum.Of(layer.Inputs, layer.Weights.Row(unit), layer.Dense!.Bias ? layer.Bias(unit) : null, layer.Sums[unit], most ?? options.Top);

    private Equation Output(LayerTrace layer, int unit) => new($"{Names.Sub("a", unit)} = {layer.Dense!.Activation.Name}({_digits.Of(layer.Sums[unit])}) = {_digits.Of(layer.Outputs[unit])}");

    private int[] Loudest(LayerTrace layer) => [.. Enumerable.Range(0, layer.Out).OrderByDescending(unit => Math.Abs(layer.Outputs[unit])).Take(options.Top)];

    private static int Strongest(LayerTrace layer) => Enumerable.Range(0, layer.Out).MaxBy(unit => layer.Outputs[unit]);

    private string Vector(IEnumerable<float> values) => $"({string.Join(", ", values.Select(v => _digits.Of(v)))})";
}
