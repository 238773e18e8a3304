namespace Glia.Pages;

/// <summary>
/// Explains a prediction or a training step with every number in it: sums, activations, loss, deltas, gradients beside their finite differences, weights before and after. Of wide
/// layers the largest numbers one by one, and what the others come to.
/// </summary>
public static class ExplainPage
{
    /// <summary>A prediction: the way forward.</summary>
    public static Page Of(ForwardTrace trace, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(options);
        return new($"One prediction of {new Names(trace.Network).Shape}", [.. Diagram(trace), .. new ForwardBlocks(trace, options).All(), .. new OutputBlocks(trace.Network, options).Answer(trace)])
        {
            Lead = "Every number on the way from the input to the answer.",
        };
    }

    /// <summary>A training step: the way forward, the loss, the way back, and what has changed.</summary>
    public static Page Of(StepTrace step, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(options);
        Network network = step.Forward.Network;
        var names = new Names(network);
        var outputs = new OutputBlocks(network, options);
        var back = new BackwardBlocks(step, options);
        var gradients = new GradientBlocks(step, options);
        Dictionary<int, IReadOnlyList<CheckedGradient>> shown = names.Dense.ToDictionary(layer => layer, layer => ShownGradients.Of(step, layer, options));
        return new($"One training step of {names.Shape}",
        [
            .. Diagram(step.Forward),
            .. new ForwardBlocks(step.Forward, options).All(),
            .. outputs.Loss(step),
            .. names.Dense.Reverse().SelectMany(layer => back.Layer(layer).Concat(gradients.Layer(layer, shown[layer]))),
            .. gradients.Verdict([.. shown.Values.SelectMany(g => g)]),
            .. outputs.After(step),
        ])
        {
            Lead = $"Every number of one step of gradient descent on one sample: loss {step.Loss.Name}, learning rate α = {Num.Of(step.Rate, 6)}, no momentum.",
        };
    }

    /// <summary>The same step in its stages, to be walked through one by one.</summary>
    public static IReadOnlyList<ExplainStage> Stages(StepTrace step, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(options);
        Network network = step.Forward.Network;
        var names = new Names(network);
        var outputs = new OutputBlocks(network, options);
        var forward = new ForwardBlocks(step.Forward, options);
        var back = new BackwardBlocks(step, options);
        var gradients = new GradientBlocks(step, options);
        var stages = new List<ExplainStage> { new(ExplainStage.Input, 0, "The input", Body(forward.Inputs())) };
        foreach (int layer in names.Dense)
        {
            stages.Add(new(ExplainStage.Sum, names.Number(layer), $"Sums · {names.Title(layer)}", Body(forward.Sums(layer))));
            stages.Add(new(ExplainStage.Activation, names.Number(layer), $"Activation · {names.Title(layer)}", Body(forward.Activations(layer))));
        }

        stages.Add(new(ExplainStage.Loss, 0, "What it costs: the loss", Body(outputs.Loss(step))));
        var all = new List<CheckedGradient>();
        foreach (int layer in names.Dense.Reverse())
        {
            IReadOnlyList<CheckedGradient> shown = ShownGradients.Of(step, layer, options);
            all.AddRange(shown);
            stages.Add(new(ExplainStage.Delta, names.Number(layer), $"Back · {names.Title(layer)}", Body(back.Layer(layer))));
            stages.Add(new(ExplainStage.Gradient, names.Number(layer), $"Gradients and new weights · {names.Title(layer)}", Body(gradients.Layer(layer, shown))));
        }

        stages.Add(new(ExplainStage.After, 0, "After the step", [.. Body(outputs.After(step)), .. gradients.Verdict(all)]));
        return stages;
    }

    // A stage has its title already.
    private static Block[] Body(IEnumerable<Block> blocks) => blocks.ToArray() is [Heading, .. var rest] ? rest : [.. blocks];

    /// <summary>A drawing, where there is room for all neurons.</summary>
    private static IEnumerable<Block> Diagram(ForwardTrace trace)
    {
        var names = new Names(trace.Network);
        if (names.Dense.Select(i => trace.Layers[i].Out).Append(trace.Network.Inputs).Max() > ExplainOptions.FewNeurons) yield break;
        yield return NetworkDiagram.Of("What each neuron gives; lines are weights.", trace.Network, [trace.Inputs, .. names.Dense.Select(i => trace.Layers[i].Outputs)]);
    }
}
