namespace Glia.Pages;

/// <summary>From deltas to gradients and to moved weights, each gradient beside its finite difference.</summary>
internal sealed class GradientBlocks(StepTrace step, ExplainOptions options)
{
    private const double Agreement = 1e-3, Alike = 1e-6; // below which only the rounding of floats is left

    private readonly Digits _digits = new(options.Decimals);
    private readonly Names _names = new(step.Forward.Network);

    /// <summary>One gradient worked out, and the table of all that are shown.</summary>
    public IEnumerable<Block> Layer(int index, IReadOnlyList<CheckedGradient> shown)
    {
        LayerStepTrace layer = step.Layers[index];
        bool hasBiases = layer.BiasGradients.Count > 0;
        int count = layer.Forward.Out * (layer.Forward.In + (hasBiases ? 1 : 0));
        if (_names.IsLast(index))
            yield return new Paragraph($"A weight's gradient is the delta of its neuron times what came in through it, `∂L/∂w = δ·x`{(hasBiases ? "; a bias's is the delta itself" : "")}. The step moves each against its gradient, `w ← w - α·∂L/∂w`.");
        if (shown.Where(g => g.Input >= 0).OrderByDescending(g => Math.Abs(g.Backward)).Select(g => (CheckedGradient?)g).FirstOrDefault() is { } example)
            yield return new Equations([.. Worked(layer, example.Unit, example.Input)]);
        string caption = shown.Count == count ? $"All {count} gradients of this layer." : $"The {shown.Count} largest of the {Num.Count(count)} gradients of this layer.";
        yield return Gradients(layer, shown, caption);
    }

    /// <summary>One weight: its gradient and its change with the numbers put in; by the textbooks' rule as well, where that is what the step does.</summary>
    public IEnumerable<Equation> Worked(LayerStepTrace layer, int unit, int input)
    {
        LayerTrace forward = layer.Forward;
        string name = Names.Weight(unit, input), x = _digits.In(forward.Inputs[input]);
        float before = forward.Weights[unit, input], gradient = layer.WeightGradient(unit, input), after = step.After.Weights(layer.Index)[unit, input];
        Digits fine = _digits.Finer;
        yield return new($"∂L/∂{name} = {Names.Sub("δ", unit)}·{Names.Sub("x", input)} = {_digits.In(layer.Deltas[unit])}·{x} = {_digits.Of(gradient)}", $"into neuron {unit + 1}, from {_names.Source(layer.Index, input)}");
        yield return new($"{name} = {fine.Of(before)} - {fine.Of(step.Rate)}·{fine.In(gradient)} = {fine.Of(after)}", "after the step");
        if (step.Loss is not HalfSquaredError || forward.Dense!.Activation != Activation.Sigmoid) yield break;
        string o = _digits.In(forward.Outputs[unit]);
        yield return new(
            $"Δ{name} = α·E·O·(1 - O)·O_prev = {_digits.Of(step.Rate)}·{_digits.In(-layer.OutputSlopes[unit])}·{o}·(1 - {o})·{x} = {_digits.Of(step.WeightChange(layer.Index, unit, input))}",
            $"the textbooks' rule, with the error E = {(_names.IsLast(layer.Index) ? "t - O" : "what is sent down")}, the output O of this neuron and O_prev of the one before");
    }

    /// <summary>Gradients beside their differences, weights before and after.</summary>
    public Table Gradients(LayerStepTrace layer, IReadOnlyList<CheckedGradient> shown, string caption)
    {
        Digits fine = _digits.Finer;
        return new(
            ["<weight", "gradient", "difference", "rel. error", "before", "after"],
            [.. shown.Select(g => (IReadOnlyList<Cell>)[
                Name(layer, g), fine.Column(g.Backward), fine.Column(g.Difference), new(g.RelativeError < Alike ? $"< {Num.Of(Alike)}" : Num.Of(g.RelativeError, 2), g.RelativeError > Agreement ? Tone.Bad : Tone.Plain),
                fine.Column(Number(step.Forward.Network, g)), fine.Column(Number(step.After, g))])])
        {
            Caption = caption,
        };
    }

    /// <summary>Whether the gradients shown are those of the loss, in a sentence.</summary>
    public IEnumerable<Block> Verdict(IReadOnlyList<CheckedGradient> all)
    {
        if (all.Count == 0) yield break;
        CheckedGradient worst = all.MaxBy(g => g.RelativeError);
        yield return new Heading("Are the gradients right?");
        yield return new Paragraph(
            "Beside each gradient stands a finite difference, which knows nothing of the way back: one weight is moved up and down by ε = 0.00001, and the loss is looked at, `(L(w + ε) - L(w - ε)) / 2ε`. " +
            "The relative error is `|g - d| / (|g| + |d|)`, with no less than 0.001 below the line.");
        yield return new Paragraph(worst.RelativeError <= Agreement
            ? $"All {all.Count} that are shown agree: the largest relative error is **{(worst.RelativeError < Alike ? $"below {Num.Of(Alike)}" : Num.Of(worst.RelativeError, 2))}**."
            : $"{all.Count(g => g.RelativeError > Agreement)} of {all.Count} differ by more than {Num.Of(Agreement, 3)}, the most by **{Num.Of(worst.RelativeError, 2)}**: so it is where a sum lies just at the kink of an activation, such as relu's at 0, and the difference sees both sides.");
    }

    // Without blanks, at which a narrow page would break it.
    private string Name(LayerStepTrace layer, CheckedGradient g)
    {
        bool isSmall = layer.Forward.Out < 10 && layer.Forward.In < 10;
        if (g.Input < 0) return isSmall ? Names.Sub("b", g.Unit) : $"{g.Unit + 1}←bias";
        if (isSmall) return Names.Weight(g.Unit, g.Input);
        FeatureShape shape = step.Forward.Network.InputShape;
        return _names.Number(layer.Index) == 1 && shape.IsImage && shape.Length == layer.Forward.In
            ? $"{g.Unit + 1}←({(g.Input / shape.Width) + 1},{(g.Input % shape.Width) + 1})"
            : $"{g.Unit + 1}←{g.Input + 1}";
    }

    private static float Number(Network network, CheckedGradient g) => g.Input < 0 ? network.Biases(g.Layer)[g.Unit] : network.Weights(g.Layer)[g.Unit, g.Input];
}
