namespace Glia.Pages;

/// <summary>What comes out, what should have come out, and what that costs.</summary>
internal sealed class OutputBlocks(Network network, ExplainOptions options)
{
    private readonly Digits _digits = new(options.Decimals);
    private readonly Names _names = new(network);

    private int Last => _names.Dense[^1];

    /// <summary>The answer of a prediction.</summary>
    public IEnumerable<Block> Answer(ForwardTrace trace)
    {
        yield return new Heading("What comes out");
        int[] shown = Shown(unit => trace.Outputs[unit]);
        yield return new Table(["<output", "a"], [.. shown.Select(unit => (IReadOnlyList<Cell>)[_names.Neuron(Last, unit), _digits.Column(trace.Outputs[unit])])]) { Caption = Caption(shown) };
        if (Decided(trace) is { } answer) yield return new Paragraph($"The answer is **{answer}**.");
    }

    /// <summary>Outputs beside their targets, and the loss worked out.</summary>
    public IEnumerable<Block> Loss(StepTrace step)
    {
        IReadOnlyList<float> a = step.Forward.Outputs, t = step.Targets;
        yield return new Heading("What it costs: the loss");
        int[] shown = Shown(unit => a[unit] - t[unit]);
        yield return new Table(
            ["<output", "a", "target t", "a - t"],
            [.. shown.Select(unit => (IReadOnlyList<Cell>)[_names.Neuron(Last, unit), _digits.Column(a[unit]), _digits.Column(t[unit]), _digits.Column((double)a[unit] - t[unit])])])
        {
            Caption = Caption(shown),
        };
        if (Decided(step.Forward) is { } answer) yield return new Paragraph($"The answer is **{answer}**.");
        LossText text = LossText.Of(step.Loss);
        yield return new Paragraph($"The loss {step.Loss.Name} makes one number of that, which the step is to make smaller: `{text.Formula}`.");
        string? value = a.Count <= ExplainOptions.FewNeurons || step.Loss is CrossEntropy ? text.Value?.Invoke(_digits, a, t) : null;
        yield return new Equations(value is null ? $"L = {_digits.Of(step.LossBefore)}" : $"L = {value} = {_digits.Of(step.LossBefore)}");
    }

    /// <summary>Outputs and loss before and after the step.</summary>
    public IEnumerable<Block> After(StepTrace step)
    {
        IReadOnlyList<float> before = step.Forward.Outputs, after = step.ForwardAfter.Outputs;
        Digits fine = _digits.Finer;
        yield return new Heading("After the step");
        yield return new Paragraph("The same sample again, through the network with its new weights:");
        int[] shown = Shown(unit => before[unit] - step.Targets[unit]);
        yield return new Table(
            ["<output", "before", "after", "target"],
            [.. shown.Select(unit => (IReadOnlyList<Cell>)[
                _names.Neuron(Last, unit), fine.Column(before[unit]), new(fine.Column(after[unit]), Closer(before[unit], after[unit], step.Targets[unit])), _digits.Column(step.Targets[unit])]),
                ["loss", fine.Column(step.LossBefore), new(fine.Column(step.LossAfter), step.LossAfter < step.LossBefore ? Tone.Good : step.LossAfter > step.LossBefore ? Tone.Bad : Tone.Plain), ""]])
        {
            HasTotal = true,
            Caption = Caption(shown),
        };
        double squares = step.Layers.Sum(SumOfSquares), promised = step.Rate * squares, kept = (double)step.LossBefore - step.LossAfter;
        yield return new Paragraph(Change(kept, fine));
        yield return new Equations($"α·Σ g² = {fine.Of(step.Rate)}·{fine.In(squares)} = {fine.Of(promised)}");
        if (Decided(step.Forward) is { } was && Decided(step.ForwardAfter) is { } now)
            yield return new Paragraph(was == now ? $"The answer is **{now}** as before." : $"The answer was **{was}** and is **{now}** now.");
    }

    private static string Change(double kept, Digits fine) => kept switch
    {
        > 0 => $"The loss fell by {fine.Of(kept)}. By its slope alone it would have fallen by the learning rate times the sum of all squared gradients; the slope changes on the way, and the more so the longer the step:",
        0 => "The loss is the same to the last bit: there is next to nothing to learn from this sample, or the rate is next to nothing. By its slope it should fall by the learning rate times the sum of all squared gradients:",
        _ => $"The loss **grew** by {fine.Of(-kept)}: the step was too long for this curve, so try a smaller learning rate. By its slope alone it would have fallen by the learning rate times the sum of all squared gradients:",
    };

    // Σ (δ·x)² = Σ δ² · Σ x², and the biases.
    private static double SumOfSquares(LayerStepTrace layer) =>
        layer.Deltas.Sum(d => (double)d * d) * (layer.Forward.Inputs.Sum(x => (double)x * x) + (layer.BiasGradients.Count > 0 ? 1 : 0));

    private static Tone Closer(float before, float after, float target) =>
        Math.Abs(after - target) < Math.Abs(before - target) ? Tone.Good : Math.Abs(after - target) > Math.Abs(before - target) ? Tone.Bad : Tone.Plain;

    private int[] Shown(Func<int, float> size) => network.Outputs <= ExplainOptions.FewNeurons
        ? [.. Enumerable.Range(0, network.Outputs)]
        : [.. Enumerable.Range(0, network.Outputs).OrderByDescending(unit => Math.Abs(size(unit))).Take(options.Top)];

    private string Caption(int[] shown) => shown.Length == network.Outputs ? "" : $"{shown.Length} of the {Num.Count(network.Outputs)} outputs, the largest first.";

    private string? Decided(ForwardTrace trace)
    {
        if (network.ClassNames.Count == 0) return null;
        int answer = (network.Encoding ?? TargetEncoding.For(network.ClassNames.Count, network.Outputs)).Decode([.. trace.Outputs]);
        return answer >= 0 && answer < network.ClassNames.Count ? $"class {network.ClassNames[answer]}" : null;
    }
}
