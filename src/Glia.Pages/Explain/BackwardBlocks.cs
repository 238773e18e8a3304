namespace Glia.Pages;

/// <summary>The way back: of each layer, from the last to the first, the deltas.</summary>
internal sealed class BackwardBlocks(StepTrace step, ExplainOptions options)
{
    private readonly Digits _digits = new(options.Decimals);
    private readonly Names _names = new(step.Forward.Network);

    /// <summary>How the deltas of a layer come about.</summary>
    public IEnumerable<Block> Layer(int index)
    {
        LayerStepTrace layer = step.Layers[index];
        yield return new Heading($"Back · {_names.Title(index)}");
        foreach (string sentence in Sentences(layer)) yield return new Paragraph(sentence);
        if (layer.Forward.Out <= ExplainOptions.FewNeurons)
        {
            yield return new Equations([.. Shared(layer).Concat(Enumerable.Range(0, layer.Forward.Out).SelectMany(unit => Neuron(layer, unit)))]);
            yield break;
        }

        int[] largest = [.. Enumerable.Range(0, layer.Forward.Out).OrderByDescending(unit => Math.Abs(layer.Deltas[unit])).Take(options.Top)];
        yield return Largest(layer, largest);
        yield return new Equations([.. Shared(layer).Concat(Neuron(layer, largest[0]))]);
    }

    /// <summary>One neuron's delta with its numbers.</summary>
    public IEnumerable<Equation> Neuron(LayerStepTrace layer, int unit, int? most = null)
    {
        string delta = Names.Sub("δ", unit);
        string remark = _names.IsLast(layer.Index) && _names.Class(unit) is { } name ? $"class {name}" : "";
        if (layer.OutputSlopes.Count == 0)
        {
            yield return new(Fused(layer, unit) is { } fused ? $"{delta} = {fused} = {_digits.Of(layer.Deltas[unit])}" : $"{delta} = {_digits.Of(layer.Deltas[unit])}", remark);
            yield break;
        }

        yield return OutputSlope(layer, unit, remark, most);
        string da = _digits.Of(layer.OutputSlopes[unit]);
        if (layer.ActivationSlopes.Count == 0)
        {
            yield return new($"{delta} = {_digits.In(layer.Forward.Outputs[unit])}·({da} - {_digits.In(Dot(layer))}) = {_digits.Of(layer.Deltas[unit])}");
            yield break;
        }

        double z = layer.Forward.Sums[unit], a = layer.Forward.Outputs[unit];
        string slope = _digits.Of(layer.ActivationSlopes[unit]);
        yield return new(ActivationText.Of(layer.Forward.Dense!.Activation).SlopeOf?.Invoke(_digits, z, a) is { } worked ? $"f'({Names.Sub("z", unit)}) = {worked} = {slope}" : $"f'({Names.Sub("z", unit)}) = {slope}");
        yield return new($"{delta} = {_digits.In(layer.OutputSlopes[unit])}·{_digits.In(layer.ActivationSlopes[unit])} = {_digits.Of(layer.Deltas[unit])}");
    }

    /// <summary>What comes down to one neuron, one term a row; null at the last layer.</summary>
    public Table? FromAbove(LayerStepTrace layer, int unit)
    {
        if (Above(layer) is not { } above) return null;
        WeightedSum sum = SentDown(above, layer, unit, WeightedSum.All);
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (Term term in sum.Shown) rows.Add([_names.Neuron(above.Index, term.Index), _digits.Column(term.Left), _digits.Column(term.Right), _digits.Column(term.Product)]);
        if (sum.RestCount > 0) rows.Add([new($"the other {Num.Count(sum.RestCount)}", Tone.Faint), "", "", _digits.Column(sum.Rest)]);
        rows.Add(["∂L/∂a", "", "", _digits.Column(sum.Total)]);
        return new([$"<neuron of layer {_names.Number(above.Index)}", "w", "δ", "w·δ"], rows) { HasTotal = true, Caption = "The error that each neuron above sends down along its weight:" };
    }

