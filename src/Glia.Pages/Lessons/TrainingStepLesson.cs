namespace Glia.Pages;

/// <summary>One whole step of back-propagation with every number (row C6).</summary>
internal sealed class TrainingStepLesson : Lesson
{
    private static readonly Knob<float[]> X = Knob.Numbers("x", "The three inputs, -5 to 5.", [0.9f, 0.1f, 0.8f], -5, 5, least: 3, most: 3);
    private static readonly Knob<float[]> T = Knob.Numbers("t", "The three targets, 0 to 1.", [0.99f, 0.01f, 0.01f], 0, 1, least: 3, most: 3);
    private static readonly Knob<double> Rate = Knob.Number("rate", "The learning rate, 0.001 to 100.", 0.3, 0.001, 100);

    public override string Id => "training-step";

    public override string Title => "One full training step";

    public override string Summary => "Forward, error, back, and every weight moves: the whole of learning, once, by hand.";

    public override IReadOnlyList<Knob> Knobs => [X, T, Rate];

    public override LessonRun Run(KnobValues values)
    {
        StepTrace step = StepTrace.Of(Network(), new HalfSquaredError(), values.Get(X), values.Get(T), (float)values.Get(Rate));
        return new([.. Forward(step), .. Rule(step), .. Back(step), .. Moved(step)], Ask(step))
        {
            Tries =
            [
                new("glia learn training-step --x 0,0.1,0.8", "An input of 0: its three weights stay where they are, since ΔW has the input as a factor."),
                new("glia learn training-step --rate 100", "A huge step. This one sample is glad of it; look how far the weights have jumped."),
                new("glia learn training-step --t 0.73,0.71,0.78", "Targets that the network all but meets: small errors, small steps."),
            ],
        };
    }

    /// <summary>The 3-3-3 network of row B3, without biases.</summary>
    private static Network Network()
    {
        var network = new Network(3, 1, new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(3, Activation.Sigmoid) { Bias = false });
        network.Weights(0).Set(new[,] { { 0.9f, 0.3f, 0.4f }, { 0.2f, 0.8f, 0.2f }, { 0.1f, 0.5f, 0.6f } });
        network.Weights(1).Set(new[,] { { 0.3f, 0.7f, 0.5f }, { 0.6f, 0.5f, 0.2f }, { 0.8f, 0.1f, 0.9f } });
        return network;
    }

    private static IEnumerable<Block> Forward(StepTrace step)
    {
        LayerTrace hidden = step.Forward.Layers[0], output = step.Forward.Layers[1];
        yield return NetworkDiagram.Of("Three inputs, three hidden nodes, three outputs, no biases: what each holds on the way forward", step.Forward.Network, [step.Forward.Inputs, hidden.Outputs, output.Outputs]);
        yield return new Paragraph("**Forward.** Each node: the weighted sum, then the sigmoid. First the hidden nodes H, then the outputs O.");
        yield return new Equations([.. Sums(hidden, "H"), .. Sums(output, "O")]);
        yield return new Paragraph("**The error** of each output is target minus actual. The loss is half the sum of their squares: the half takes away the 2 that the power rule brings.");
        yield return new Equations(
            [.. Enumerable.Range(0, 3).Select(k => new Equation($"E{Sub(k)} = {Num.Of(step.Targets[k])} - {Num.Of(output.Outputs[k])} = {Num.Of(Error(step, k))}")),
            new Equation($"L = 0.5·({string.Join(" + ", Enumerable.Range(0, 3).Select(k => $"{Num.In(Error(step, k))}²"))}) = {Num.Of(step.LossBefore)}")]);
    }

    private static IEnumerable<Equation> Sums(LayerTrace layer, string name) => Enumerable.Range(0, layer.Out).Select(u =>
        new Equation($"{name}{Sub(u)} = sigmoid({Num.Sum(layer.Weights.Row(u), [.. layer.Inputs])}) = sigmoid({Num.Of(layer.Sums[u])}) = {Num.Of(layer.Outputs[u])}"));

    private static IEnumerable<Block> Rule(StepTrace step)
    {
        yield return new Paragraph("**How does L change with one weight?** The chain rule, link by link from L back to the weight W between a hidden node H and an output O:");
        yield return new Equations(
            new("∂L/∂W = ∂L/∂O · ∂O/∂z · ∂z/∂W"),
            new("∂L/∂O = -E", "power rule on half a square"),
            new("∂O/∂z = O·(1 - O)", "the slope of the sigmoid"),
            new("∂z/∂W = H", "z is a sum, and W's only factor is H"),
            new("ΔW = -α·∂L/∂W = α·E·O·(1 - O)·H", "downhill, as far as the rate α says"),
            new("ΔW = α · (E·O·(1 - O)) · Hᵀ", "a whole layer: column times row"));
        yield return new Equations([.. Enumerable.Range(0, 3).Select(k => new Equation(
            $"E{Sub(k)}·O{Sub(k)}·(1 - O{Sub(k)}) = {Num.In(Error(step, k))}·{Num.Of(Out(step, k))}·(1 - {Num.Of(Out(step, k))}) = {Num.Of(Signal(step, 1, k))}"))]);
        yield return new Equations([.. Enumerable.Range(0, 3).Select(j => new Equation(
            $"ΔW of H{Sub(j)} to O₁ = {Num.Of(step.Rate)}·{Num.In(Signal(step, 1, 0))}·{Num.Of(Hidden(step, j))} = {Num.Of(step.WeightChange(1, 0, j))}"))]);
    }

