namespace Glia;

/// <summary>One layer on the way back, for one sample: from the slope of the loss at its outputs to the change of its weights.</summary>
public sealed record LayerStepTrace
{
    /// <summary>The same layer on the way forward.</summary>
    public required LayerTrace Forward { get; init; }

    /// <summary>
    /// ∂L/∂a, shape <c>(out)</c>: at the last layer the loss's own slope, at others what the layer above sends down, <c>Wᵀ·δ</c>. Empty at a last layer whose activation and loss are
    /// taken together, where <see cref="Deltas"/> come at once.
    /// </summary>
    public required IReadOnlyList<float> OutputSlopes { get; init; }

    /// <summary>f'(z), shape <c>(out)</c>; empty where it is no number for each unit: softmax, and a layer without weights.</summary>
    public required IReadOnlyList<float> ActivationSlopes { get; init; }

    /// <summary>
    /// δ = ∂L/∂z, shape <c>(out)</c>: <c>δ = ∂L/∂a ⊙ f'(z)</c>; with softmax and cross-entropy together <c>δ = a − t</c>; with softmax and another loss
    /// <c>δᵢ = aᵢ (∂L/∂aᵢ − Σⱼ ∂L/∂aⱼ aⱼ)</c>. Empty where the layer has no weights.
    /// </summary>
    public required IReadOnlyList<float> Deltas { get; init; }

    /// <summary>∂L/∂b = δ, shape <c>(out)</c>; empty where there are no biases.</summary>
    public required IReadOnlyList<float> BiasGradients { get; init; }

    /// <summary><c>Wᵀ·δ</c>, shape <c>(in)</c>: each input's share of the error, ∂L/∂a of the layer below. Empty at the first layer, below which nothing learns.</summary>
    public required IReadOnlyList<float> SentDown { get; init; }

    /// <summary>Number of the layer, from 0.</summary>
    public int Index => Forward.Index;

    /// <summary>∂L/∂W of one weight: <c>δ[unit] · x[input]</c>.</summary>
    public float WeightGradient(int unit, int input) => Deltas[unit] * Forward.Inputs[input];
}
