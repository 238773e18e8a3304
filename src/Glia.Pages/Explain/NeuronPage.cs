namespace Glia.Pages;

/// <summary>Explains one neuron in full: every term of its sum, and in a training step what comes back to it and how its weights move.</summary>
public static class NeuronPage
{
    private const int FewRows = 20; // of a table that is not folded away on a page

    /// <summary>One neuron in a prediction.</summary>
    /// <param name="trace">The prediction.</param>
    /// <param name="layer">Number of its layer within the network, which has weights.</param>
    /// <param name="neuron">Its number, from 0.</param>
    /// <param name="options">How exactly.</param>
    /// <exception cref="ArgumentException">There is no such neuron.</exception>
    public static Page Of(ForwardTrace trace, int layer, int neuron, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        Check(trace, layer, neuron);
        return new(Title(trace, layer, neuron), [.. Forward(trace, layer, neuron, options)]) { Lead = "Everything that goes into it, and what it makes of that." };
    }

    /// <summary>One neuron in a training step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="layer">Number of its layer within the network, which has weights.</param>
    /// <param name="neuron">Its number, from 0.</param>
    /// <param name="options">How exactly.</param>
    /// <exception cref="ArgumentException">There is no such neuron.</exception>
    public static Page Of(StepTrace step, int layer, int neuron, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(options);
        Check(step.Forward, layer, neuron);
        IReadOnlyList<CheckedGradient> shown = ShownGradients.Of(step, layer, neuron);
        return new(Title(step.Forward, layer, neuron), [.. Forward(step.Forward, layer, neuron, options), .. Back(step, layer, neuron, options, shown), .. new GradientBlocks(step, options).Verdict(shown)])
        {
            Lead = $"Everything that goes into it, what comes back to it, and how its weights move: loss {step.Loss.Name}, learning rate α = {Num.Of(step.Rate, 6)}.",
        };
    }

    private static IEnumerable<Block> Forward(ForwardTrace trace, int layer, int neuron, ExplainOptions options)
    {
        LayerTrace at = trace.Layers[layer];
        var names = new Names(trace.Network);
        var blocks = new ForwardBlocks(trace, options);
        yield return new Heading("Forward");
        if (blocks.Pictures(at, neuron) is { } pictures) yield return pictures;
        yield return new Equations([.. blocks.Neuron(at, neuron, withOutput: at.Dense!.Activation != Activation.Softmax)]);
        Table terms = blocks.Terms(at, neuron, at.In > ExplainOptions.FewTerms ? "Every term of its sum that is not 0, the largest first:" : "Every term of its sum:", WeightedSum.All);
        yield return terms.Rows.Count > FewRows ? new Section($"All its terms ({terms.Rows.Count} rows)", [terms]) : terms;
        if (at.Dense.Activation == Activation.Softmax)
            yield return new Paragraph($"Softmax makes shares of the sums of all {at.Out} neurons; this one's is **{new Digits(options.Decimals).Of(at.Outputs[neuron])}**.");
    }

    private static IEnumerable<Block> Back(StepTrace step, int layer, int neuron, ExplainOptions options, IReadOnlyList<CheckedGradient> shown)
    {
        LayerStepTrace at = step.Layers[layer];
        var back = new BackwardBlocks(step, options);
        var gradients = new GradientBlocks(step, options);
        yield return new Heading("Back");
        if (back.FromAbove(at, neuron) is { } above) yield return above;
        yield return new Equations([.. back.Neuron(at, neuron)]);
        if (shown.Where(g => g.Input >= 0).OrderByDescending(g => Math.Abs(g.Backward)).Select(g => (CheckedGradient?)g).FirstOrDefault() is not { } example)
        {
            yield return new Paragraph("Its delta is 0, so none of its weights moves.");
            yield break;
        }

        yield return new Equations([.. gradients.Worked(at, neuron, example.Input)]);
        int count = at.Forward.In + (at.BiasGradients.Count > 0 ? 1 : 0);
        yield return gradients.Gradients(at, shown, shown.Count == count ? "All its gradients." : $"The {shown.Count} largest of its {Num.Count(count)} gradients, which are all its delta times what came in.");
    }

    private static string Title(ForwardTrace trace, int layer, int neuron)
    {
        var names = new Names(trace.Network);
        return $"Neuron {names.Neuron(layer, neuron)} of layer {names.Number(layer)} in {names.Shape}";
    }

    private static void Check(ForwardTrace trace, int layer, int neuron)
    {
        int units = trace.Network.Weights(layer).Out;
        if ((uint)neuron >= (uint)units) throw new ArgumentOutOfRangeException(nameof(neuron), neuron, $"The layer has neurons 0 … {units - 1}.");
    }
}
