namespace Glia.Pages;

/// <summary>The gradients of a step that an explanation shows, each beside its finite difference.</summary>
public static class ShownGradients
{
    /// <summary>All weights and biases of a small layer, in their order; of a wide one those with the largest gradients.</summary>
    public static IReadOnlyList<CheckedGradient> Of(StepTrace step, int layer, ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(options);
        LayerStepTrace at = step.Layers[layer];
        if (at.Forward.Dense is null) return [];
        bool hasBiases = at.BiasGradients.Count > 0;
        long count = (long)at.Forward.Out * (at.Forward.In + (hasBiases ? 1 : 0));
        IEnumerable<(int Unit, int Input)> all = Enumerable.Range(0, at.Forward.Out).SelectMany(unit => Into(at, unit));
        if (count > ExplainOptions.FewGradients) all = all.OrderByDescending(place => Size(at, place)).Take(options.Top);
        return [.. all.Select(place => step.Check(layer, place.Unit, place.Input))];
    }

    /// <summary>The same for one neuron: its largest gradients, as many as a page has room for.</summary>
    internal static IReadOnlyList<CheckedGradient> Of(StepTrace step, int layer, int unit)
    {
        LayerStepTrace at = step.Layers[layer];
        (int Unit, int Input)[] all = [.. Into(at, unit)];
        if (all.Length > ExplainOptions.FewGradients) all = [.. all.Where(place => Size(at, place) > 0).OrderByDescending(place => Size(at, place)).Take(ExplainOptions.FewGradients)];
        return [.. all.Select(place => step.Check(layer, place.Unit, place.Input))];
    }

    private static IEnumerable<(int Unit, int Input)> Into(LayerStepTrace at, int unit)
    {
        IEnumerable<(int, int)> weights = Enumerable.Range(0, at.Forward.In).Select(input => (unit, input));
        return at.BiasGradients.Count > 0 ? weights.Append((unit, -1)) : weights;
    }

    private static float Size(LayerStepTrace at, (int Unit, int Input) place) =>
        Math.Abs(place.Input < 0 ? at.BiasGradients[place.Unit] : at.WeightGradient(place.Unit, place.Input));
}