    private static IEnumerable<Block> Back(StepTrace step)
    {
        WeightMatrix w = step.Forward.Layers[1].Weights;
        yield return new Paragraph("**Back to the hidden nodes.** L depends on H through all outputs, so their slopes come back along the links and are added: `Wᵀ`, as in the lesson before, now with each output's slope in it. (Some programs send back the bare errors, `Wᵀ·E`. That trains, too, but it is not the slope of L, and the check below would say so.)");
        yield return new Equations([.. Enumerable.Range(0, 3).Select(j => new Equation(
            $"E of H{Sub(j)} = {string.Join(" + ", Enumerable.Range(0, 3).Select(k => $"{Num.Of(w[k, j])}·{Num.In(Signal(step, 1, k))}"))} = {Num.Of(-step.Layers[0].OutputSlopes[j])}"))]);
        yield return new Paragraph("Then the same rule, with the inputs in the place of H:");
        yield return new Equations(
            [.. Enumerable.Range(0, 3).Select(j => new Equation($"E·H{Sub(j)}·(1 - H{Sub(j)}) = {Num.In(-step.Layers[0].OutputSlopes[j])}·{Num.Of(Hidden(step, j))}·(1 - {Num.Of(Hidden(step, j))}) = {Num.Of(Signal(step, 0, j))}")),
            new Equation($"ΔW of x₁ to H₁ = {Num.Of(step.Rate)}·{Num.In(Signal(step, 0, 0))}·{Num.In(step.Forward.Inputs[0])} = {Num.Of(step.WeightChange(0, 0, 0))}")]);
    }

    private static IEnumerable<Block> Moved(StepTrace step)
    {
        CheckedGradient[] gradients = [.. from layer in (int[])[0, 1] from unit in Enumerable.Range(0, 3) from input in Enumerable.Range(0, 3) select step.Check(layer, unit, input)];
        double worst = gradients.Max(g => g.RelativeError);
        yield return new Table(["<weight", "before", "ΔW", "after", "∂L/∂W", "by difference"], [.. gradients.Select(g => Row(step, g))])
        {
            Caption = "All 18 weights. The last column knows nothing of the chain rule: it moves one weight a little up and a little down, and divides the change of L by the way.",
        };
        yield return new Equations(new Equation($"{Num.Of(worst)} {(worst < 1e-3 ? "<" : ">")} 0.001", "the largest relative difference of the two"));
        yield return new Paragraph($"**After the step** the outputs are {Num.Vector(step.ForwardAfter.Outputs)}, and the loss on this sample {Verdict(step)}");
        yield return new Equations(new Equation($"{Num.Of(step.LossBefore)} - {Num.Of(step.LossAfter)} = {Num.Of((double)step.LossBefore - step.LossAfter)}", "before - after"));
    }

    private static IReadOnlyList<Cell> Row(StepTrace step, CheckedGradient g)
    {
        (float before, float after) = (step.Forward.Network.Weights(g.Layer)[g.Unit, g.Input], step.After.Weights(g.Layer)[g.Unit, g.Input]);
        return [$"{(g.Layer == 0 ? "x" : "H")}{Sub(g.Input)} to {(g.Layer == 0 ? "H" : "O")}{Sub(g.Unit)}", Num.Of(before), Num.Fixed(step.WeightChange(g.Layer, g.Unit, g.Input), 6), Num.Fixed(after, 4), Num.Fixed(g.Backward, 7), Num.Fixed(g.Difference, 7)];
    }

    private static string Verdict(StepTrace step) => step.LossAfter < step.LossBefore
        ? "is smaller. A training is this, again and again, with sample after sample."
        : "is **not smaller**: the slope holds for a small step only, and this one went too far. Try a smaller rate.";

    private static double Error(StepTrace step, int k) => -step.Layers[1].OutputSlopes[k];

    private static double Out(StepTrace step, int k) => step.Forward.Layers[1].Outputs[k];

    private static double Hidden(StepTrace step, int j) => step.Forward.Layers[0].Outputs[j];

    /// <summary>E·O(1 − O): the delta with the sign that the textbooks' rule gives it.</summary>
    private static double Signal(StepTrace step, int layer, int unit) => -step.Layers[layer].Deltas[unit];

    private static char Sub(int index) => (char)('₁' + index);

    private static Quiz Ask(StepTrace step)
    {
        float change = step.WeightChange(1, 0, 0);
        double solution = 1.5 * change;
        return Quiz.ForNumber($"A weight W leads from H₁ to O₁, and its ΔW is {Num.Of(change)} here. If H₁ gave half of what it gives, O₁ and E₁ were as they are, and the rate were 3 times as large: what would ΔW be?", solution,
            $"ΔW = α·E·O·(1 - O)·H has the rate and H as plain factors: 3·0.5·{Num.In(change)} = {Num.Of(solution)}.", Math.Abs(solution) * 0.03);
    }
}