    private IEnumerable<string> Sentences(LayerStepTrace layer)
    {
        Activation activation = layer.Forward.Dense!.Activation;
        ActivationText text = ActivationText.Of(activation);
        string byHand = activation == Activation.Softmax ? "`δᵢ = aᵢ·(∂L/∂aᵢ - Σ ∂L/∂a·a)`, since every output depends on every sum" : $"`δ = ∂L/∂a·f'(z)`{(text.Slope.Length > 0 ? $" with `{text.Slope}`" : "")}";
        if (layer.OutputSlopes.Count == 0)
        {
            yield return activation == Activation.Softmax
                ? $"δ = ∂L/∂z says how the loss changes with each sum. Softmax and cross-entropy are taken together, where it is simply what is too much: `δ = a{(SumsToOne ? "" : "·Σ t")} - t`."
                : $"δ = ∂L/∂z says how the loss changes with each sum. {activation.Name} and {step.Loss.Name} are taken together, where the slope of one cancels that of the other: `δ = (a - t) / n` over n outputs.";
            yield break;
        }

        if (_names.IsLast(layer.Index))
        {
            yield return $"How the loss changes with each output is its slope, `{LossText.Of(step.Loss).Slope}`; with each sum, by the chain rule, {byHand}.";
            yield break;
        }

        yield return $"Each neuron gets its share of the error from the neurons that it feeds, along the same weights backwards: `∂L/∂a = Wᵀ·δ` with W and δ of layer {_names.Number(Above(layer)!.Index)}. Through the activation, by the chain rule, {byHand}.";
    }

    private bool SumsToOne => Math.Abs(step.Targets.Sum(t => (double)t) - 1) < 1e-6;

    /// <summary>What all neurons of the layer use.</summary>
    private IEnumerable<Equation> Shared(LayerStepTrace layer)
    {
        if (layer.OutputSlopes.Count == 0 || layer.ActivationSlopes.Count > 0) yield break;
        WeightedSum sum = WeightedSum.Of(layer.OutputSlopes, layer.Forward.Outputs, null, (float)Dot(layer), options.Top);
        yield return new($"Σ ∂L/∂a·a = {sum.Text(_digits)} = {_digits.Of(Dot(layer))}", sum.Remark(_digits));
    }

    private Equation OutputSlope(LayerStepTrace layer, int unit, string remark, int? most)
    {
        string name = $"∂L/∂{Names.Sub("a", unit)}", value = _digits.Of(layer.OutputSlopes[unit]);
        if (Above(layer) is { } above)
        {
            WeightedSum sum = SentDown(above, layer, unit, most ?? options.Top);
            return new($"{name} = {sum.Text(_digits)} = {value}", sum.Remark(_digits));
        }

        string? worked = LossText.Of(step.Loss).SlopeOf?.Invoke(_digits, layer.Forward.Outputs[unit], step.Targets[unit], layer.Forward.Out);
        return new(worked is null || worked == value ? $"{name} = {value}" : $"{name} = {worked} = {value}", remark);
    }

    private string? Fused(LayerStepTrace layer, int unit)
    {
        string a = _digits.In(layer.Forward.Outputs[unit]), t = _digits.In(step.Targets[unit]);
        if (step.Loss is BinaryCrossEntropy) return layer.Forward.Out == 1 ? $"{a} - {t}" : $"({a} - {t}) / {layer.Forward.Out}";
        if (step.Loss is not CrossEntropy { LabelSmoothing: 0, ClassWeights: null }) return null;
        return SumsToOne ? $"{a} - {t}" : $"{a}·{_digits.In(step.Targets.Sum(x => (double)x))} - {t}";
    }

    private Table Largest(LayerStepTrace layer, int[] units)
    {
        bool isElementwise = layer.ActivationSlopes.Count > 0, hasSlopes = layer.OutputSlopes.Count > 0;
        string[] columns = ["<neuron", .. hasSlopes ? ["∂L/∂a"] : Array.Empty<string>(), .. isElementwise && hasSlopes ? ["f'(z)"] : Array.Empty<string>(), "δ"];
        int nothing = layer.Deltas.Count(d => d == 0);
        return new(columns, [.. units.Select(unit => (IReadOnlyList<Cell>)[
            _names.Neuron(layer.Index, unit),
            .. hasSlopes ? [(Cell)_digits.Column(layer.OutputSlopes[unit])] : Array.Empty<Cell>(),
            .. isElementwise && hasSlopes ? [(Cell)_digits.Column(layer.ActivationSlopes[unit])] : Array.Empty<Cell>(),
            _digits.Column(layer.Deltas[unit])])])
        {
            Caption = $"The {units.Length} largest of the {Num.Count(layer.Forward.Out)} deltas{(nothing > 0 ? $"; {Num.Count(nothing)} are 0, and the weights of those neurons do not move" : "")}.",
        };
    }

    private LayerStepTrace? Above(LayerStepTrace layer) => _names.IsLast(layer.Index) ? null : step.Layers[_names.Dense[_names.Number(layer.Index)]];

    private static WeightedSum SentDown(LayerStepTrace above, LayerStepTrace layer, int unit, int most)
    {
        float[] column = [.. Enumerable.Range(0, above.Forward.Out).Select(k => above.Forward.Weights[k, unit])];
        return WeightedSum.Of(column, above.Deltas, null, layer.OutputSlopes[unit], most);
    }

    private static double Dot(LayerStepTrace layer) => layer.OutputSlopes.Zip(layer.Forward.Outputs, (da, a) => (double)da * a).Sum();
}
